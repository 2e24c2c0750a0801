/** Two people who meet: a code, a question, an answer, and every way back; blocks, reports, the contact card. Not: the rules one by one, nor the camera (`scan`). */
import AxeBuilder from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { ADA, CHIOMA, MINISTER, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: who is connected to whom depends on what was done there before.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

const open = (page: Page, app: Conference) => page.goto(`${app.origin}/connections`);

async function shownCode(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Show my code" }).click();
  return page.getByRole("status", { name: "Your code" }).innerText();
}

async function ask(page: Page, code: string, ...fields: string[]): Promise<void> {
  await page.getByRole("textbox", { name: "Their code" }).fill(code);
  await page.getByRole("button", { name: "Go on" }).click();
  await give(page, "What do you offer?", "Ask", ...fields);
}

async function give(page: Page, title: string | RegExp, button: string, ...fields: string[]): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title });
  for (const field of fields) await dialog.getByRole("checkbox", { name: field }).check();
  await dialog.getByRole("button", { name: button, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("two people exchange what each chose, change it, take it back and end it", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  const other = await (await device()).newPage();
  await signIn(page, app, MINISTER);
  await signIn(other, app, CHIOMA);
  await open(page, app);
  await open(other, app);
  await expect(page.getByRole("heading", { name: "Nobody yet" })).toBeVisible();

  const code = await shownCode(page);
  expect(code.replace(" ", "")).toMatch(/^[A-Z0-9]{8}$/);
  await expect(page.getByRole("img", { name: "The same code, for a camera" })).toBeVisible();
  await ask(other, code.toLowerCase(), "Phone");
  await expect(other.getByText("They are asked.")).toBeVisible();
  await expect(other.getByRole("region", { name: "You asked" }).getByRole("listitem")).toContainText("No answer yet");

  // Whoever shows the code is asked where they are.
  const request = page.getByRole("region", { name: "They ask you" }).getByRole("listitem");
  await expect(request).toContainText("Offers you: name and phone", { timeout: 15_000 });
  await request.getByRole("button", { name: /^Answer/ }).click();
  await give(page, /^What does .* get\?$/, "Give", "E-mail");
  const mine = page.getByRole("region", { name: "Your connections" }).getByRole("listitem");
  await expect(mine.first()).toContainText("You give them:");
  await expect(mine.first().getByRole("link", { name: /^\+/ })).toBeVisible();

  await other.reload();
  const theirs = other.getByRole("region", { name: "Your connections" }).locator("li.card");
  await expect(theirs.getByRole("link", { name: MINISTER })).toBeVisible();
  await theirs.getByRole("button", { name: /^Take back/ }).click();
  await expect(theirs).toContainText("You give them nothing.");
  await page.reload();
  await expect(page.getByRole("link", { name: /^\+/ })).toHaveCount(0);

  // An end is for both: it is asked for first, and Escape leaves everything as it is.
  const end = page.getByRole("button", { name: /^End connection/ });
  const question = page.getByRole("dialog", { name: /^End the connection with / });
  await end.click();
  await question.getByRole("button", { name: "Keep it" }).click();
  await end.press("Enter");
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(end).toBeFocused();
  await other.reload();
  await expect(theirs, "nothing has ended").toHaveCount(1);
  await end.click();
  await question.getByRole("button", { name: "End connection" }).click();
  await expect(page.getByRole("heading", { name: "Nobody yet" })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { name: "Nobody yet" })).toBeVisible();
});

test("a code from another camera app is in the address, goes out of it, and works once", async ({ page, app, device }) => {
  test.setTimeout(90_000);
  const other = await (await device()).newPage();
  await signIn(page, app, ADA);
  await signIn(other, app, CHIOMA);
  await open(page, app);
  const code = (await shownCode(page)).replace(" ", "");
  await other.goto(`${app.origin}/connections#${code}`);
  await expect(other.getByRole("textbox", { name: "Their code" })).toHaveValue(code);
  expect(new URL(other.url()).hash).toBe("");
  await other.getByRole("button", { name: "Go on" }).click();
  await other.getByRole("dialog", { name: "What do you offer?" }).getByRole("button", { name: "Cancel" }).click();
  await expect(other.getByText("Nothing is offered yet")).toBeVisible();
  await other.getByRole("textbox", { name: "Their code" }).fill(code);
  await other.getByRole("button", { name: "Go on" }).click();
  await expect(other.getByText("That code leads to nobody.")).toBeVisible();
  await other.getByRole("button", { name: /^Take back the question/ }).click();
  await expect(other.getByText("Nothing is offered yet")).toHaveCount(0);
});

