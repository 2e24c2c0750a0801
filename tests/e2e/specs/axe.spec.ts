/** Every screen, light and dark, on a phone, a tablet and a desk: no violation that axe knows, and nothing beside the screen. Not: a person's judgement. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { Conference } from "../harness/backend";
import { askForCode, CHIOMA, signIn } from "../harness/people";
import { expect, test } from "../harness/test";

const WIDTHS = [320, 768, 1440];

async function examine(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const where = `${screen}, ${colorScheme}, ${width} px`;
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
      expect.soft(found, where).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
}

const star = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Star / }).first();

const PUBLIC: [string, (page: Page, app: Conference) => Promise<unknown>][] = [
  ["agenda", async (page, app) => (await page.goto(app.origin), await star(page).waitFor())],
  ["agenda, nothing found", async (page, app) => (await page.goto(`${app.origin}/?q=zzzzz`), await page.getByText("No talk matches").waitFor())],
  ["agenda, found on all days", async (page, app) => (await page.goto(`${app.origin}/?q=the`), await star(page).waitFor())],
  [
    "talk",
    async (page, app) => {
      await page.goto(app.origin);
      await page.getByRole("main").getByRole("listitem").getByRole("heading").getByRole("link").first().click();
      await page.getByRole("article").waitFor();
    },
  ],
  ["sign-in", async (page, app) => (await page.goto(`${app.origin}/sign-in`), await page.getByLabel("E-mail address").waitFor())],
  [
    "sign-in with a mistake",
    async (page, app) => {
      await page.goto(`${app.origin}/sign-in`);
      await page.getByLabel("E-mail address").fill("no address");
      await page.getByRole("button", { name: "Send me a code" }).click();
      await page.getByText("does not look like an e-mail address").waitFor();
    },
  ],
  ["code", async (page, app) => askForCode(page, app, CHIOMA)],
  ["link without a token", async (page, app) => (await page.goto(`${app.origin}/sign-in/link`), await page.getByText("This link is not complete").waitFor())],
  ["link", async (page, app) => (await page.goto(`${app.origin}/sign-in/link#abc`), await page.getByRole("button", { name: "Continue" }).waitFor())],
  ["directory, signed out", async (page, app) => (await page.goto(`${app.origin}/delegates`), await page.getByText("For delegates who are signed in").waitFor())],
  ["not found", async (page, app) => (await page.goto(`${app.origin}/nowhere`), await page.getByText("There is nothing at this address").waitFor())],
];

for (const [screen, open] of PUBLIC) {
  test(screen, async ({ page, app }) => {
    test.setTimeout(120_000);
    await open(page, app);
    await examine(page, screen);
  });
}

test("a programme that did not load", async ({ page, app }) => {
  test.setTimeout(120_000);
  app.front.fail(/^\/api\//, { kind: "portal" });
  await page.goto(app.origin);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await examine(page, "failed");
});

test("a broken config.json", async ({ page, app }) => {
  test.setTimeout(120_000);
  app.front.fail(/^\/config\.json$/, { kind: "answer", body: '{"name": }' });
  await page.goto(app.origin);
  await expect(page.getByRole("alert")).toBeVisible();
  await examine(page, "broken config.json");
});

test("the shell that cannot start", async ({ page, app, witness }) => {
  witness.pardon(/did not start/);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto(app.origin);
  await expect(page.getByRole("alert")).toBeVisible();
  await examine(page, "no WebAssembly");
});

test("the screens of somebody signed in", async ({ page, app }) => {
  test.setTimeout(300_000);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/delegates`);
  await page.getByRole("main").getByText(/chose to be listed/).waitFor();
  await examine(page, "directory");

  await page.goto(`${app.origin}/delegates?q=zzzzz`);
  await page.getByText("Nobody found").waitFor();
  await examine(page, "directory, nobody found");

  await page.goto(`${app.origin}/delegates?q=Ada+Lindqvist`);
  await page.getByRole("main").getByRole("link", { name: "Ada Lindqvist" }).click();
  await page.getByRole("heading", { level: 1, name: "Ada Lindqvist" }).waitFor();
  await examine(page, "delegate");

  await page.goto(`${app.origin}/profile`);
  await page.getByRole("region", { name: "What others see" }).getByRole("heading", { level: 3 }).waitFor();
  await examine(page, "profile");

  await page.getByRole("group", { name: "Who sees Phone" }).getByRole("radio", { name: "All delegates" }).click();
  await page.getByRole("dialog").waitFor();
  await examine(page, "widening");
});
