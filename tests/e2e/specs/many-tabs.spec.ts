/** One person with many tabs, a wrong clock or somebody else's Wi-Fi stays signed in, and nothing is asked in circles (T25, T46, T49). Not: how
 * sessions end. */
import { Page } from "@playwright/test";
import { ADA, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

/** Counts what a page asks for. */
function counting(page: Page, path: RegExp): () => number {
  let count = 0;
  page.on("request", (request) => void (count += path.test(new URL(request.url()).pathname) ? 1 : 0));
  return () => count;
}

test("ten tabs that load at once leave nobody signed out t25", async ({ page, app, context }) => {
  test.setTimeout(180_000);
  await signIn(page, app, ADA);
  const tabs = await Promise.all(Array.from({ length: 9 }, () => context.newPage()));
  tabs.push(page);
  await Promise.all(tabs.map((tab) => tab.goto(`${app.origin}/profile`)));
  for (const tab of tabs) await expect(tab.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist", { timeout: 60_000 });
  await Promise.all(tabs.map((tab) => tab.reload()));
  for (const tab of tabs) await expect(signOut(tab)).toBeVisible({ timeout: 60_000 });
});

for (const [name, hours] of [["an hour ahead", 1], ["an hour behind", -1], ["a day ahead", 24], ["a day behind", -24]] as const) {
  test(`a clock that is ${name} changes nothing t49`, async ({ page, app }) => {
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    await page.clock.resume();
    const asked = counting(page, /^\/api\/me$/);
    const started = counting(page, /^\/api\/auth\//);
    await signIn(page, app, ADA);
    await page.goto(`${app.origin}/profile`);
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");
    await page.reload();
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");
    await page.clock.fastForward("10:00");
    await expect(signOut(page)).toBeVisible();
    await expect(page.getByRole("dialog")).toHaveCount(0);
    expect(asked(), "no circle").toBeLessThan(40);
    expect(started(), "one start, one redeem").toBe(2);
  });
}

test("somebody else's Wi-Fi in the middle of a visit signs nobody out t46", async ({ page, app }) => {
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await page.getByRole("textbox", { name: "Pronouns" }).fill("she/her, typed under way");
  app.front.fail(/^\/api\//, { kind: "portal" });
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText(/Wi-Fi/).first()).toBeVisible();
  await expect(signOut(page)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  app.front.heal();
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Pronouns" })).toHaveValue("she/her, typed under way");
});
