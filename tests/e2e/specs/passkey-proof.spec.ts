/** A fresh proof by a passkey, and how the screens with passkeys look. Not: signing in by one. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { authenticator, withoutSuggestions } from "../harness/authenticator";
import { conference, Conference } from "../harness/backend";
import { CHIOMA, MINISTER, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

const FRESH_SECONDS = 4;

const test = base.extend<object, { strict: Conference }>({
  strict: [
    async ({}, use) => {
      const started = await conference([`step_up_age=${FRESH_SECONDS}`], [], {}, "localhost");
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

const section = (page: Page) => page.getByRole("region", { name: "Passkeys" });
const dialog = (page: Page) => page.getByRole("dialog");

/** Only time makes a proof stale. */
async function stale(since: number): Promise<void> {
  await expect.poll(() => Date.now() - since, { timeout: 20_000 }).toBeGreaterThan((FRESH_SECONDS + 1) * 1000);
}

async function enrol(page: Page, strict: Conference, who: string): Promise<number> {
  await signIn(page, strict, who);
  await page.goto(`${strict.origin}/devices`);
  await section(page).getByRole("button", { name: "Add a passkey on this device" }).click();
  await expect(section(page).getByRole("textbox", { name: "Name of this passkey" })).toBeFocused();
  return Date.now();
}

async function examine(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const where = `${screen}, ${colorScheme}, ${width} px`;
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`)), where).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
      const folder = process.env.PLENARY_PICTURES;
      if (folder) await page.screenshot({ path: `${folder}/${where.replace(/\W+/g, "-")}.png`, fullPage: true });
    }
  }
}

test("sharing a phone number is proved by the passkey, without a mail; the change then goes on by itself", async ({ page, strict }) => {
  await withoutSuggestions(page);
  const device = await authenticator(page);
  const since = await enrol(page, strict, MINISTER);
  await page.goto(`${strict.origin}/profile`);
  const phone = page.getByRole("group", { name: "Who sees Phone" });
  await phone.waitFor();
  await stale(since);
  const letters = await strict.mailbox.codes(MINISTER);
  await phone.getByRole("radio", { name: "All delegates" }).click();
  await dialog(page).getByRole("button", { name: "Share" }).click();
  const confirm = dialog(page).getByRole("button", { name: "Confirm with your passkey" });
  await expect(dialog(page).getByRole("heading", { name: "Is it you?" })).toBeVisible();
  await expect(dialog(page)).toContainText("share your phone");
  await expect(confirm).toBeFocused();

  await device.unlocked(false);
  await confirm.click();
  await expect(dialog(page).getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();
  await device.unlocked(true);
  await confirm.click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(phone.getByRole("radio", { name: "All delegates" })).toBeChecked();
  expect(await strict.mailbox.codes(MINISTER), "no code was mailed").toBe(letters);
});

test("a code is one press away, and mailed only then", async ({ page, strict }) => {
  await withoutSuggestions(page);
  await authenticator(page);
  const since = await enrol(page, strict, CHIOMA);
  await section(page).getByRole("button", { name: "Cancel" }).click();
  await stale(since);
  await section(page).getByRole("button", { name: /^Remove / }).click();
  await dialog(page).getByRole("button", { name: "Remove it" }).click();
  await expect(dialog(page).getByRole("button", { name: "Confirm with your passkey" })).toBeVisible();
  await examine(page, "step-up by passkey");
  const mail = await strict.mailbox.next(CHIOMA, null, () => dialog(page).getByRole("button", { name: "Use a code instead" }).click());
  await dialog(page).getByRole("textbox", { name: "Code" }).fill(mail.code);
  await dialog(page).getByRole("button", { name: "Confirm" }).click();
  await expect(section(page).getByText("You have none yet")).toBeVisible();
});

test("the screens with passkeys", async ({ page, strict }) => {
  test.setTimeout(180_000);
  await withoutSuggestions(page);
  const device = await authenticator(page);
  await page.goto(`${strict.origin}/sign-in`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
  await examine(page, "sign-in with passkeys");
  await device.unlocked(false);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("No passkey was used").waitFor();
  await examine(page, "no passkey used");
  await device.unlocked(true);
  await enrol(page, strict, CHIOMA);
  await examine(page, "a passkey gets a name");
  await section(page).getByRole("button", { name: "Cancel" }).click();
  await examine(page, "devices with a passkey");
  await section(page).getByRole("button", { name: /^Remove / }).click();
  await dialog(page).waitFor();
  await examine(page, "a passkey goes");
});
