/** The real nginx in front of a conference, as the backend's own recipe has it: it sends the app's files by itself. Not: what the recipe must say. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Conference, conference, program } from "./backend";
import { dist } from "./build";
import { freePort, run } from "./process";

/** Where `cargo xtask test` unpacks Debian's packages. */
const unpacked = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "plenary", "tools", "servers");

/** A folder that works in any place: a release is one; of a build for development, whose page is for the root, a copy is made one. */
async function movable(copy: string): Promise<string> {
  if (existsSync(join(dist, "deeper.html"))) return dist;
  await cp(dist, copy, { recursive: true });
  const page = await readFile(join(dist, "index.html"), "utf8");
  await writeFile(join(copy, "index.html"), page.replaceAll('="/', '="./'));
  await writeFile(join(copy, "deeper.html"), page.replaceAll('="/', '="../'));
  return copy;
}

/** The conference in the folder `base` of nginx's site. */
export async function behindNginx(base: string): Promise<Conference> {
  const [work, port] = [await mkdtemp(join(tmpdir(), "plenary-nginx-")), await freePort()];
  const site = `http://127.0.0.1:${port}`;
  const app = await movable(join(work, "app"));
  const behind = await conference([], ["--base", base, "--public-url", site, "--forwarded"]);
  const place = ["--insecure-loopback", "--forwarded", "--listen", new URL(behind.front.origin).host, "--public-url", site, "--base", base, "--dist", app];
  const { stdout } = await promisify(execFile)(program, ["recipe", "--for", "nginx", ...place]);
  await writeFile(join(work, "recipe.conf"), stdout);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${work}/${kind};`).join("\n");
  const me = process.getuid?.() === 0 ? "user root;" : "";
  const around = `${me}\npid ${work}/pid;\ndaemon off;\nmaster_process off;\nevents {}\nhttp {\naccess_log off;\n${temporary}\ninclude ${work}/recipe.conf;\n}\n`;
  await writeFile(join(work, "nginx.conf"), around);
  const args = ["-e", join(work, "error.log"), "-p", work, "-c", join(work, "nginx.conf")];
  const nginx = await run(join(unpacked, "usr", "sbin", "nginx"), args, `${site}${base}config.json`);
  const stop = async () => {
    await nginx.stop();
    await behind.stop();
    await rm(work, { recursive: true, force: true });
  };
  return { ...behind, origin: `${site}${base.replace(/\/$/, "")}`, stop };
}
