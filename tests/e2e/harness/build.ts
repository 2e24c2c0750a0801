/** The built app as files: its names, and copies with a fault in them. Not: how it is built. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./policy";

/** The release build, as an organiser deploys it. */
export const dist = process.env.PLENARY_DIST || join(project, "dist");
/** The same with the conference in the browser's memory. */
export const demoDist = process.env.PLENARY_DIST_DEMO || join(project, "target", "dist-demo");

function only(folder: string, pattern: RegExp): string {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${folder} has ${found.length} files like ${pattern}`);
  return found[0];
}

/** A part of the app that a page starts by itself, an address at which it does, and its two files. */
export type Part = { at: string; wasm: string; module: string };

/** The parts of a build: a release has two, named in the page; any other has one, in the links that Trunk wrote. */
export function partsOf(folder: string): Part[] {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const file = (text: string, member: string) => new RegExp(` ${member}="[.]?/([^"]+)"`).exec(text)![1];
  const metas = [...page.matchAll(/<meta name="plenary-part" content="(programme|whole)"[^>]*>/g)];
  if (metas.length > 0) {
    return metas.map(([text, name]) => ({ at: name === "programme" ? "/" : "/sign-in", wasm: file(text, "data-wasm"), module: file(text, "data-script") }));
  }
  const link = (mark: string) => file([...page.matchAll(/<link [^>]*>/g)].map(([text]) => text).find((text) => text.includes(mark))!, "href");
  return [{ at: "/", wasm: link("application/wasm"), module: link("modulepreload") }];
}

/** The two files of the part that a release loads when it is first wanted. */
export function workshopOf(folder: string): Omit<Part, "at"> {
  const [meta] = /<meta name="plenary-part" content="workshop"[^>]*>/.exec(readFileSync(join(folder, "index.html"), "utf8"))!;
  return { wasm: / data-wasm="[.]?\/([^"]+)"/.exec(meta)![1], module: / data-script="[.]?\/([^"]+)"/.exec(meta)![1] };
}

export const bootName = (folder: string) => only(folder, /^boot-[0-9a-f]+\.js$/);

/** The file with one byte of a harmless place changed: still valid, no longer what was promised. */
export function tampered(folder: string, name: string): Record<string, Buffer> {
  const bytes = readFileSync(join(folder, name));
  if (name.endsWith(".js")) return { [`/${name}`]: Buffer.concat([bytes, Buffer.from("\n")]) };
  // A custom section (id 0) of two bytes at the end: every engine accepts it.
  return { [`/${name}`]: Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]) };
}
