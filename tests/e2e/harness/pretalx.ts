/** A real pretalx with a conference that it invented, running for one test. Not: a recording of one. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, run } from "./process";

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plenary", "tools");
const installed = process.env.PLENARY_PRETALX || join(cache, "pretalx-2025.2.2");

export interface Pretalx {
  origin: string;
  stop(): Promise<void>;
}

/** Starts it on a copy of the prepared conference, `democon`. */
export async function pretalx(): Promise<Pretalx> {
  const prepared = join(installed, "event");
  if (!existsSync(prepared)) throw new Error(`no pretalx in ${installed}; \`cargo xtask test e2e\` installs it`);
  const data = await mkdtemp(join(tmpdir(), "plenary-pretalx-"));
  await cp(prepared, data, { recursive: true });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = {
    // Nothing that is configured elsewhere on this machine.
    PRETALX_CONFIG_FILE: "/dev/null",
    PRETALX_DATA_DIR: data,
    PRETALX_DB_NAME: join(data, "db.sqlite3"),
    PRETALX_SITE_URL: origin,
    PRETALX_DEBUG: "True",
  };
  const python = join(installed, "venv", "bin", "python");
  const args = ["-m", "pretalx", "runserver", `127.0.0.1:${port}`, "--noreload"];
  const server = await run(python, args, `${origin}/democon/schedule/widgets/schedule.json`, settings);
  const stop = async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { origin, stop };
}