test("whoever is blocked is gone for both, may not ask, and comes back only by the list", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  const other = await (await device()).newPage();
  await signIn(page, app, ADA);
  await signIn(other, app, CHIOMA);
  await page.goto(`${app.origin}/delegates?q=Chioma`);
  await page.getByRole("link", { name: /^Chioma/ }).first().click();
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  const address = page.url();
  await expect(page.getByText(`Looking here is noted for ${name}`)).toBeVisible();
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByRole("dialog", { name: `Block ${name}?` }).getByRole("button", { name: "Block", exact: true }).click();
  await expect(page.getByText(`${name} is blocked.`)).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();

  await open(page, app);
  const code = await shownCode(page);
  await open(other, app);
  await other.getByRole("textbox", { name: "Their code" }).fill(code);
  await other.getByRole("button", { name: "Go on" }).click();
  await expect(other.getByText("That code leads to nobody.")).toBeVisible();
  await page.getByRole("region", { name: "Blocked" }).getByRole("button", { name: `Unblock ${name}` }).click();
  await expect(page.getByRole("region", { name: "Blocked" })).toHaveCount(0);
  await page.goto(address);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("a report has a reference, and a card holds what is shared", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/delegates?q=Chioma`);
  await page.getByRole("link", { name: /^Chioma/ }).first().click();
  const name = await page.getByRole("heading", { level: 1 }).innerText();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save contact card" }).click()]);
  expect(download.suggestedFilename()).toBe("contact.vcf");
  const card = await readFile(await download.path(), "utf8");
  expect(card).toContain(`FN:${name}`);
  expect(card).not.toContain("TEL");

  await page.getByRole("button", { name: "Report" }).click();
  const dialog = page.getByRole("dialog", { name: `Report ${name} to the organisers?` });
  await dialog.getByRole("button", { name: "Report" }).click();
  await expect(dialog.getByText("Choose what is wrong.")).toBeVisible();
  await dialog.getByRole("radio", { name: "Something else" }).check();
  await dialog.getByRole("button", { name: "Report" }).click();
  await expect(dialog.getByText("Nothing was written yet.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "In your words" }).fill("They shout.");
  await dialog.getByRole("button", { name: "Report" }).click();
  await expect(page.getByRole("dialog", { name: "The organisers have it" }).getByText(/^R-[A-Z0-9]{8}$/)).toBeVisible();
});

test("connections by keyboard, at every width, without a violation that axe knows", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  const other = await (await device()).newPage();
  await signIn(page, app, ADA);
  await signIn(other, app, CHIOMA);
  await open(page, app);
  await open(other, app);
  const code = await shownCode(page);
  // Without a mouse from the code to the question.
  await other.getByRole("textbox", { name: "Their code" }).focus();
  await other.keyboard.type(code);
  await other.keyboard.press("Enter");
  const dialog = other.getByRole("dialog", { name: "What do you offer?" });
  await expect(dialog).toBeVisible();
  await check(other, "the dialog");
  await other.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await other.getByRole("button", { name: "Choose what to offer" }).press("Enter");
  await dialog.getByRole("button", { name: "Ask", exact: true }).press("Enter");
  await expect(page.getByRole("region", { name: "They ask you" })).toBeVisible({ timeout: 15_000 });
  await check(page, "a question and a code");
  await page.getByRole("button", { name: /^Answer/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Give", exact: true }).click();
  await expect(page.getByRole("button", { name: /^End/ })).toBeVisible();
  await check(page, "a connection");
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
