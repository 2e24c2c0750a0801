/** An organisation's sign-in where something is in the way: a lapsed session, a provider that is off, a trusted directory; and how its screens look. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { pressOn } from "../harness/keys";
import { leave, signOut } from "../harness/people";
import { CONFIDENTIAL, proveAtProvider, Provider } from "../harness/provider";
import { expect, test as base } from "../harness/test";

interface Trusting {
  provider: Provider;
  hall: Conference;
}

/** The organiser's own directory issues the addresses: no code is needed, which keeps these tests short. */
const test = base.extend<{ trusting: Trusting }, { shared: Trusting }>({
  shared: [
    async ({}, use) => {
      const provider = await Provider.open();
      const settings = ["--oidc-issuer", provider.issuer, "--oidc-client-id", CONFIDENTIAL, "--oidc-name", "Ministry of Examples and Other Affairs"];
      const hall = await conference([], [...settings, "--oidc-trust-verified-email"], { PLENARY_OIDC_CLIENT_SECRET: provider.secret });
      provider.serveBackend(hall.origin);
      await use({ provider, hall });
      await hall.stop();
      await provider.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  trusting: async ({ shared, witness }, use) => {
    witness.allow(shared.provider.issuer);
    witness.allow(shared.hall.origin);
    await use(shared);
  },
});

const door = (page: Page) => page.getByRole("link", { name: "Sign in with Ministry of Examples and Other Affairs" });

async function enter(page: Page, { provider, hall }: Trusting, login: string, to: string): Promise<void> {
  await page.goto(`${hall.origin}/sign-in?to=${encodeURIComponent(to)}`);
  await door(page).click();
  await proveAtProvider(page, provider, login);
  await expect(page).toHaveURL(`${hall.origin}${to}`);
  await expect(signOut(page)).toBeVisible();
}

test("a session that ended is renewed in another tab, and what was typed is saved without typing it again", async ({ page, context, trusting }) => {
  await enter(page, trusting, "ada", "/profile");
  const about = page.getByRole("textbox", { name: "About me" });
  await expect(about).not.toHaveValue("");
  await about.fill("Typed before the session ended.");
  await context.clearCookies({ name: "plenary" });
  await page.getByRole("button", { name: "Save profile" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Your sign-in has ended" })).toBeVisible();
  const opened = context.waitForEvent("page");
  await dialog.getByRole("link", { name: "Sign in with" }).click();
  const tab = await opened;
  await expect(tab.getByRole("heading", { name: "You are signed in" })).toBeVisible();
  expect(await tab.evaluate(() => window.opener), "the other tab cannot be reached from there").toBeNull();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await page.reload();
  await expect(about).toHaveValue("Typed before the session ended.");
});

test("other tabs hear of the sign-in, and a second person in this browser replaces the first", async ({ page, context, trusting }) => {
  const waiting = await context.newPage();
  await waiting.goto(`${trusting.hall.origin}/delegates`);
  await expect(waiting.getByText("For delegates who are signed in")).toBeVisible();
  await enter(page, trusting, "ada", "/mine");
  await expect(signOut(waiting)).toBeVisible();
  // At the provider somebody else signs in; the first person's session in this browser is over, also for a copy of its cookie.
  const [cookie] = (await context.cookies(trusting.hall.origin)).filter(({ name }) => name === "plenary");
  await context.clearCookies({ domain: "localhost" });
  await enter2(page, trusting);
  const replayed = await fetch(`${trusting.hall.origin}/api/me`, { headers: { cookie: `plenary=${cookie.value}` } });
  expect(replayed.status).toBe(401);
});

async function enter2(page: Page, trusting: Trusting): Promise<void> {
  await page.goto(`${trusting.hall.origin}/api/auth/oidc/start?return_to=%2Fprofile`);
  await proveAtProvider(page, trusting.provider, "bela");
  await expect(page).toHaveURL(`${trusting.hall.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(/B/);
}

test("a provider that is off is one sentence, and the button works as soon as it is back", async ({ page, trusting }) => {
  const { provider, hall } = trusting;
  await hall.restart();
  await provider.pause();
  await page.goto(`${hall.origin}/sign-in?to=%2Fmine`);
  await door(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toBeVisible();
  await expect(page).toHaveURL(`${hall.origin}/sign-in?problem=provider&to=%2Fmine`);
  await provider.resume();
  // For two seconds it is left alone.
  await expect(async () => {
    await door(page).click();
    await expect(page.getByRole("heading", { name: "Your organisation" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await proveAtProvider(page, provider, "chioma");
  await expect(page).toHaveURL(`${hall.origin}/mine`);
});

test("somebody whom the trusted directory knows and this conference does not is told so, and gets no account", async ({ page, trusting }) => {
  const { provider, hall } = trusting;
  provider.accounts.set("guest", { sub: "org-guest", email: "guest@example.org", email_verified: true });
  await page.goto(`${hall.origin}/sign-in`);
  await door(page).click();
  await proveAtProvider(page, provider, "guest");
  await expect(page.getByRole("alert").filter({ hasText: "not registered for this conference" })).toBeVisible();
  await expect(signOut(page)).toHaveCount(0);
});

test("the screens are right for keyboards, screen readers, small and large, light and dark", async ({ page, trusting, witness }) => {
  test.slow();
  const { provider, hall } = trusting;
  const shots = process.env.PLENARY_SHOTS;
  const judge = async (name: string) => {
    for (const [width, scheme] of [[320, "light"], [390, "dark"], [1440, "light"]] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
      expect(violations.map(({ id, nodes }) => `${name} ${width} ${scheme}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} fits ${width}`).toBe(true);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
  };
  await page.goto(`${hall.origin}/sign-in`);
  await expect(door(page)).toBeVisible();
  await judge("sign-in");
  for (const word of ["refused", "not-known"]) {
    await page.goto(`${hall.origin}/sign-in?problem=${word}`);
    await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
    await judge(word);
  }
  await page.goto(`${hall.origin}/sign-in/join`);
  await expect(page.getByRole("heading", { name: "Nothing waits for a code here" })).toBeVisible();
  await judge("join-nothing");
  await page.goto(`${hall.origin}/sign-in?to=%2Fdevices`);
  await pressOn(door(page));
  await proveAtProvider(page, provider, "bela");
  await expect(page.getByRole("button", { name: "Take away Ministry" })).toBeVisible();
  await judge("devices");
  // The join screen as a backend without that trust shows it.
  const join = { challenge_id: "c1", expires_in: 600, organisation: "Ministry of Examples and Other Affairs", email: "a.very.long.address.of.somebody@example.org" };
  hall.front.fail(/\/api\/auth\/oidc\/join$/, { kind: "answer", body: JSON.stringify({ join }) });
  await leave(page);
  await page.goto(`${hall.origin}/sign-in/join`);
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await judge("join");
  witness.pardon(/ERR_EMPTY_RESPONSE/);
  hall.front.fail(/\/api\/auth\/oidc\/join$/, { kind: "unreachable" });
  await page.reload();
  await expect(page.getByText("could not be reached")).toBeVisible();
  hall.front.heal();
});
