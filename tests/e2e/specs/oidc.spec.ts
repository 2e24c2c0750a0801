/** Sign-in by an organisation, at a real provider on another site. Not: a provider that lies (`oidc-lies.spec.ts`). */
import { Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { ADA, BELA, CHIOMA, DISABLED, leave, MINISTER, NOBODY, signIn, signOut, YUSUF } from "../harness/people";
import { CONFIDENTIAL, proveAtProvider, Provider } from "../harness/provider";
import { expect, test as base } from "../harness/test";

interface Organisation {
  provider: Provider;
  hall: Conference;
}

const settings = (provider: Provider) => ["--oidc-issuer", provider.issuer, "--oidc-client-id", CONFIDENTIAL, "--oidc-name", "Example Ministry"];

async function open(more: string[] = []): Promise<Organisation> {
  const provider = await Provider.open();
  const hall = await conference([], [...settings(provider), ...more], { PLENARY_OIDC_CLIENT_SECRET: provider.secret });
  provider.serveBackend(hall.origin);
  return { provider, hall };
}

const close = async ({ provider, hall }: Organisation) => {
  await hall.stop();
  await provider.stop();
};

const test = base.extend<{ organisation: Organisation }, { shared: Organisation }>({
  shared: [
    async ({}, use) => {
      const opened = await open();
      await use(opened);
      await close(opened);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  organisation: async ({ shared, witness }, use) => {
    witness.allow(shared.provider.issuer);
    witness.allow(shared.hall.origin);
    await use(shared);
  },
});

const button = (page: Page) => page.getByRole("link", { name: "Sign in with Example Ministry" });
const code = (page: Page) => page.getByRole("textbox", { name: "Code" });

/** As far as the join screen, with the mailed code. */
async function toJoin(page: Page, { provider, hall }: Organisation, login: string, email: string, at = "/sign-in"): Promise<string> {
  await page.goto(`${hall.origin}${at}`);
  const mail = await hall.mailbox.next(email, null, async () => {
    await button(page).click();
    await proveAtProvider(page, provider, login);
    await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  });
  expect(mail.subject).toContain("Join your organisation");
  expect(mail.text).not.toContain("://");
  return mail.code;
}

async function join(page: Page, organisation: Organisation, login: string, email: string, at?: string): Promise<void> {
  const mailed = await toJoin(page, organisation, login, email, at);
  await code(page).fill(mailed);
  await page.getByRole("button", { name: "Join and sign in" }).click();
  await expect(signOut(page)).toBeVisible();
}

test("the first time a mailed code joins the two, the second time the organisation is enough, and never by itself", async ({ page, organisation }) => {
  const { hall } = organisation;
  await join(page, organisation, "ada", ADA);
  await expect.poll(() => hall.mailbox.subjects(ADA, hall.origin), { timeout: 20_000 }).toContainEqual(expect.stringContaining("sign-in now opens"));
  await expect(page).toHaveURL(`${hall.origin}/profile`);
  await signOut(page).click();
  await expect(page.getByRole("link", { name: "Sign in", exact: true }).first()).toBeVisible();
  // The provider still knows this browser. Nothing happens until the button is pressed; then nothing more is asked.
  await page.goto(`${hall.origin}/sign-in`);
  await expect(button(page)).toBeVisible();
  expect(page.url()).toBe(`${hall.origin}/sign-in`);
  await button(page).click();
  await expect(page).toHaveURL(`${hall.origin}/profile`);
  await expect(signOut(page)).toBeVisible();
  await page.reload();
  await expect(signOut(page), "the session outlives the redirect").toBeVisible();
});

test("the way back leads where the delegate wanted to be, and the code is in no address and no history", async ({ page, organisation }) => {
  const { hall } = organisation;
  const seen: string[] = [];
  page.on("framenavigated", (frame) => seen.push(frame.url()));
  await join(page, organisation, "bela", BELA, "/sign-in?to=%2Fdelegates%3Fletter%3DB");
  await expect(page).toHaveURL(`${hall.origin}/delegates?letter=B`);
  expect(seen.filter((url) => url.startsWith(hall.origin) && /[?&](code|state)=/.test(url))).toEqual([]);
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, document.referrer, history.length]));
  expect(kept).not.toMatch(/code=|state=/);
});

