/** Every screen in a made-up language: nothing is said that no translator was given. Not: how well a language says it. */
import { Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { peopled } from "../harness/peopled";
import { expect, test as base } from "../harness/test";
import { makeUp } from "../harness/unspoken";

const test = base.extend<{}, { made: Conference }>({
  made: [
    async ({}, use) => {
      const started = await conference([], ["--organisers", "desk@organisers.example.org", "--controller", "Harbour Conference"]);
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: async ({ made, witness, context }, use) => {
    await use(made);
    witness.end();
    await context.close();
    made.front.heal();
  },
});

/** What is on its way has come. */
async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  await expect(page.locator(".skeleton")).toHaveCount(0);
}

async function walk(page: Page, origin: string, paths: string[], unspoken: () => Promise<string[]>): Promise<void> {
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto("about:blank");
      await page.goto(`${origin}${path}`);
      await settled(page);
      expect.soft(await unspoken(), path).toEqual([]);
    });
  }
}

test("what everybody sees", async ({ page, app }) => {
  test.setTimeout(180_000);
  const { unspoken } = await makeUp(page);
  await page.goto(`${app.origin}/speakers`);
  await settled(page);
  const speaker = new URL((await page.getByRole("main").locator("a[href^='/speakers/']").first().getAttribute("href"))!, app.origin).pathname;
  await page.goto(app.origin);
  await settled(page);
  const talk = new URL((await page.getByRole("main").getByRole("heading").getByRole("link").first().getAttribute("href"))!, app.origin).pathname;
  await page.getByRole("main").locator("[aria-pressed]").first().click();
  expect.soft(await unspoken(), "a star").toEqual([]);
  const open = ["/", "/?q=zzzzz", "/grid", "/mine", "/picks", "/changes", "/speakers", speaker, talk, "/sign-in", "/sign-in/link", "/sign-in/link#abc"];
  await walk(page, app.origin, [...open, "/sign-in?problem=refused", "/sign-in/join", "/nowhere", "/delegates", "/profile", "/policy", "/notices"], unspoken);
});

test("what a delegate sees", async ({ page, app, device }) => {
  test.setTimeout(300_000);
  await peopled(app, page, async () => (await device()).newPage());
  // Signed, so it comes as a text in a text; and read here, since a page that goes on may take that answer with it.
  const { signed } = (await (await fetch(`${app.origin}/api/incidents`)).json()) as { signed: string };
  const written: string[] = [];
  JSON.parse(signed, (_, value) => (typeof value === "string" && written.push(value.replace(/\s+/g, " ")), value));
  const { unspoken } = await makeUp(page, written.join(" "));
  await walk(page, app.origin, ["/", "/mine", "/notices", "/delegates", "/delegates?q=zzzzz", "/connections", "/who-saw-what", "/my-data", "/devices", "/profile"], unspoken);
  await page.goto(`${app.origin}/delegates?q=lindqvist`);
  await settled(page);
  await page.getByRole("main").getByRole("link", { name: "Ada Lindqvist" }).click();
  await page.getByRole("heading", { level: 1, name: "Ada Lindqvist" }).waitFor();
  expect.soft(await unspoken(), "a delegate").toEqual([]);
  app.front.fail(/^\/api\/(connections|blocks|delegates|me\/access-log|me\/incidents|me\/profile)/, { kind: "answer", status: 422, body: "{}" });
  await walk(page, app.origin, ["/connections", "/who-saw-what", "/delegates"], unspoken);
});
