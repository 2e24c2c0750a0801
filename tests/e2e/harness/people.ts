/** The demo people, and how a person signs in. Not: a way around the sign-in. */
import { expect, Page } from "@playwright/test";
import type { Conference } from "./backend";

/** In the directory, shares much. */
export const ADA = "ada@example.org";
/** Everything filled in, nothing shared. */
export const MINISTER = "minister@example.org";
/** In the directory; has a telephone number and hides it. */
export const CHIOMA = "chioma@example.org";
/** A fresh account: a name, and nothing shared. */
export const BELA = "bela@example.org";
/** Writes Arabic. */
export const YUSUF = "yusuf@example.org";
/** Removed by the organisers. */
export const DISABLED = "disabled@example.org";
export const NOBODY = "nobody.at.all@example.org";

export const signOut = (page: Page) => page.getByRole("button", { name: "Sign out", exact: true });

/** Out, as far as the fresh page that follows: whoever goes elsewhere before it is there meets it on the way. */
export async function leave(page: Page): Promise<void> {
  const fresh = page.waitForEvent("load");
  await signOut(page).click();
  await fresh;
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
}

/** As far as the mail: the code screen is shown. */
export async function askForCode(page: Page, conference: Conference, email: string): Promise<string> {
  await page.goto(`${conference.origin}/sign-in`);
  const mail = await conference.mailbox.next(email, conference.origin, async () => {
    await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
  });
  return mail.code;
}

/** Through the door, with what was mailed. */
export async function signIn(page: Page, conference: Conference, email: string): Promise<void> {
  const code = await askForCode(page, conference, email);
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(signOut(page)).toBeVisible();
}
