/** A server as a child process: started, awaited by asking it, ended by its own handle. Not: which servers there are. */
import { ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

export interface Running {
  /** What it wrote so far. */
  written(): string;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts it, with `settings` added to our own environment, and waits until `ready` answers with a success. */
export async function run(program: string, args: string[], ready: string, settings: Record<string, string> = {}): Promise<Running> {
  const seconds = 60;
  const child: ChildProcess = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...settings } });
  let written = "";
  let ended: string | null = null;
  child.stdout?.on("data", (chunk) => (written += chunk));
  child.stderr?.on("data", (chunk) => (written += chunk));
  const over = new Promise<void>((resolve) => {
    child.on("error", (error) => ((ended = String(error)), resolve()));
    child.on("exit", (code, signal) => ((ended ??= `ended with ${code ?? signal}`), resolve()));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await over;
    clearTimeout(patience);
  };
  const deadline = Date.now() + seconds * 1000;
  while (ended === null) {
    const answer = await fetch(ready, { redirect: "manual" }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return { written: () => written, stop };
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`${program} did not answer at ${ready} within ${seconds} s:\n${written}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${program} ${ended}:\n${written}`);
}
