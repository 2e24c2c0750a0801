/** Vandalism: seen, told by mail, taken back by one press. Not: who may change what. */
import AxeBuilder from "@axe-core/playwright";
import { conference, Conference } from "../harness/backend";
import { BELA, CHIOMA, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: whose history is empty depends on what was done there before.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

test("a change that somebody else made is listed with its device, and one press takes it back t10", async ({ page, app, device }) => {
  test.setTimeout(90_000);
  const vandal = await (await device({ userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0" })).newPage();
  await signIn(vandal, app, CHIOMA);
  await vandal.goto(`${app.origin}/profile`);
  await vandal.getByRole("textbox", { name: "Job title" }).fill("Rude word");
  await vandal.getByRole("button", { name: "Save profile" }).click();
  await expect(vandal.getByText("Everything is saved")).toBeVisible();

  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  const list = page.getByRole("region", { name: "Recent changes" });
  const change = list.getByRole("listitem").filter({ hasText: "Rude word" });
  await expect(change).toContainText("Firefox on Windows");
  await change.getByRole("button", { name: "Undo the change of job title" }).click();
  await expect(page.getByRole("textbox", { name: "Job title" })).not.toHaveValue("Rude word");
  await expect(page.getByText("what was there before is back")).toBeVisible();
  await expect(list.getByRole("heading", { name: "Recent changes" }), "the keyboard stays").toBeFocused();
  await expect(list.getByText("Undone")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Job title" })).not.toHaveValue("Rude word");
});

test("nothing to list is no list, and the list has no violation that axe knows", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, BELA);
  await page.goto(`${app.origin}/profile`);
  const list = page.getByRole("region", { name: "Recent changes" });
  await expect(page.getByRole("heading", { name: "What others see" })).toBeVisible();
  await expect(list).toHaveCount(0);
  await page.getByRole("textbox", { name: "Phone" }).fill("+44 20 7946 0999");
  await page.getByRole("textbox", { name: "Job title" }).fill("A title that is rather long, so that it meets the edge of a narrow page ".repeat(1).trim());
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(list.getByRole("listitem")).toHaveCount(2);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${colorScheme}, ${width} px`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    }
  }
});
