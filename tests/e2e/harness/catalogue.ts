/** A programme of our own with something of everything that can be looked for, and the counts made by other code than the app's. Not: a timetable's traps. */

export interface Item {
  id: string;
  title: string;
  subtitle?: string;
  start: string;
  end: string;
  day: string;
  room: string;
  track: string;
  speakers: string[];
  language: string;
  kind: string;
  tags: string[];
  summary?: string;
  description?: string;
  cancelled?: boolean;
}

export const DAYS = ["2026-03-27", "2026-03-28", "2026-03-29"];
export const ROOMS = Array.from({ length: 14 }, (_, n) => ({ id: `room-${n + 1}`, name: n === 0 ? "Große Halle" : `Room ${n + 1}` }));
export const TRACKS = ["Making", "Mending", "Music"].map((name) => ({ id: name.toLowerCase(), name }));
const SPEAKERS = ["Zoë Ångström", "Ada Okafor", "Łukasz Nowak", "李小龍"].map((name, n) => ({ id: `s${n}`, name }));
const HOURS = ["09:00", "11:30", "13:00", "16:30", "18:00", "23:00"];
const KINDS = ["Talk", "Workshop"];
const TAGS = ["beginners", "hands on", "outdoors"];

/** Talks that are looked for by name; the rest is straw. */
const NAMED: Partial<Item>[] = [
  { title: "L’Espéranto for everybody", description: "A language of one’s own." },
  { title: "Straßenbahn", subtitle: "A tram through the ages" },
  { title: "A history of straw", description: "Long ago. ".repeat(30) + "Then somebody wrote a **needle** into it. " + "And so on. ".repeat(30) },
  { title: "Needle and thread" },
  { title: "Knitting with needles" },
  { title: "開放會議", speakers: ["s3"] },
  { title: "Called off", cancelled: true },
];

export const ITEMS: Item[] = DAYS.flatMap((day, d) =>
  Array.from({ length: 20 }, (_, n): Item => {
    const at = d * 20 + n;
    const [hour, minute] = HOURS[at % HOURS.length].split(":");
    return {
      id: `t${at}`,
      title: `Straw ${at}`,
      start: `${day}T${hour}:${minute}:00+01:00`.replace("+01:00", d === 2 ? "+02:00" : "+01:00"),
      end: `${day}T${hour}:${Number(minute) + 25}:00+01:00`.replace("+01:00", d === 2 ? "+02:00" : "+01:00"),
      day,
      room: ROOMS[(at * 5) % ROOMS.length].id,
      track: TRACKS[at % 3].id,
      speakers: at % 4 < 3 ? [`s${at % 4}`] : [],
      language: at % 5 === 0 ? "de" : "en",
      kind: KINDS[at % 7 === 0 ? 1 : 0],
      tags: TAGS.filter((_, t) => (at + t) % 4 === 0),
      ...(at % 7 === 3 ? NAMED[(at - 3) / 7] : {}),
    };
  }),
);

/** The same in the contract's JSON. */
export function catalogue(): string {
  return JSON.stringify({
    version: "1",
    event: { name: "Straw", zone: "Europe/Berlin" },
    days: DAYS.map((date) => ({ date })),
    rooms: ROOMS,
    tracks: TRACKS,
    speakers: SPEAKERS,
    talks: ITEMS.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start)),
  });
}

const PARTS: Record<string, (hour: number) => boolean> = {
  Morning: (hour) => hour >= 5 && hour < 12,
  Afternoon: (hour) => hour >= 12 && hour < 17,
  Evening: (hour) => hour >= 17 && hour < 22,
  Night: (hour) => hour >= 22 || hour < 5,
};

/** For each list of choices: name of a choice, and whether an item has it. */
export const FACETS: Record<string, { choices: string[]; has: (item: Item, choice: string) => boolean }> = {
  "Time of day": { choices: Object.keys(PARTS), has: (item, choice) => PARTS[choice](Number(item.start.slice(11, 13))) },
  Track: { choices: TRACKS.map(({ name }) => name), has: (item, choice) => item.track === choice.toLowerCase() },
  Room: { choices: ROOMS.map(({ name }) => name), has: (item, choice) => ROOMS.find(({ id }) => id === item.room)!.name === choice },
  Type: { choices: KINDS, has: (item, choice) => item.kind === choice },
  Language: { choices: ["English", "German"], has: (item, choice) => ({ en: "English", de: "German" })[item.language] === choice },
  Tag: { choices: TAGS, has: (item, choice) => item.tags.includes(choice) },
};
