/** What the organisers tell everybody: over every screen until it is read, by each person once, changed and taken back. Not: how fast (`drill`), nor forgeries. */
import AxeBuilder from "@axe-core/playwright";
import { Locator, Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { announce, look } from "../harness/notices";
import { BELA, CHIOMA, leave, signIn } from "../harness/people";
import { expect, test } from "../harness/test";

let app: Conference;
test.beforeEach(async () => void (app = await conference()));
test.afterEach(async ({ witness, page }) => {
  witness.end();
  await page.close();
  await app.stop();
});

const incident = (page: Page) => page.getByRole("alert").locator(".notice");
const announcement = (page: Page) => page.getByRole("status").locator(".notice");
const read = (page: Page) => page.getByRole("button", { name: "I have read this" });
const away = (page: Page) => page.getByRole("button", { name: /^Put away: / });
const ready = (page: Page) => expect(page.getByRole("contentinfo").getByRole("link", { name: "Notices" })).toBeVisible();

test("it stands over every screen until it is read, also signed out and after a reload", async ({ page }) => {
  await announce(app, { kind: "incident", title: "A list was sent astray", text: "Twelve people got it.\nYou need not do anything." });
  for (const path of ["/", "/grid", "/speakers", "/sign-in", "/profile", "/delegates", "/nowhere"]) {
    await page.goto(`${app.origin}${path}`);
    await expect(incident(page), path).toContainText("A list was sent astray");
  }
  await expect(incident(page)).toContainText("Incident");
  await page.reload();
  await expect(incident(page)).toBeVisible();
  await read(page).click();
  await expect(incident(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.goto(app.origin);
  await ready(page);
  await look(page);
  await expect(incident(page)).toHaveCount(0);
  await page.getByRole("contentinfo").getByRole("link", { name: "Notices" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "A list was sent astray" })).toBeVisible();
  await expect(page.getByText("Signed by the organisers.")).toBeVisible();
});

test("whoever has read it on one device is not asked again on another, and nobody reads it for somebody else", async ({ page, device }) => {
  await signIn(page, app, CHIOMA);
  await announce(app, { kind: "announcement", title: "Lunch is in the tent", text: "From noon." });
  await look(page);
  const told = page.waitForResponse((answer) => answer.url().includes("/api/me/notices/") && answer.request().method() === "PUT");
  await away(page).click();
  expect((await told).status()).toBe(204);
  await expect(announcement(page)).toHaveCount(0);

  const other = await (await device()).newPage();
  await signIn(other, app, CHIOMA);
  await expect(announcement(other)).toHaveCount(0);
  await other.goto(`${app.origin}/notices`);
  await expect(other.getByRole("heading", { level: 2, name: "Lunch is in the tent" })).toBeVisible();
  await expect(read(other)).toHaveCount(0);

  const third = await (await device()).newPage();
  await signIn(third, app, BELA);
  await expect(announcement(third)).toBeVisible();
  await third.context().close();
  await other.context().close();
});

test("what was read without a network is told to the account later", async ({ page, context, witness }) => {
  witness.pardon(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await signIn(page, app, CHIOMA);
  await announce(app, { kind: "incident", title: "Something happened", text: "We look into it." });
  await look(page);
  await context.setOffline(true);
  await read(page).click();
  await expect(incident(page)).toHaveCount(0);
  const told = page.waitForResponse((answer) => answer.url().includes("/api/me/notices/") && answer.request().method() === "PUT");
  await context.setOffline(false);
  expect((await told).status()).toBe(204);
});

test("a sign-out leaves what this device has read and by whose key it was signed, and nothing that says who", async ({ page }) => {
  await signIn(page, app, CHIOMA);
  await announce(app, { kind: "announcement", title: "Doors open at eight", text: "Bring your badge." });
  await look(page);
  await away(page).click();
  await expect(announcement(page)).toHaveCount(0);
  const id = await page.evaluate(async () => (await (await fetch("/api/me", { headers: { "X-Plenary": "1" } })).json()).id as string);
  await leave(page);
  await look(page);
  await expect(announcement(page)).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).toContain("plenary.notices.key");
  expect(kept).toContain("Doors open at eight");
  expect(kept).not.toContain(id);
});

test("other words have to be read again, and what is taken back is told to those who saw it alone", async ({ page, device }) => {
  await page.goto(app.origin);
  const id = await announce(app, { kind: "announcement", title: "Gate B is closed", text: "Use gate A." });
  await look(page);
  await away(page).click();
  await expect(announcement(page)).toHaveCount(0);
  await announce(app, { update: id, text: "Use gate C." });
  await look(page);
  await expect(announcement(page)).toContainText("Use gate C.");
  await expect(announcement(page)).toContainText("changed");
  await announce(app, { withdraw: id, text: "It is open again." });
  await look(page);
  await expect(announcement(page)).toContainText("Taken back");
  await expect(announcement(page)).toContainText("It is open again.");
  const fresh = await (await device()).newPage();
  await fresh.goto(app.origin);
  await ready(fresh);
  await look(fresh);
  await expect(announcement(fresh)).toHaveCount(0);
  await fresh.goto(`${app.origin}/notices`);
  await expect(fresh.getByRole("main")).toContainText("Taken back");
  await fresh.context().close();
});

test("without an answer of the server the last notices stand, and the page says how old they are", async ({ page, witness }) => {
  witness.pardon(/Failed to load resource|ERR_/);
  await announce(app, { kind: "incident", title: "Sign-in is off", text: "We are at it." });
  await page.goto(app.origin);
  await expect(incident(page)).toBeVisible();
  app.front.fail(/^\/api\//, { kind: "unreachable" });
  await page.goto(`${app.origin}/sign-in`);
  await expect(incident(page)).toContainText("Sign-in is off");
  await page.goto(`${app.origin}/notices`);
  await expect(page.getByText(/No connection: this was all of it/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Sign-in is off" })).toBeVisible();
  app.front.heal();
});

test("an incident is a box that asks to be read; an announcement is one line, put away by one key, and light in the list too", async ({ page }) => {
  await announce(app, { kind: "announcement", title: "Another hall", text: "The opening is in Hall 2, at ten." });
  await announce(app, { kind: "announcement", title: "A long one", text: "It goes on and on. ".repeat(20) });
  await announce(app, { kind: "incident", title: "A list was sent astray", text: "Twelve people got it." });
  await page.goto(app.origin);
  await expect(incident(page)).toBeVisible();
  const line = announcement(page).filter({ hasText: "A long one" });
  await expect(line.getByRole("link", { name: "Read all of it" })).toBeVisible();
  await page.getByRole("button", { name: "Put away: A long one" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(line).toHaveCount(0);
  const height = async (width: number, which: Locator) => {
    await page.setViewportSize({ width, height: 800 });
    return (await which.boundingBox())!.height;
  };
  const short = announcement(page).filter({ hasText: "Another hall" });
  expect(await height(1440, short), "one line").toBeLessThan(60);
  expect(await height(1440, incident(page))).toBeGreaterThan(120);
  expect(await height(360, short), "hardly more on a phone").toBeLessThan(120);
  const ground = (which: Locator) => which.evaluate((box) => getComputedStyle(box).backgroundColor);
  const surface = await page.locator(".bar").evaluate((bar) => getComputedStyle(bar).backgroundColor);
  expect(await ground(short)).toBe(surface);
  expect(await ground(incident(page))).not.toBe(surface);
  await page.goto(`${app.origin}/notices`);
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(3);
  expect(await ground(page.locator(".notice").filter({ hasText: "Another hall" }))).toBe(surface);
  expect(await ground(page.locator(".notice").filter({ hasText: "sent astray" }))).not.toBe(surface);
});

test("somebody who listens to the page hears each once: asking again moves nothing", async ({ page }) => {
  await announce(app, { kind: "incident", title: "First", text: "One." });
  await page.goto(app.origin);
  await expect(incident(page)).toHaveCount(1);
  const place = page.getByRole("alert").filter({ has: page.locator(".notice") });
  await expect(place).toHaveAttribute("aria-atomic", "false");
  await incident(page).first().evaluate((node) => ((node as HTMLElement & { mark?: string }).mark = "the same"));
  await announce(app, { kind: "incident", title: "Second", text: "Two." });
  await look(page);
  await expect(incident(page)).toHaveCount(2);
  const marks = await incident(page).evaluateAll((nodes) => nodes.map((node) => (node as HTMLElement & { mark?: string }).mark ?? "new"));
  expect(marks.toSorted()).toEqual(["new", "the same"]);
});

test("with several, incidents come first and the rest is a way to the list; a long one is read there", async ({ page }) => {
  await announce(app, { kind: "announcement", title: "Old news", text: "Small." });
  await announce(app, { kind: "announcement", title: "News", text: "Small." });
  await announce(app, { kind: "incident", title: "Long story", text: "It began long ago. ".repeat(60) });
  await page.goto(app.origin);
  await expect(incident(page)).toHaveCount(1);
  await expect(announcement(page)).toHaveCount(1);
  await expect(page.getByRole("link", { name: "1 more notice to read" })).toBeVisible();
  await incident(page).getByRole("link", { name: "Read all of it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notices" })).toBeFocused();
  await expect(read(page)).toHaveCount(3);
  await read(page).first().focus();
  await page.keyboard.press("Enter");
  await expect(read(page)).toHaveCount(2);
});

test("banner and list have no violation that axe knows, from 320 px on", async ({ page }) => {
  test.setTimeout(120_000);
  await announce(app, { kind: "announcement", title: "News", text: "Small.\nTwo lines." });
  const id = await announce(app, { kind: "announcement", title: "Averyveryverylongwordthatnobodycanbreak".repeat(3), text: "x ".repeat(400) });
  await announce(app, { kind: "incident", title: "An incident", text: "What happened, and what to do." });
  await page.goto(app.origin);
  await announce(app, { withdraw: id, text: "Never mind." });
  for (const path of ["/", "/notices"]) {
    await page.goto(`${app.origin}${path}`);
    await expect(page.getByText("What happened, and what to do.")).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [320, 1440]) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${path}, ${colorScheme}, ${width} px`).toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(beyond, `${path}, ${width} px: scrolls sideways`).toBeLessThanOrEqual(0);
      }
    }
  }
});
