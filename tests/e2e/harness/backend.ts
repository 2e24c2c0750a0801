/** The real reference backend with a fresh SQLite file and the demo conference, behind the proxy of faults. Not: a mock. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { dist } from "./build";
import { Front } from "./front";
import { Mailbox } from "./mailbox";
import { project } from "./policy";
import { freePort, run } from "./process";

/** The backend. */
export const program = process.env.PLENARY_BACKEND_BIN || join(project, "target", "debug", "plenary-backend");

// Many tests sign in from one address of the machine; what is tried on one challenge stays limited as it is.
const PATIENCE = ["starts_per_address=500/3600", "starts_per_source=5000/3600", "redeems_per_source=5000/600", "tries_per_address=500/600"];

export interface Conference {
  /** What the browser opens: where the app begins, with the folder that it is in. */
  origin: string;
  front: Front;
  mailbox: Mailbox;
  /** Adds an account for every line, as an organiser would. */
  invite(lines: string): Promise<void>;
  /** Has the program do one of its errands on the same database, as an organiser would; what it said. */
  errand(...words: string[]): Promise<string>;
  /** Stops it and starts it again on the same database. */
  restart(): Promise<void>;
  /** What it wrote since its latest start. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * `limits`: the backend's, over the patient ones; `settings`: further flags; `environment`: for secrets, which no flag may hold; `host`: by which
 * name of loopback pages know it: passkeys are offered at `localhost`, and at no IP address.
 */
export async function conference(
  limits: string[] = [],
  settings: string[] = [],
  environment: Record<string, string> = {},
  host?: string,
): Promise<Conference> {
  const [front, mailbox, port] = [new Front(), await Mailbox.open(), await freePort()];
  await front.listen(host);
  front.forwardTo(port);
  const folder = await mkdtemp(join(tmpdir(), "plenary-e2e-"));
  const args = ["--demo", "--insecure-loopback", "--listen", `127.0.0.1:${port}`, "--public-url", front.origin];
  args.push("--smtp", mailbox.smtp, "--database", join(folder, "conference.sqlite"), "--dist", dist);
  args.push(...[...PATIENCE, ...limits].flatMap((limit) => ["--limit", limit]));
  args.push(...settings);
  const base = settings.includes("--base") ? settings[settings.indexOf("--base") + 1].replace(/\/$/, "") : "";
  const start = () => run(program, args, `http://127.0.0.1:${port}${base}/api/config`, environment);
  let backend = await start();
  const restart = async () => {
    await backend.stop();
    backend = await start();
  };
  const invite = async (lines: string) => {
    const list = join(folder, "people.txt");
    await writeFile(list, lines);
    await promisify(execFile)(program, [...args, "--invite", list], { env: { ...process.env, ...environment } });
  };
  const errand = async (...words: string[]) => {
    const [name, ...flags] = words;
    const { stdout } = await promisify(execFile)(program, [name, ...args, ...flags], { env: { ...process.env, ...environment } });
    return stdout;
  };
  const stop = async () => {
    await front.close();
    await backend.stop();
    await mailbox.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { origin: `${front.origin}${base}`, front, mailbox, invite, errand, restart, log: () => backend.written(), stop };
}
