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
  const { schedule } = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const days: { date: string; rooms: Record<string, FrabEvent[]> }[] = schedule.conference.days;
  return days.flatMap(({ date: day, rooms }) =>
    Object.entries(rooms).flatMap(([room, events]) => events.map(({ title, start }) => ({ title: title.trim(), day, start: start.padStart(5, "0"), room }))),
  );
}

/** Every talk of a pretalx widget file that has a title and a time. */
export function pretalx(folder: string, name: string): Entry[] {
  const file = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const words = (text: string | Record<string, string>) => (typeof text === "string" ? text : (text.en ?? Object.values(text)[0])).trim();
  const rooms = new Map<number, string>(file.rooms.map((room: any) => [room.id, words(room.name)]));
  return file.talks
    .filter((talk: any) => talk.title && talk.start && talk.code)
    .map((talk: any) => ({ title: words(talk.title), day: talk.start.slice(0, 10), start: talk.start.slice(11, 16), room: rooms.get(talk.room) ?? "" }));
}
