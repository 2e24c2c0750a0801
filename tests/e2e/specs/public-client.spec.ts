/** The app on a static host as public client of a real OpenID provider: in, renewed, out, and nothing left. Not: an issuer that lies (`public-client-refusals`). */
import { expect, test as base } from "../harness/test";
import { signOut } from "../harness/people";
import { proveAtProvider } from "../harness/provider";
import { elsewhere, Elsewhere, enter, kept, signInThere, TokenWatch } from "../harness/public-client";

const test = base.extend<{ there: Elsewhere }, { world: Elsewhere }>({
  world: [
    async ({}, use) => {
      const started = await elsewhere();
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  there: async ({ world, witness }, use) => {
    witness.allow(world.provider.issuer);
    witness.allow(world.backend.origin);
    witness.allow(world.app.origin);
    await use(world);
    world.backend.front.heal();
    world.provider.accessSeconds = 300;
  },
});

/** No page asks the issuer by itself any more. The organisation still knows whoever went; whoever sits here now proves who they are. */
async function someoneElseProves(page: import("@playwright/test").Page, there: Elsewhere): Promise<void> {
  const asked = there.provider.asked.length;
  await page.goto(`${there.app.origin}/profile`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
  expect(there.provider.asked.slice(asked)).toEqual([]);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await enter(page).click();
  await expect(page.getByRole("textbox", { name: "Account" })).toBeVisible();
}

const name = (page: import("@playwright/test").Page) => page.getByRole("textbox", { name: "Name", exact: true });

test("somebody signs in at their organisation, comes back to where they were going, and a reload asks nothing", async ({ page, there }) => {
  await page.goto(`${there.app.origin}/profile`);
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await enter(page).click();
  await proveAtProvider(page, there.provider, "ada");
  await expect(page).toHaveURL(`${there.app.origin}/profile`);
  await expect(name(page)).toHaveValue("Ada Lindqvist");
  expect(await page.evaluate(() => navigator.cookieEnabled && document.cookie)).toBe("");

  const asked = there.provider.asked.length;
  await page.reload();
  await expect(name(page)).toHaveValue("Ada Lindqvist");
  await expect(page).toHaveURL(`${there.app.origin}/profile`);
  const anew = there.provider.asked.slice(asked);
  expect(anew.filter((path) => path === "/auth")).toHaveLength(1);
  expect(anew.filter((path) => path.startsWith("/interaction"))).toEqual([]);
});

test("no token is in any storage, address, history or page, nor anywhere but at the two who must see it (T38)", async ({ context, page, there }) => {
  const watch = new TokenWatch(context, there);
  await signInThere(page, there, "ada");
  await page.goto(`${there.app.origin}/delegates`);
  await expect(page.getByRole("heading", { name: "Delegates" })).toBeVisible();
  await expect(signOut(page)).toBeVisible();
  expect(watch.access.length).toBeGreaterThan(1);
  expect(watch.refresh.length).toBeGreaterThan(1);
  const everything = [await kept(page), ...watch.addresses].join("\n");
  for (const token of watch.all) expect(everything).not.toContain(token.slice(0, 40));
  expect(everything).not.toMatch(/[?&](code|access_token|id_token|refresh_token)=/);
  // The code came behind `#`, and is gone from the address.
  expect(watch.addresses.filter((address) => address.startsWith(there.app.origin)).join()).not.toContain("code=");
  expect(new Set(watch.shown)).toEqual(new Set(watch.access.filter((token) => watch.shown.includes(token))));
});

test("the programme is there without anybody being asked", async ({ page, there }) => {
  await signInThere(page, there, "ada");
  await page.goto(there.app.origin);
  await expect(page.getByRole("heading", { name: "Programme" }).first()).toBeVisible();
  const asked = there.provider.asked.length;
  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  expect(there.provider.asked.slice(asked)).toEqual([]);
  // A screen that needs somebody finds out by itself.
  await page.getByRole("link", { name: "Profile and privacy" }).click();
  await expect(name(page)).toHaveValue("Ada Lindqvist");
});

test("a token is renewed before it ends, and each refresh token is used once", async ({ context, page, there }) => {
  there.provider.accessSeconds = 4;
  const watch = new TokenWatch(context, there);
  await signInThere(page, there, "bela");
  const first = watch.access.at(-1)!;
  const look = async () => {
    await page.getByRole("link", { name: "Delegates" }).click();
    await page.getByRole("link", { name: "Profile and privacy" }).click();
    await expect(name(page)).toBeVisible();
    return new Set(watch.shown).size;
  };
  await expect.poll(look, { timeout: 30_000, intervals: [500] }).toBeGreaterThan(2);
  expect(watch.shown.at(-1)).not.toBe(first);
  expect(new Set(watch.refresh).size).toBe(watch.refresh.length);
  await expect(signOut(page)).toBeVisible();
});

test("ten tabs that renew at once sign nobody out (T25)", async ({ context, page, there }) => {
  test.setTimeout(180_000);
  there.provider.accessSeconds = 6;
  await signInThere(page, there, "chioma");
  const tabs = [page];
  while (tabs.length < 10) tabs.push(await context.newPage());
  await Promise.all(tabs.slice(1).map((tab) => tab.goto(`${there.app.origin}/profile`)));
  for (const tab of tabs) await expect(signOut(tab)).toBeVisible({ timeout: 60_000 });
  const watch = new TokenWatch(context, there);
  // Each asks its backend with a token that is over, all in one moment, more than once.
  for (let round = 0; round < 2; round++) {
    const before = watch.refresh.length;
    const again = Promise.all(
      tabs.map(async (tab) => {
        await tab.getByRole("link", { name: "Delegates" }).click();
        await tab.getByRole("link", { name: "Profile and privacy" }).click();
        await expect(name(tab)).toHaveValue("Chioma Eze");
      }),
    );
    await again;
    await expect
      .poll(
        async () => {
          for (const tab of tabs) await tab.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
          return watch.refresh.length - before;
        },
        { timeout: 40_000, intervals: [1_000] },
      )
      .toBeGreaterThanOrEqual(10);
  }
  for (const tab of tabs) {
    await expect(signOut(tab)).toBeVisible();
    await expect(tab.getByRole("dialog")).toHaveCount(0);
  }
});

test("signing out forgets, gives back, tells the backend, takes the other tab along, and nobody comes in again by itself", async ({ context, page, there }) => {
  const watch = new TokenWatch(context, there);
  await signInThere(page, there, "ada");
  const other = await context.newPage();
  await other.goto(`${there.app.origin}/profile`);
  await expect(name(other)).toBeVisible({ timeout: 30_000 });
  const told = page.waitForRequest((request) => request.url().endsWith("/api/auth/logout"));
  await signOut(page).click();
  await told;
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(name(other)).toHaveCount(0, { timeout: 1_000 });
  await expect.poll(() => there.provider.asked.includes("/token/revocation")).toBe(true);
  // Tokens that are still good open nothing.
  for (const token of watch.access) {
    const replayed = await fetch(`${there.backend.origin}/api/me`, { headers: { Authorization: `Bearer ${token}` } });
    expect(replayed.status).toBe(401);
  }
  const everything = await kept(page);
  for (const token of watch.all) expect(everything).not.toContain(token.slice(0, 40));

  await someoneElseProves(page, there);
});

test("signing out works without a network", async ({ context, page, there, witness }) => {
  witness.pardon(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await signInThere(page, there, "ada");
  const other = await context.newPage();
  await other.goto(`${there.app.origin}/profile`);
  await expect(name(other)).toBeVisible({ timeout: 30_000 });
  await context.setOffline(true);
  await signOut(page).click();
  await expect(name(other)).toHaveCount(0, { timeout: 2_000 });
  const fresh = page.waitForEvent("load");
  await context.setOffline(false);
  await fresh;
  await page.goto(`${there.app.origin}/profile`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
});

test("a sign-in that the issuer ends is taken up again beside the page, and what was typed stays", async ({ context, page, there, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/status of 400/);
  there.provider.accessSeconds = 4;
  await signInThere(page, there, "ada");
  await context.route(`${there.provider.issuer}/token`, (route) =>
    route.fulfill({ status: 400, json: { error: "invalid_grant" }, headers: { "access-control-allow-origin": there.app.origin } }),
  );
  const about = page.getByRole("textbox", { name: "About me" });
  const dialog = page.getByRole("dialog");
  let attempt = 0;
  await expect
    .poll(
      async () => {
        // Until the token is over a save passes, and the same text again would ask nothing.
        if ((await dialog.count()) === 0) {
          await about.fill(`Typed before it ended, ${++attempt}.`);
          await page.getByRole("button", { name: "Save profile" }).click();
        }
        return dialog.getByText("Your sign-in has ended").count();
      },
      { timeout: 60_000, intervals: [1_000] },
    )
    .toBe(1);
  await context.unroute(`${there.provider.issuer}/token`);
  await enter(page).click();
  await expect(dialog).toHaveCount(0);
  await expect(about).toHaveValue(`Typed before it ended, ${attempt}.`);
  await expect(signOut(page)).toBeVisible();
});

test("somebody erased leaves no tokens, no page asks the issuer by itself, and whoever comes next proves who they are", async ({ page, there }) => {
  await signInThere(page, there, "bela", "/my-data");
  const before = there.provider.asked.length;
  await page.getByRole("button", { name: "Erase everything …" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase everything about you?" });
  await dialog.getByRole("textbox", { name: "Address of this account" }).fill(there.provider.accounts.get("bela")!.email);
  await dialog.getByRole("button", { name: "Erase everything now" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Everything about you is erased" })).toBeVisible();
  await expect.poll(() => there.provider.asked.slice(before).includes("/token/revocation")).toBe(true);

  await someoneElseProves(page, there);
});
