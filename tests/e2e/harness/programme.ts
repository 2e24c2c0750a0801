/** Programme files of other systems, and what stands in them, read by code that shares nothing with the app. Not: the app's reading. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./policy";

/** Where the large real files are, if they are on this machine. */
export const realFiles = process.env.PLENARY_PROGRAMMES || join(project, "..", "shared", "data");
/** Small ones of our own. */
export const samples = join(project, "src", "formats", "samples");

export const has = (name: string) => existsSync(join(realFiles, name));

export interface Entry {
  title: string;
  /** `2019-12-27`: the day of the conference under which it stands. */
  day: string;
  /** `11:30`. */
  start: string;
  room: string;
}

interface FrabEvent {
  title: string;
  date?: string;
  start: string;
}

/** Every entry of a frab file, as its days and rooms list them. */
export function frab(folder: string, name: string): Entry[] {
  return frabEntries(readFileSync(join(folder, name), "utf8"));
}

/** The same of a text in frab's format. */
export function frabEntries(text: string): Entry[] {
  const { schedule } = JSON.parse(text);
  const days: { date: string; rooms: Record<string, FrabEvent[]> }[] = schedule.conference.days;
  return days.flatMap(({ date: day, rooms }) =>
    Object.entries(rooms).flatMap(([room, events]) => events.map(({ title, start }) => ({ title: title.trim(), day, start: start.padStart(5, "0"), room }))),
  );
}

/** Every talk and break of what pretalx' widget reads, by the venue's clock. Its conference day ends at four. */
export function widgetEntries(text: string): Entry[] {
  const { timezone, rooms, talks } = JSON.parse(text);
  const words = (text: string | Record<string, string>) => (typeof text === "string" ? text : (text.en ?? Object.values(text)[0])).trim();
  const named = new Map<number, string>(rooms.map((room: any) => [room.id, words(room.name)]));
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: timezone, dateStyle: "short" });
  const four = 4 * 60 * 60 * 1000;
  return talks.map(({ title, start, room }: any) => {
    const at = Date.parse(start);
    return { title: words(title), day: date.format(at - four), start: clock.format(at), room: named.get(room) ?? "" };
  });
}
