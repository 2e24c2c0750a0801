/** Whatever colours, fonts and corners an organiser or a page around chooses, everybody can read what is there. Not: how a look is computed, which is tested where that is. */
import { expect, Page } from "@playwright/test";
import { Around, around } from "../harness/around";
import { conference, Conference } from "../harness/backend";
import { CHIOMA, leave, signIn } from "../harness/people";
import { check } from "../harness/sound";
import { test } from "../harness/test";

const LOOKS: [string, string[]][] = [
  ["yellow on magenta, round", ["--accent", "#ffff00", "--surface", "#ff00ff", "--font", "Comic Neue, cursive", "--radius", "32px"]],
  ["black on bottle green, square", ["--accent", "#050505", "--surface", "#0b3d0b", "--font", "Georgia, serif", "--radius", "0"]],
  ["mint on peach, with a logo", ["--accent", "#7fffd4", "--surface", "#ffd8a8", "--font", "monospace", "--radius", "12px", "--logo", "/icons/plenary.svg"]],
];

const star = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Star / }).first();

const SCREENS: [string, (page: Page, app: Conference) => Promise<unknown>][] = [
  ["agenda with a star", async (page, app) => (await page.goto(app.origin), await star(page).click())],
  ["grid", async (page, app) => (await page.goto(`${app.origin}/grid`), await page.getByRole("grid").or(page.getByRole("table")).first().waitFor())],
  ["mine", async (page, app) => (await page.goto(`${app.origin}/mine`), await page.getByRole("heading", { level: 1 }).waitFor())],
  [
    "talk",
    async (page, app) => {
      await page.goto(app.origin);
      await page.getByRole("main").getByRole("listitem").getByRole("heading").getByRole("link").first().click();
      await page.getByRole("article").waitFor();
    },
  ],
  ["sign-in", async (page, app) => (await page.goto(`${app.origin}/sign-in`), await page.getByLabel("E-mail address").waitFor())],
];
const PERSONAL = ["/profile", "/delegates", "/devices"];

for (const [name, settings] of LOOKS) {
  test(`${name}: screens are readable by day and at night`, async ({ page, witness }) => {
    test.setTimeout(300_000);
    const app = await conference([], settings);
    try {
      for (const [screen, open] of SCREENS) {
        await open(page, app);
        await check(page, `${name}, ${screen}`);
      }
      await signIn(page, app, CHIOMA);
      for (const path of PERSONAL) {
        await page.goto(app.origin + path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await check(page, `${name}, ${path}`);
      }
      const root = page.locator(":root");
      const font = settings[settings.indexOf("--font") + 1];
      expect(await root.evaluate((root) => root.style.getPropertyValue("--text"))).toBe(font);
      if (settings.includes("--logo")) await expect(page.getByRole("banner").locator("img[src='/icons/plenary.svg']")).toBeVisible();
      await page.goto(app.origin);
      await leave(page);
    } finally {
      await page.goto("about:blank");
      witness.end();
      await app.stop();
    }
  });
}

test("so is what a page around wishes, in any notation of its style sheets", async ({ page, witness, serve }) => {
  test.setTimeout(120_000);
  const found: Around = await around(serve);
  for (const origin of [found.app.origin, found.origin]) witness.allow(origin);
  const style = `<style>
    .site { --plenary-accent: rebeccapurple; --plenary-surface: oklch(0.3 0.12 250); --plenary-font: "Noto Serif", serif; --plenary-radius: 1rem }
  </style>`;
  const body = `${style}<script async src="{app}/embed.js"></script><main class="site"><h1>Our conference</h1><plenary-app aria-label="Programme"></plenary-app></main>`;
  await found.show(page, body, "frame-ancestors 'self'");
  const frame = page.frameLocator("plenary-app iframe");
  await expect(frame.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible({ timeout: 30_000 });
  const value = (property: string) => frame.locator(":root").evaluate((root, property) => root.style.getPropertyValue(property), property);
  for (const property of ["--accent", "--surface"]) await expect.poll(() => value(property)).toMatch(/^light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)$/);
  expect(await value("--radius")).toBe("16px");
  expect(await value("--text")).toBe('"Noto Serif", serif');
  await check(page, "inside another page");
  await page.goto("about:blank");
  witness.end();
  await found.app.stop();
});
