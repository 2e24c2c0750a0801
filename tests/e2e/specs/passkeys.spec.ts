/** Passkeys with a real browser and its own authenticator: made, used, taken away. Not: lies of an authenticator, which the backend's tests tell. */
import { Page } from "@playwright/test";
import { authenticator, withoutSuggestions } from "../harness/authenticator";
import { conference, Conference } from "../harness/backend";
import { ADA, BELA, CHIOMA, MINISTER, leave, signIn, signOut, YUSUF } from "../harness/people";
import { expect, test as base } from "../harness/test";

const test = base.extend<object, { place: Conference }>({
  place: [
    async ({}, use) => {
      const started = await conference([], [], {}, "localhost");
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

const button = (page: Page) => page.getByRole("button", { name: "Sign in with a passkey" });
const section = (page: Page) => page.getByRole("region", { name: "Passkeys" });

/** From the door to a passkey on this device. */
async function enrol(page: Page, place: Conference, who: string): Promise<void> {
  await signIn(page, place, who);
  await page.goto(`${place.origin}/devices`);
  await section(page).getByRole("button", { name: "Add a passkey on this device" }).click();
  await expect(section(page).getByRole("textbox", { name: "Name of this passkey" })).toBeFocused();
}

test("made with a name, told by mail, and then the way in without an address", async ({ page, place }) => {
  await withoutSuggestions(page);
  const device = await authenticator(page);
  await enrol(page, place, ADA);
  expect(await device.kept()).toBe(1);
  await section(page).getByRole("textbox", { name: "Name of this passkey" }).fill("My blue phone");
  await page.keyboard.press("Enter");
  await expect(section(page).getByText("My blue phone")).toBeVisible();
  await expect(section(page).getByText("not used yet")).toBeVisible();
  await expect.poll(() => place.mailbox.subjects(ADA, place.origin)).toContainEqual(expect.stringContaining("passkey was added"));

  await leave(page);
  await page.goto(`${place.origin}/sign-in`);
  await button(page).click();
  await expect(signOut(page)).toBeVisible();
  await page.goto(`${place.origin}/devices`);
  await expect(section(page).getByText(/last used/)).toBeVisible();

  // The device itself knows that it has one.
  await section(page).getByRole("button", { name: "Add a passkey on this device" }).click();
  await expect(section(page).getByRole("alert")).toContainText("has a passkey for your account already");
  expect(await device.kept()).toBe(1);
});

test("the browser offers it where the address is typed, and nothing need be pressed", async ({ page, place }) => {
  await authenticator(page);
  await enrol(page, place, CHIOMA);
  await leave(page);
  await page.goto(`${place.origin}/sign-in`);
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toHaveAttribute("autocomplete", "username webauthn");
  // Chromium's authenticator answers for the person who picks the suggestion.
  await expect(signOut(page)).toBeVisible();
});

test("a cancelled question is said in words, and the code is still there", async ({ page, place }) => {
  await withoutSuggestions(page);
  const device = await authenticator(page);
  await enrol(page, place, YUSUF);
  await leave(page);
  await device.unlocked(false);
  await page.goto(`${place.origin}/sign-in`);
  await button(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send me a code" })).toBeEnabled();
  await device.unlocked(true);
  await button(page).click();
  await expect(signOut(page)).toBeVisible();
});

test("a device without one says so, and a passkey that was removed opens nothing", async ({ page, place, device: another }) => {
  await withoutSuggestions(page);
  const device = await authenticator(page);
  await page.goto(`${place.origin}/sign-in`);
  await button(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();

  await enrol(page, place, BELA);
  await page.keyboard.press("Tab");
  await section(page).getByRole("button", { name: "Cancel" }).click();
  await section(page).getByRole("button", { name: /^Remove / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
  await expect(section(page).getByText("You have none yet")).toBeVisible();
  await expect.poll(() => place.mailbox.subjects(BELA, place.origin)).toContainEqual(expect.stringContaining("passkey was removed"));
  await leave(page);
  await page.goto(`${place.origin}/sign-in`);
  expect(await device.kept()).toBe(1);
  await button(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not open an account here" })).toBeVisible();

  // A browser that knows no passkeys is not offered any, and loses nothing.
  const old = await (await another()).newPage();
  await old.addInitScript(() => Reflect.deleteProperty(globalThis, "PublicKeyCredential"));
  await old.goto(`${place.origin}/sign-in`);
  await expect(old.getByRole("button", { name: "Send me a code" })).toBeVisible();
  await expect(button(old)).toHaveCount(0);
});

test("a copy of a passkey is refused, and its owner hears of it", async ({ page, place }) => {
  await withoutSuggestions(page);
  const device = await authenticator(page);
  await enrol(page, place, MINISTER);
  const copies = await device.copy();
  await leave(page);
  await page.goto(`${place.origin}/sign-in`);
  await button(page).click();
  await expect(signOut(page)).toBeVisible();
  await leave(page);
  await device.remove();
  const second = await authenticator(page);
  for (const copy of copies) await second.keep(copy);
  await page.goto(`${place.origin}/sign-in`);
  await button(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not open an account here" })).toBeVisible();
  await expect.poll(() => place.mailbox.subjects(MINISTER, place.origin)).toContainEqual(expect.stringContaining("passkey was refused"));
});

test("the passkey is not offered at an address where browsers have none", async ({ page, app }) => {
  await page.goto(`${app.origin}/sign-in`);
  await expect(page.getByRole("button", { name: "Send me a code" })).toBeVisible();
  await expect(button(page)).toHaveCount(0);
});
