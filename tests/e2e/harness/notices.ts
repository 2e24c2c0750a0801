/** What an organiser tells everybody in a test, by the same command as in life. Not: a way past it. */
import { expect, Page } from "@playwright/test";
import type { Conference } from "./backend";

export interface Telling {
  kind?: "incident" | "announcement";
  title?: string;
  text: string;
  mail?: "all" | "affected" | "nobody";
  incident?: string;
  update?: string;
  withdraw?: string;
}

/** Tells it, and waits until the server has it in its feed, as its next reader would find it. Its name. */
export async function announce(app: Conference, { mail = "nobody", ...words }: Telling): Promise<string> {
  const flags = Object.entries({ ...words, mail }).flatMap(([name, value]) => [`--${name}`, value]);
  const said = await app.errand("announce", ...flags);
  const [, id, revision] = /Notice (\S+) is told \(revision (\d+)\)/.exec(said) ?? [];
  if (!id) throw new Error(`announce said: ${said}`);
  await expect
    .poll(async () => {
      const feed = JSON.parse((await (await fetch(`${app.origin}/api/incidents`)).json()).signed);
      return feed.notices.find((notice: { id: string }) => notice.id === id)?.revision;
    })
    .toBe(Number(revision));
  return id;
}

/** Has the page ask now, as it does when somebody comes back to it. */
export async function look(page: Page): Promise<void> {
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/incidents"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await answered;
}
