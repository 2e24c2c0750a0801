/** Going back: to the place in a list, to the filters, to the button that opened a dialog. Not: the screens themselves. */
import { MINISTER, signIn } from "../harness/people";
import { expect, test } from "../harness/test";

test("Back leads to the place in the list, and the way back on the page keeps day and filters", async ({ page, app }) => {
  await page.goto(app.origin);
  const main = page.getByRole("main");
  await page.getByRole("navigation", { name: "Days" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/day=/);
  const list = page.url();
  await main.getByRole("listitem").getByRole("heading").getByRole("link").first().waitFor();
  await page.mouse.wheel(0, 1800);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1500);
  const before = await page.evaluate(() => scrollY);
  const talk = main.getByRole("listitem").getByRole("heading").getByRole("link").filter({ visible: true });
  const shown = await talk.evaluateAll((links) => links.findIndex((link) => link.getBoundingClientRect().top > 200));
  await talk.nth(shown).click();
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(list);
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(250);

  // Back and Forward, then a link: the address is that of what is shown.
  await page.goForward();
  await expect(page).toHaveURL(/\/talks\//);
  await main.getByRole("link", { name: "Programme" }).click();
  await expect(main.getByRole("searchbox", { name: "Search the programme" })).toBeVisible();
  await expect(page).toHaveURL(list);
});

test("being listed names the phone number that it opens, and a dialog gives the keyboard back", async ({ page, app }) => {
  await signIn(page, app, MINISTER);
  await page.goto(`${app.origin}/profile`);
  const dialog = page.getByRole("dialog");
  const phone = page.getByRole("group", { name: "Who sees Phone" });
  const number = await page.getByRole("textbox", { name: "Phone" }).inputValue();
  expect(number).toMatch(/\+44/);
  await phone.getByRole("radio", { name: "All delegates" }).click();
  await expect(dialog).toContainText("All other delegates see it once you are in the directory");
  await dialog.getByRole("button", { name: "Share" }).click();
  await expect(phone.getByRole("radio", { name: "All delegates" })).toBeChecked();

  const listed = page.getByLabel("List me in the directory");
  await listed.click();
  await expect(dialog).toContainText(number);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(listed).not.toBeChecked();
  await expect(listed).toBeFocused();
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(phone.getByRole("radio", { name: "Only me" })).toBeChecked();
});

test("what was typed and not saved is still there after another screen", async ({ page, app }) => {
  await signIn(page, app, MINISTER);
  await page.goto(`${app.origin}/profile`);
  await page.getByRole("textbox", { name: "Pronouns" }).fill("they");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Programme" }).click();
  await expect(page.getByRole("searchbox", { name: "Search the programme" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Profile and privacy" }).click();
  await expect(page.getByRole("textbox", { name: "Pronouns" })).toHaveValue("they");
  await expect(page.getByText("Not saved yet")).toBeVisible();
});

test("a step into the personal part without a network keeps the programme and says so", async ({ page, app, witness }) => {
  witness.pardon(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/);
  await page.goto(app.origin);
  const main = page.getByRole("main");
  await main.getByRole("listitem").getByRole("heading").getByRole("link").first().waitFor();
  await page.context().setOffline(true);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Delegates" }).click();
  await expect(main.getByText("No connection")).toBeVisible();
  await page.context().setOffline(false);
  await main.getByRole("button", { name: "Try again" }).click();
  await expect(main.getByText("For delegates who are signed in")).toBeVisible();
});
