/** The directory of many: search, letters, organisations, and a place in the list that is found again. Not: who is in it, which is `first-visit`. */
import AxeBuilder from "@axe-core/playwright";
import { ADA, CHIOMA, signIn } from "../harness/people";
import { expect, test } from "../harness/test";

const list = (page: import("@playwright/test").Page) => page.getByRole("main");

test("search as one types asks once for a word, and what came too late is not shown t06", async ({ page, app }) => {
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/delegates`);
  await expect(list(page).getByText("More than 50 people chose to be listed")).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/delegates?")) asked.push(new URL(request.url()).searchParams.get("q") ?? "");
  });
  const search = page.getByRole("searchbox", { name: "Search delegates" });
  await search.pressSequentially("l");
  await expect(page.getByText("Type one more letter.")).toBeVisible();
  await search.pressSequentially("indqvist", { delay: 10 });
  await expect(list(page).getByRole("link", { name: "Ada Lindqvist" })).toBeVisible();
  await expect(page.getByText("Type one more letter.")).toHaveCount(0);
  await expect.poll(() => asked, { message: "not for each letter" }).toEqual(["lindqvist"]);
  await expect(list(page).getByText("1 person found")).toBeVisible();

  // The answer to the word before comes last.
  let slow: (() => void) | undefined;
  await page.route(/\/api\/delegates\?q=harbour$/, async (route) => {
    const answer = await route.fetch();
    await new Promise<void>((go) => (slow = go));
    await route.fulfill({ response: answer }).catch(() => {}); // the page has given it up
  });
  await search.fill("harbour");
  await expect.poll(() => slow !== undefined).toBe(true);
  await search.fill("lagoon");
  await expect(list(page).getByRole("link", { name: "Chioma Eze" })).toBeVisible();
  slow?.();
  await expect(list(page).getByRole("link", { name: "Ada Lindqvist" })).toHaveCount(0);
  await expect(search).toHaveValue("lagoon");
});

test("letters lead to names in every script, and an organisation to everybody who shares it", async ({ page, app }) => {
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/delegates`);
  await page.getByRole("navigation", { name: "First letter of the name" }).getByRole("link", { name: "Other letters" }).click();
  await expect(page).toHaveURL(/letter=%23/);
  await expect(list(page).locator(".person").getByRole("link", { name: /^[A-Z]/ }), "names in other scripts, and no others").toHaveCount(0);
  await expect(list(page).locator(".person").first()).toBeVisible();
  await page.goto(`${app.origin}/delegates?q=plain+language`);
  await page.getByRole("combobox", { name: "Organisation" }).selectOption("Institute for Plain Language");
  await expect(page).toHaveURL(/q=plain.*organisation=Institute/);
  await page.getByRole("navigation", { name: "First letter of the name" }).getByRole("link", { name: "All" }).click();
  await expect(page).not.toHaveURL(/q=/);
  await expect(list(page).locator(".person").first()).toBeVisible();
  for (const card of await list(page).locator(".person").all()) await expect(card).toContainText("Institute for Plain Language");
  await page.getByRole("combobox", { name: "Organisation" }).selectOption("");
  await expect(list(page).getByText("More than 50 people chose to be listed")).toBeVisible();

  // From somebody's page to the others of their organisation.
  await page.goto(`${app.origin}/delegates?q=lindqvist`);
  await list(page).getByRole("link", { name: "Ada Lindqvist" }).click();
  await list(page).getByRole("link", { name: "Port Ellery Harbour Board" }).click();
  await expect(page.getByRole("combobox", { name: "Organisation" })).toHaveValue("Port Ellery Harbour Board");
  await expect(list(page).getByRole("link", { name: "Ada Lindqvist" })).toBeVisible();
});

test("letters stand in one row on a phone too: it scrolls, and the chosen one stays in sight", async ({ page, app }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/delegates?letter=B`);
  const row = page.getByRole("navigation", { name: "First letter of the name" });
  await expect(list(page).locator(".person").first()).toBeVisible();
  expect((await row.boundingBox())!.height, "one row").toBeLessThan(60);
  const last = row.getByRole("link", { name: "Other letters" });
  await expect(last).not.toBeInViewport();
  await last.focus();
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await expect(row.getByRole("link", { name: "B", exact: true }), "where one is").toBeInViewport({ ratio: 0.9 });
  await last.press("Enter");
  await expect(page).toHaveURL(/letter=%23/);
  await expect(page.getByRole("combobox", { name: "Organisation" })).toHaveAccessibleDescription("Of the people shown so far; scroll on for more.");
  // From a tablet on there is room for all of them.
  await page.setViewportSize({ width: 768, height: 900 });
  for (const name of ["All", "M", "Other letters"]) await expect(row.getByRole("link", { name, exact: true })).toBeInViewport({ ratio: 1 });
  expect((await row.boundingBox())!.height, "one row").toBeLessThan(60);
});

test("where somebody is in the list is found again by Back and by a reload", async ({ page, app }) => {
  test.setTimeout(90_000);
  await page.setViewportSize({ width: 400, height: 800 });
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/delegates`);
  await expect(list(page).getByText("More than 50 people chose to be listed")).toBeVisible();
  const topRow = () =>
    page.evaluate(() => {
      const row = [...document.querySelectorAll<HTMLElement>("[id^='row-']")].find((row) => row.getBoundingClientRect().bottom > 130);
      return Number(row?.id.slice(4) ?? -1);
    });
  // More comes by itself as the end comes near.
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 1500);
      return topRow();
    }, { timeout: 40_000 })
    .toBeGreaterThan(110);
  await expect(page).toHaveURL(/from=/);
  const top = () =>
    page.evaluate(() => [...document.querySelectorAll<HTMLElement>("[id^='row-']")].find((row) => row.getBoundingClientRect().bottom > 130)?.textContent ?? "");
  // The address is written once scrolling has stopped.
  let before = "";
  await expect
    .poll(async () => {
      const now = `${page.url()} ${await top()}`;
      const still = now === before;
      before = now;
      return still;
    }, { intervals: [500] })
    .toBe(true);
  const seen = await top();

  // Somebody who is in the window: to click on anybody else would scroll there first.
  const inside = await page.evaluate(
    () => [...document.querySelectorAll<HTMLElement>("[id^='row-']")].find((row) => row.getBoundingClientRect().top > 250)?.id ?? "",
  );
  await page.locator(`#${inside} a`).click();
  await expect(page).toHaveURL(/\/delegates\/[0-9a-f]+$/);
  await page.goBack();
  await expect.poll(top).toBe(seen);
  await page.reload();
  await expect.poll(top).toBe(seen);
  await page.getByRole("link", { name: "Back to the beginning of the list" }).click();
  await expect(page).not.toHaveURL(/from=/);
  await expect(page.getByRole("link", { name: "Back to the beginning of the list" })).toHaveCount(0);
});

test("finding has no violation that axe knows, at any width", async ({ page, app }) => {
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/delegates`);
  await expect(list(page).getByText("More than 50 people chose to be listed")).toBeVisible();
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
