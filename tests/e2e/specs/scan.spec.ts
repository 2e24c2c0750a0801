/** A code taken by the camera or from a picture: read from what the other screen really shows; the camera is off at once. Not: what follows (`connections`). */
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { cameraThatSees, remembersTracks, Scene, scene, tracks } from "../harness/camera";
import { ADA, CHIOMA, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

interface Fixtures {
  /** Chioma's page, already there, in a browser whose camera sees these. */
  camera(scenes: Scene[], prepare?: (context: BrowserContext) => Promise<void>): Promise<Page>;
}

const test = base.extend<Fixtures & { app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
  camera: async ({ app, device, witness }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (scenes, prepare = (context) => context.grantPermissions(["camera"])) => {
      const here = await device();
      await signIn(await here.newPage(), app, CHIOMA);
      const { browser, close } = await cameraThatSees(scenes);
      closing.push(close);
      const context = await browser.newContext({ storageState: await here.storageState(), locale: "en-GB", timezoneId: "Europe/London" });
      await witness.watch(context);
      await remembersTracks(context);
      await prepare(context);
      const page = await context.newPage();
      await open(page, app);
      return page;
    });
    witness.end();
    await Promise.all(closing.map((close) => close()));
  },
});

const open = (page: Page, app: Conference) => page.goto(`${app.origin}/connections`);
const scan = (page: Page) => page.getByRole("button", { name: "Scan it" });
const stop = (page: Page) => page.getByRole("button", { name: "Stop the camera" });
const question = (page: Page) => page.getByRole("dialog", { name: "What do you offer?" });

/** What lies on a desk beside Ada's screen, and what her screen shows. */
async function shown(page: Page, app: Conference): Promise<[Scene, Scene]> {
  await signIn(page, app, ADA);
  await open(page, app);
  await page.getByRole("button", { name: "Show my code" }).click();
  const code = page.getByRole("img", { name: "The same code, for a camera" });
  await expect(code).toBeVisible();
  return [await scene(page, null), await scene(page, code)];
}

/** Whether the camera runs, by its picture. */
async function running(page: Page): Promise<void> {
  await expect(stop(page)).toBeFocused();
  await expect.poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0);
  expect(await tracks(page)).toContain("video live");
}

test("the code on another screen is read by the camera, which is off at once, without the browser's help", async ({ page, app, camera }) => {
  test.setTimeout(150_000);
  const [desk, code] = await shown(page, app);
  const other = await camera([desk, code]);
  expect(await other.evaluate(() => "BarcodeDetector" in window), "this browser reads no codes itself").toBe(false);
  await scan(other).click();
  await expect(question(other)).toBeVisible({ timeout: 30_000 });
  expect(await tracks(other)).toEqual(["video ended"]);
  await question(other).getByRole("button", { name: "Ask", exact: true }).click();
  await expect(other.getByRole("region", { name: "You asked" })).toContainText("No answer yet");
  await expect(page.getByRole("region", { name: "They ask you" })).toContainText("Offers you: name", { timeout: 15_000 });
});

test("the browser's own reader comes first, and where it does not answer the app's takes over", async ({ page, app, camera }) => {
  test.setTimeout(150_000);
  const [desk, code] = await shown(page, app);
  // A detector that is there by name only, as where the system's part is missing; then one that sees more than the film shows.
  const detects = (context: BrowserContext, text: string | null) =>
    context.grantPermissions(["camera"]).then(() =>
      context.addInitScript((text) => {
        let looks = 0;
        const detect = async () => {
          if (text === null) throw new DOMException("no service", "NotSupportedError");
          return [{ rawValue: looks++ < 1 ? "BEGIN:VCARD" : text }];
        };
        Object.assign(window, { BarcodeDetector: class { detect = detect; } });
      }, text),
    );
  const fallback = await camera([code], (context) => detects(context, null));
  await scan(fallback).click();
  await expect(question(fallback)).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "Stop showing it" }).or(page.getByRole("button", { name: "Show a new code" })).first().click();
  await page.getByRole("button", { name: /Show (my|a new) code/ }).click();
  const written = (await page.getByRole("status", { name: "Your code" }).innerText()).replace(" ", "");
  const first = await camera([desk], (context) => detects(context, `${app.origin}/connections#${written}`));
  await scan(first).click();
  await expect(question(first)).toBeVisible({ timeout: 30_000 });
  expect(await tracks(first)).toEqual(["video ended"]);
});

