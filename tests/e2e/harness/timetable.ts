/** A small programme of our own with what a timetable has to cope with, and the app that shows it. Not: a real conference. */
import { demoDist } from "./build";
import { Host, HostOptions } from "./static";

type Talk = [id: string, title: string, start: string, end: string, room: string | null, more?: object];

/** Friday 27 March 2026 in Berlin, until after midnight; clocks change in the night to Sunday. */
const TALKS: Talk[] = [
  ["open", "Opening", "2026-03-27T10:00:00+01:00", "2026-03-27T11:00:00+01:00", "ada"],
  ["loom", "Looms", "2026-03-27T10:00:00+01:00", "2026-03-27T10:30:00+01:00", "gray"],
  ["five", "Five minutes on knots", "2026-03-27T10:30:00+01:00", "2026-03-27T10:35:00+01:00", "gray"],
  ["pair", "A pair of hands", "2026-03-27T11:00:00+01:00", "2026-03-27T12:00:00+01:00", "ada"],
  ["other", "The other hand", "2026-03-27T11:30:00+01:00", "2026-03-27T12:30:00+01:00", "ada"],
  ["off", "Called off", "2026-03-27T11:00:00+01:00", "2026-03-27T12:00:00+01:00", "gray", { cancelled: true }],
  ["walk", "A walk outside", "2026-03-27T12:00:00+01:00", "2026-03-27T13:00:00+01:00", null],
  ["night", "Night watch", "2026-03-27T23:00:00+01:00", "2026-03-28T01:00:00+01:00", "gray"],
  ["late", "Late tea", "2026-03-28T00:30:00+01:00", "2026-03-28T01:30:00+01:00", "ada"],
  ["next", "The next day", "2026-03-28T10:00:00+01:00", "2026-03-28T11:00:00+01:00", "ada"],
  ["sun", "After the clocks changed", "2026-03-29T10:00:00+02:00", "2026-03-29T11:00:00+02:00", "ada"],
];

const day = (id: string) => (id === "next" ? "2026-03-28" : id === "sun" ? "2026-03-29" : "2026-03-27");

/** The same in the contract's JSON; with many more rooms where `rooms` says so, each with a talk at ten. */
export function timetable(rooms = 0): string {
  const more = Array.from({ length: rooms }, (_, n) => ({ id: `r${n}`, name: `Room ${n}` }));
  const talks = [...TALKS, ...more.map(({ id }): Talk => [`t-${id}`, `Talk in ${id}`, "2026-03-27T10:00:00+01:00", "2026-03-27T11:00:00+01:00", id])];
  return JSON.stringify({
    version: "1",
    event: { name: "Knots", zone: "Europe/Berlin" },
    days: ["2026-03-27", "2026-03-28", "2026-03-29"].map((date) => ({ date })),
    rooms: [{ id: "ada", name: "Ada" }, { id: "gray", name: "Gray Room" }, ...more],
    tracks: [],
    speakers: [],
    talks: talks
      .map(([id, title, start, end, room, rest]) => ({ id, title, start, end, day: day(id), ...(room ? { room } : {}), ...rest }))
      .toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start)),
  });
}

/** The app with this programme. */
export function showing(serve: (options: HostOptions) => Promise<Host>, programme = timetable()): Promise<Host> {
  const config = { name: "Knots", backend: "demo", programme: "/programme.json" };
  return serve({ folder: demoDist, files: { "/config.json": JSON.stringify(config), "/programme.json": programme } });
}
