/** Another address for the account: proved by its own mail, told to the old one, taken back by one press. Not: the sign-in. */
import AxeBuilder from "@axe-core/playwright";
import { conference, Conference } from "../harness/backend";
import { ADA, CHIOMA, askForCode, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: it takes an account's address away.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

test("the new address counts once its code is typed, and one press takes it back t24", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  const card = page.getByRole("group", { name: "E-mail, which you sign in with" });
  await expect(card).toContainText(CHIOMA);
  await card.getByRole("button", { name: "Change the address" }).click();
  const typed = card.getByRole("textbox", { name: "New e-mail address" });
  await expect(typed).toBeFocused();
  await typed.fill("no address");
  await card.getByRole("button", { name: "Mail me a code" }).click();
  await expect(card.getByText("That does not look like an e-mail address.")).toBeVisible();
  await typed.fill(CHIOMA.toUpperCase());
  await card.getByRole("button", { name: "Mail me a code" }).click();
  await expect(card.getByText("E-mail is the same as before.")).toBeVisible();
  await typed.fill("chioma@elsewhere.example");
  const mail = await app.mailbox.next("chioma@elsewhere.example", null, () => card.getByRole("button", { name: "Mail me a code" }).click());
  await expect(card.getByText("A code is on its way to")).toContainText("chioma@elsewhere.example");
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await new AxeBuilder({ page }).include("[aria-labelledby=address]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const code = card.getByRole("textbox", { name: "Code" });
  await code.fill("WRONGONE");
  await card.getByRole("button", { name: "Use this address" }).click();
  await expect(card.getByText("That code does not open this sign-in.")).toBeVisible();
  await code.fill(mail.code);
  await card.getByRole("button", { name: "Use this address" }).click();
  await expect(card.getByText("From now on you sign in with this address.")).toBeVisible();
  await expect(card.locator("strong").first()).toHaveText("chioma@elsewhere.example");
  await expect.poll(() => app.mailbox.subjects(CHIOMA, app.origin)).toContainEqual(expect.stringContaining("has another address"));

  const elsewhere = await (await device()).newPage();
  await signIn(elsewhere, app, "chioma@elsewhere.example");
  const list = page.getByRole("region", { name: "Recent changes" });
  await list.getByRole("button", { name: "Undo the change of e-mail" }).click();
  await expect(card.locator("strong").first()).toHaveText(CHIOMA);
  await askForCode(await (await device()).newPage(), app, CHIOMA);
});

test("an address of somebody else gets no mail, and the page says the same", async ({ page, app }) => {
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  const before = await app.mailbox.codes(ADA);
  const card = page.getByRole("group", { name: "E-mail, which you sign in with" });
  await card.getByRole("button", { name: "Change the address" }).click();
  await card.getByRole("textbox", { name: "New e-mail address" }).fill(ADA);
  await card.getByRole("button", { name: "Mail me a code" }).click();
  await expect(card.getByText("A code is on its way to")).toContainText(ADA);
  expect(await app.mailbox.codes(ADA)).toBe(before);
});
