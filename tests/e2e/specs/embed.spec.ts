/** The programme inside a page of somebody else: two lines, a strict policy, attributes, events. Not: what a hostile page tries. */
import { FrameLocator, Page } from "@playwright/test";
import { Around, around, told } from "../harness/around";
import { expect, test } from "../harness/test";

const LINES = `<script async src="{app}/embed.js"></script><plenary-app aria-label="Programme of the conference"><a href="{app}/">The programme</a></plenary-app>`;

let place: Around | undefined;
test.afterEach(async ({ witness, page }) => {
  await page.goto("about:blank");
  witness.end();
  await place?.app.stop();
  place = undefined;
});

async function opened(page: Page, witness: { allow(origin: string): void }, found: Around, body = LINES): Promise<FrameLocator> {
  place = found;
  witness.allow(found.app.origin);
  witness.allow(found.origin);
  await found.show(page, body);
  return page.frameLocator("plenary-app iframe").first();
}

const stars = (frame: FrameLocator) => frame.getByRole("main").getByRole("button", { name: /^Star / });
const element = (page: Page) => page.locator("plenary-app").first();

test("two lines show the programme on a page with a strict policy, as high as it is, and what stood there is gone", async ({ page, witness, serve }) => {
  const frame = await opened(page, witness, await around(serve));
  await expect(stars(frame).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: "The programme" })).toBeHidden();
  await expect(page.getByTitle("Programme of the conference")).toBeVisible();
  const heights = () => page.frames()[1].evaluate(() => [innerHeight, Math.ceil(document.body.getBoundingClientRect().height)]);
  await expect.poll(async () => { const [window, page] = await heights(); return Math.abs(window - page); }).toBeLessThan(2);
  expect((await heights())[0]).toBeGreaterThan(600);

  // A talk and a star: the page hears of the first by its name, of the second only that there was one.
  await stars(frame).first().click();
  await frame.getByRole("main").getByRole("link", { name: /./ }).and(frame.locator("a[href^='/talks/']")).first().click();
  await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(async () => (await told(page)).map(([kind]) => kind)).toEqual(["ready", "favourite", "talk-open"]);
  const [, star, talk] = await told(page);
  expect(star[1]).toEqual({});
  expect(page.frames()[1].url()).toBe(`${place!.app.origin}/talks/${talk[1].id}`);
  expect(page.url(), "the page around stays where it is").toBe(`${place!.origin}/`);
});

test("attributes and custom properties are followed as they change", async ({ page, witness, serve }) => {
  const found = await around(serve);
  const frame = await opened(page, witness, found);
  await expect(stars(frame).first()).toBeVisible({ timeout: 30_000 });
  const root = frame.locator(":root");
  const all = await frame.getByRole("main").locator("a[href^='/talks/']").count();

  await element(page).evaluate((app) => Object.assign(app, { theme: "dark" }));
  await expect(root).toHaveAttribute("data-theme", "dark");
  expect(await element(page).getAttribute("theme")).toBe("dark");

  const programme = await (await fetch(`${found.app.origin}/api/agenda`, { headers: { "X-Plenary": "1" } })).json();
  const room: { id: string; name: string } = programme.rooms[0];
  const inRoom = programme.talks.filter((talk: { room: string }) => talk.room === room.id).length;
  expect(inRoom).toBeGreaterThan(0);
  await element(page).evaluate((app, name) => app.setAttribute("room-filter", name), room.name);
  await expect.poll(() => frame.getByRole("main").locator("a[href^='/talks/']").count()).toBeLessThan(all);
  for (const other of programme.rooms.slice(1)) await expect(frame.getByRole("main").getByText(other.name, { exact: true })).toHaveCount(0);

  // Any notation of CSS; what it becomes is readable.
  await element(page).evaluate((app: HTMLElement) => app.style.setProperty("--plenary-accent", "rgb(255 220 0)"));
  const accent = () => root.evaluate((element) => element.style.getPropertyValue("--accent"));
  await expect.poll(accent).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
  await element(page).evaluate((app: HTMLElement) => app.setAttribute("theme", "magenta"));
  await expect.poll(async () => (await told(page)).filter(([kind]) => kind === "error")).toEqual([["error", { reason: "not-understood", name: "theme" }]]);

  await element(page).evaluate((app) => app.setAttribute("view", "grid"));
  await expect.poll(() => page.frames()[1]?.url()).toBe(`${found.app.origin}/grid`);
});

test("it starts near the window, stands several times, inside another shadow root, and leaves nothing behind", async ({ page, witness, serve }) => {
  const body = `<script async src="{app}/embed.js"></script>${"<p>The conference's own words.</p>".repeat(300)}<plenary-app id="low"></plenary-app>`;
  const found = await around(serve);
  await opened(page, witness, found, body);
  await page.evaluate(() => {
    const inner = document.createElement("div").attachShadow({ mode: "open" });
    document.body.prepend(inner.host);
    inner.append(document.createElement("plenary-app"), document.createElement("plenary-app"));
  });
  await expect.poll(() => page.frames().length, "two near the top, and none far below").toBe(3);
  await expect(page.frameLocator("iframe").first().getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible({ timeout: 30_000 });
  expect(page.frames().length).toBe(3);
  await page.locator("#low").scrollIntoViewIfNeeded();
  await expect.poll(() => page.frames().length).toBe(4);
  await page.evaluate(() => document.body.replaceChildren());
  await expect.poll(() => page.frames().length).toBe(1);
});

test("what is personal opens in a page of its own", async ({ page, witness, serve }) => {
  const frame = await opened(page, witness, await around(serve));
  await expect(stars(frame).first()).toBeVisible({ timeout: 30_000 });
  const door = frame.getByRole("banner").getByRole("link", { name: "Sign in" });
  await expect(door).toHaveAttribute("target", "_blank");
  const [tab] = await Promise.all([page.context().waitForEvent("page"), door.click()]);
  await expect(tab.getByRole("heading", { name: /sign in/i })).toBeVisible();
  expect(new URL(tab.url()).pathname).toBe("/sign-in");
  await tab.close();

  // However one comes there: the app itself draws no personal screen inside another page.
  await page.frames()[1].evaluate(() => {
    const link = document.createElement("a");
    link.href = "/profile";
    document.body.append(link);
    link.click();
  });
  await expect(frame.getByRole("heading", { name: "This opens in a page of its own" })).toBeVisible();
  await expect(frame.getByRole("link", { name: "Open in a new tab" }).last()).toHaveAttribute("href", "/profile");
  await expect.poll(async () => (await told(page)).map(([kind]) => kind)).toContain("auth-required");
});