test("who presses Cancel at the organisation is told so, and can come in another way", async ({ page, organisation }) => {
  const { provider, hall } = organisation;
  await page.goto(`${hall.origin}/sign-in?to=%2Fmine`);
  await button(page).click();
  await expect(page.getByRole("heading", { name: "Your organisation" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(provider.issuer);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "cancelled at your organisation" })).toBeVisible();
  await expect(page).toHaveURL(`${hall.origin}/sign-in?problem=declined&to=%2Fmine`);
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  await expect(signOut(page)).toHaveCount(0);
});

test("a wrong code joins nothing, and an address that is not registered is told nothing else (T05)", async ({ page, organisation, device }) => {
  const { provider, hall } = organisation;
  provider.accounts.set("stranger", { sub: "org-stranger", email: NOBODY, email_verified: true });
  const stranger = await (await device()).newPage();
  await stranger.goto(`${hall.origin}/sign-in`);
  await button(stranger).click();
  await proveAtProvider(stranger, provider, "stranger");
  const mailed = await toJoin(page, organisation, "chioma", CHIOMA);
  const words = async (on: Page, address: string) => (await on.getByRole("main").innerText()).replaceAll(address, "…");
  expect(await words(stranger, NOBODY)).toBe(await words(page, CHIOMA));
  for (const on of [page, stranger]) {
    await code(on).fill("WRNG-CDE2");
    await on.getByRole("button", { name: "Join and sign in" }).click();
    await expect(on.getByText("That code does not open this sign-in")).toBeVisible();
    await expect(signOut(on)).toHaveCount(0);
  }
  // Somebody else's code is worth nothing here, and the code nothing in another browser.
  await code(stranger).fill(mailed);
  await stranger.getByRole("button", { name: "Join and sign in" }).click();
  await expect(stranger.getByText("That code does not open this sign-in")).toBeVisible();
  await code(page).fill(mailed.toLowerCase());
  await page.getByRole("button", { name: "Join and sign in" }).click();
  await expect(signOut(page)).toBeVisible();
});

test("an address that the organisation has not verified joins nothing", async ({ page, organisation }) => {
  const { provider, hall } = organisation;
  provider.accounts.set("unsure", { sub: "org-unsure", email: MINISTER, email_verified: false });
  const before = await hall.mailbox.count(MINISTER, hall.origin);
  await page.goto(`${hall.origin}/sign-in`);
  await button(page).click();
  await proveAtProvider(page, provider, "unsure");
  await expect(page.getByRole("alert").filter({ hasText: "did not confirm an address" })).toBeVisible();
  expect(await hall.mailbox.count(MINISTER, hall.origin)).toBe(before);
});

test("a disabled account stays shut (V7.4.2)", async ({ page, organisation }) => {
  const { provider, hall } = organisation;
  await page.goto(`${hall.origin}/sign-in`);
  await button(page).click();
  await proveAtProvider(page, provider, "disabled");
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  expect(await hall.mailbox.count(DISABLED, hall.origin)).toBe(0);
});

test("a delegate adds and takes away their organisation on the devices' page, with a fresh proof", async ({ page, organisation }) => {
  const { provider, hall } = organisation;
  await signIn(page, hall, YUSUF);
  await page.goto(`${hall.origin}/devices`);
  await page.getByRole("button", { name: "Add the sign-in of Example Ministry" }).click();
  await proveAtProvider(page, provider, "yusuf");
  await expect(page).toHaveURL(`${hall.origin}/devices`);
  const row = page.getByRole("listitem").filter({ hasText: "Joined" });
  await expect(row).toContainText("Example Ministry");
  await leave(page);
  await page.goto(`${hall.origin}/sign-in?to=%2Fdevices`);
  await button(page).click();
  await expect(row).toBeVisible();
  // Being let through by a provider is no fresh proof (V7.5.1): a code is asked for, and the action then goes on by itself.
  const dialog = page.getByRole("dialog");
  const mail = await hall.mailbox.next(YUSUF, null, async () => {
    await row.getByRole("button", { name: "Take away" }).click();
    await expect(dialog.getByRole("heading", { name: "Is it you?" })).toBeVisible();
  });
  await dialog.getByRole("textbox", { name: "Code" }).fill(mail.code);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(row).toHaveCount(0);
  await leave(page);
  await page.goto(`${hall.origin}/sign-in`);
  await button(page).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
});
