/** A page with the widget of pretalx, from a pretalx that is running beside it, changes to Plenary by two lines and shows the same talks. Not: how its programme is read. */
import { Page } from "@playwright/test";
import { Around, around } from "../harness/around";
import { pretalx, Pretalx } from "../harness/pretalx";
import { Entry, widgetEntries } from "../harness/programme";
import { expect, test } from "../harness/test";

let system: Pretalx;
let place: Around;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  system = await pretalx();
});
test.afterEach(async ({ witness, page }) => {
  await page.goto("about:blank");
  witness.end();
  await place.app.stop();
});
test.afterAll(() => system?.stop());

/** What pretalx has an organiser copy, with what was chosen there. */
const before = (attributes: string) => `
<script type="text/javascript" src="${system.origin}/democon/widgets/schedule.js"></script>
<pretalx-schedule event-url="${system.origin}/democon/" ${attributes} style="--pretalx-clr-primary: #7c3a1f"></pretalx-schedule>
<noscript><div class="pretalx-widget"><a target="_blank" href="${system.origin}/democon/schedule/">click here</a></div></noscript>`;

/** Script and element; everything else stays as it is. */
const after = (page: string) =>
  page.replace(`${system.origin}/democon/widgets/schedule.js`, "{app}/embed.js").replaceAll("pretalx-schedule", "plenary-app");

const title = (text: string) => text.replace(/\s+/g, " ").trim();

async function inWidget(page: Page): Promise<string[]> {
  const talks = page.locator("pretalx-schedule").locator(".c-linear-schedule .title, .grid .title");
  await expect(talks.first()).toBeVisible({ timeout: 30_000 });
  return (await talks.allTextContents()).map(title).toSorted();
}

const frame = (page: Page) => page.frameLocator("plenary-app iframe");

async function inList(page: Page): Promise<string[]> {
  const talks = frame(page).getByRole("main").locator("li:has(button[aria-pressed])").locator("a[href^='/talks/']");
  await expect(talks.first()).toBeVisible({ timeout: 30_000 });
  return (await talks.allTextContents()).map(title).toSorted();
}

/** The titles of a day in the grid; `count` of them, once it has drawn them all. */
async function inGrid(page: Page, day: string, count: number): Promise<string[]> {
  await frame(page).locator(`a[href*='day=${day}']`).first().click();
  const talks = frame(page).getByRole("gridcell").locator("a[href^='/talks/'] strong");
  await expect(talks).toHaveCount(count);
  return (await talks.allTextContents()).map(title);
}

async function opened(serve: Parameters<typeof around>[0], witness: { allow(origin: string): void; pardon(...patterns: RegExp[]): void }): Promise<Entry[]> {
  const programme = `${system.origin}/democon/schedule/widgets/schedule.json`;
  place = await around(serve, "127.0.0.1", true, { settings: ["--programme", programme] });
  for (const origin of [system.origin, place.app.origin, place.origin]) witness.allow(origin);
  witness.pardon(/127\.0\.0\.1:\d+\/(democon|media|static|favicon)/);
  return widgetEntries(await (await fetch(programme)).text());
}

const LOOSE = "frame-ancestors 'self'";

test("limited to a day and a room", async ({ page, witness, serve }) => {
  test.setTimeout(120_000);
  const all = await opened(serve, witness);
  const { day, room } = all[0];
  const { rooms } = await (await fetch(`${system.origin}/democon/schedule/widgets/schedule.json`)).json();
  const id = rooms.find(({ name }: { name: string | { en: string } }) => (typeof name === "string" ? name : name.en) === room).id;
  const body = before(`locale="en" format="list" date-filter="${day}" room-filter="${id}"`);
  await place.show(page, body, LOOSE);
  const there = await inWidget(page);
  await place.show(page, after(body), LOOSE);
  const here = await inList(page);
  expect(here).toEqual(there);
  expect(here).toEqual(all.filter((entry) => entry.day === day && entry.room === room).map((entry) => title(entry.title)).toSorted());
  expect(here.length).toBeLessThan(all.length);
  expect(await frame(page).locator(":root").evaluate((root) => root.style.getPropertyValue("--accent")), "its colour").toMatch(/^light-dark\(#7c3a1f, /);
});

test("the whole, as a grid", async ({ page, witness, serve }) => {
  test.setTimeout(120_000);
  const all = await opened(serve, witness);
  const days = [...new Set(all.map(({ day }) => day))];
  const body = before(`locale="en" format="grid"`);
  await page.setViewportSize({ width: 1400, height: 3000 });
  await place.show(page, body, LOOSE);
  const there = await inWidget(page);
  await place.show(page, after(body), LOOSE);
  const here: string[] = [];
  for (const day of days) here.push(...(await inGrid(page, day, all.filter((entry) => entry.day === day).length)));
  expect(here.toSorted()).toEqual(there);
  expect(new URL(page.frames()[1].url()).pathname).toBe("/grid");
});
