/** Talks in somebody's own calendar: as a file that the page makes, and by a private address. Not: the file's grammar, which an independent parser judges. */
import { Download, Page } from "@playwright/test";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conference } from "../harness/backend";
import { ADA, signIn } from "../harness/people";
import { expect, test } from "../harness/test";

type Event = Record<string, string>;

/** The events of a file: unfolded, by name without parameters, unescaped. */
function events(text: string): Event[] {
  expect(text.startsWith("BEGIN:VCALENDAR\r\n")).toBe(true);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  const found: Event[] = [];
  for (const line of lines) {
    if (line === "BEGIN:VEVENT") found.push({});
    const [, name, value] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    if (name && found.length > 0 && !(name in found.at(-1)!)) found.at(-1)![name] = value.replace(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
  }
  return found;
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; events: Event[] }> {
  const coming: Promise<Download> = page.waitForEvent("download");
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), events: events(await readFile(await download.path(), "utf8")) };
}

/** `20261124T090000` on the venue's clock. */
const local = (moment: string) => moment.slice(0, 19).replaceAll(/[-:]/g, "");

const programme = (page: Page, origin: string) => page.request.get(`${origin}/api/agenda`).then((answer) => answer.json());

test("a talk, a day and my agenda are saved as files, the second time without a network", async ({ context, page, app }) => {
  test.setTimeout(120_000);
  await page.goto(app.origin);
  const { talks, rooms, event, days } = await programme(page, app.origin);
  const [talk] = talks;
  await page.goto(`${app.origin}/talks/${talk.id}`);
  const one = await saved(page, () => page.getByRole("button", { name: "Add to calendar" }).click());
  expect(one.name).toContain(talk.id.toLowerCase());
  expect(one.events).toHaveLength(1);
  expect(one.events[0]).toMatchObject({
    UID: expect.stringMatching(new RegExp(`^${talk.id}@`)),
    SUMMARY: talk.title,
    LOCATION: rooms.find(({ id }: { id: string }) => id === talk.room).name,
    STATUS: "CONFIRMED",
    SEQUENCE: "0",
    URL: `${app.origin}/talks/${talk.id}`,
  });
  expect(one.events[0].DTSTART.slice(0, 15)).toBe(local(talk.start));
  expect(one.events[0].DTEND.slice(0, 15)).toBe(local(talk.end));

  await page.getByRole("button", { name: `Star ${talk.title}` }).click();
  await page.goto(`${app.origin}/?day=${days[1].date}`);
  const day = await saved(page, () => page.getByRole("button", { name: "Add this day to calendar" }).click());
  expect(day.name).toBe(`${event.name.toLowerCase().replaceAll(" ", "-")}_${days[1].date}.ics`);
  const ofDay = talks.filter((other: { day: string }) => other.day === days[1].date);
  expect(day.events.map(({ UID }) => UID.split("@")[0]).toSorted()).toEqual(ofDay.map(({ id }: { id: string }) => id).toSorted());

  await page.getByRole("link", { name: "My agenda" }).first().click();
  await expect(page.getByRole("heading", { name: "My agenda", level: 1 })).toBeVisible();
  await context.setOffline(true);
  const mine = await saved(page, () => page.getByRole("button", { name: "Add to calendar" }).click());
  expect(mine.events.map(({ UID, SUMMARY }) => [UID, SUMMARY])).toEqual([[one.events[0].UID, talk.title]]);
  await context.setOffline(false);
});

test("a private address follows the programme until it is revoked", async ({ page, playwright }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), "plenary-calendar-"));
  const file = join(folder, "programme.json");
  const talk = (id: string, title: string, hour: number) => ({ id, title, start: `2030-05-01T${hour}:00:00+01:00`, end: `2030-05-01T${hour}:45:00+01:00`, day: "2030-05-01", room: "hall" });
  const state = (version: string, talks: object[]) =>
    JSON.stringify({ version, event: { name: "Moving", zone: "Europe/London" }, days: [{ date: "2030-05-01" }], rooms: [{ id: "hall", name: "Hall" }], talks });
  const publish = async (text: string) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  };
  await publish(state("1", [talk("maps", "Drawing maps", 10), talk("tea", "Tea", 11)]));
  const app = await conference([], ["--programme-file", file, "--programme-poll", "0.2"]);
  // A calendar program: no cookies, no page.
  const program = await playwright.request.newContext();
  try {
    await signIn(page, app, ADA);
    await page.goto(app.origin);
    for (const name of [/^Star .*Drawing maps/, /^Star .*Tea/]) await page.getByRole("button", { name }).click();
    await page.goto(`${app.origin}/mine`);
    await expect(page.getByText("Anyone with this address can see your starred talks")).toBeVisible();
    await page.getByRole("button", { name: "Make my calendar address" }).click();
    const url = await page.getByRole("textbox", { name: /^Your address/ }).inputValue();
    expect(url).toMatch(new RegExp(`^${app.origin}/api/calendar/[0-9a-f]{64}\\.ics$`));
    const read = async () => events(await (await program.get(url)).text());
    expect((await read()).map(({ UID, STATUS }) => [UID, STATUS])).toEqual([
      ["maps@moving.plenary", "CONFIRMED"],
      ["tea@moving.plenary", "CONFIRMED"],
    ]);

    await publish(state("2", [talk("maps", "Drawing maps", 15)]));
    await expect.poll(async () => (await read()).map(({ UID, STATUS, SEQUENCE }) => [UID, STATUS, SEQUENCE])).toEqual([
      ["tea@moving.plenary", "CANCELLED", "1"],
      ["maps@moving.plenary", "CONFIRMED", "1"],
    ]);
    expect((await read())[1].DTSTART).toBe("20300501T150000");

    await page.reload();
    await expect(page.getByText(/It was last fetched on /)).toBeVisible();
    await expect(page.getByRole("textbox", { name: /^Your address/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Revoke the address" }).click();
    await expect(page.getByRole("button", { name: "Make my calendar address" })).toBeVisible();
    expect((await program.get(url)).status()).toBe(404);
  } finally {
    await program.dispose();
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