test("the camera is off after a stop, out of sight, on leaving and when it is taken away; all by keyboard", async ({ page, app, camera }) => {
  test.setTimeout(150_000);
  const other = await camera([await scene(page, null)]);
  await scan(other).press("Enter");
  await running(other);
  await check(other, "the camera");
  await stop(other).press("Enter");
  await expect(scan(other)).toBeFocused();
  expect(await tracks(other)).toEqual(["video ended"]);

  await scan(other).press("Enter");
  await running(other);
  const show = (state: string) =>
    other.evaluate((state) => {
      Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await show("hidden");
  expect(await tracks(other)).toEqual(["video ended", "video ended"]);
  await show("visible");
  await expect(other.getByText("The camera was turned off while this page was out of sight.")).toBeVisible();

  await scan(other).click();
  await running(other);
  await other.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.at(-1)!.stop());
  await expect(other.getByText("The camera stopped.")).toBeVisible();

  await scan(other).click();
  await running(other);
  await other.getByRole("navigation").getByRole("link", { name: "Programme" }).first().click();
  await expect(other.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible();
  expect((await tracks(other)).filter((track) => track !== "video ended")).toEqual([]);
});

test("whoever has no camera, may not use it or finds it taken is told so, and what else works", async ({ page, app, camera, context }) => {
  test.setTimeout(150_000);
  const denied = await camera([await scene(page, null)], (context) => context.grantPermissions([]));
  await scan(denied).click();
  await expect(denied.getByRole("alert").filter({ hasText: "The camera was not allowed." })).toBeVisible();
  await expect(scan(denied)).toBeFocused();
  await check(denied, "no permission");

  await context.grantPermissions(["camera"]);
  await signIn(page, app, CHIOMA);
  await open(page, app);
  await scan(page).click();
  await expect(page.getByText("There is no camera here.")).toBeVisible();
  // What a browser answers while another program holds the camera; none here can be made to.
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("busy", "NotReadableError"));
  });
  await scan(page).click();
  await expect(page.getByText("The camera did not start;")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Their code" })).toBeVisible();
});

test("a picture of the code does as well; another picture, and what is none, are said", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  const [desk, code] = await shown(page, app);
  const other = await (await device()).newPage();
  await signIn(other, app, CHIOMA);
  await open(other, app);
  const choose = (name: string, mimeType: string, buffer: Buffer) => other.getByLabel("Choose a picture").setInputFiles({ name, mimeType, buffer });
  await choose("desk.png", "image/png", desk.png);
  await expect(other.getByText("No code of this app was found in that picture.")).toBeVisible();
  await choose("code.png", "image/png", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"));
  await expect(other.getByText("That file cannot be looked at.")).toBeVisible();
  // The picture stays here: only the code goes to the backend.
  const sent: string[] = [];
  other.on("request", (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname} ${request.postData()?.length ?? 0}`));
  await choose("code.png", "image/png", code.png);
  await expect(question(other)).toBeVisible({ timeout: 30_000 });
  await expect(other.getByText("That file cannot be looked at.")).toHaveCount(0);
  const posted = sent.filter((line) => line.startsWith("POST"));
  expect(posted).toHaveLength(1);
  expect(posted[0]).toMatch(/^POST \/api\/connections \d\d$/);
});

async function check(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${what}, ${colorScheme}, ${width} px`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${what}, ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}
