/** The app as public client where something is wrong: answers that are not believed, clocks, strangers, an issuer that is away. Not: the good days (`public-client`). */
import { Page, Route } from "@playwright/test";
import { expect, test as base } from "../harness/test";
import { signOut } from "../harness/people";
import { proveAtProvider } from "../harness/provider";
import { elsewhere, Elsewhere, enter, kept, leave, signInThere } from "../harness/public-client";

const FRESH_SECONDS = 8;

const test = base.extend<{ there: Elsewhere }, { world: Elsewhere }>({
  world: [
    async ({}, use) => {
      const started = await elsewhere([`step_up_age=${FRESH_SECONDS}`]);
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  there: async ({ world, witness }, use) => {
    for (const origin of [world.provider.issuer, world.backend.origin, world.app.origin]) witness.allow(origin);
    await use(world);
    world.backend.front.heal();
  },
});

const name = (page: Page) => page.getByRole("textbox", { name: "Name", exact: true });
const refusal = (page: Page) => page.getByRole("alert").filter({ hasText: "Nobody was signed in" });

/** Nobody is in, nothing is kept that could let anybody in, and the address holds nothing of the answer. */
async function nobodyIsIn(page: Page, there: Elsewhere): Promise<void> {
  await expect(signOut(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/sign-in(\/return)?(\?to=[^&#]*)?$/);
  expect(await kept(page)).not.toContain("plenary.issuer.asked");
  await page.goto(`${there.app.origin}/profile`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
}

/** The address to which the provider was asked to answer, and the `state` it was given. */
async function asked(page: Page, there: Elsewhere): Promise<string> {
  const question = page.waitForRequest((request) => request.url().startsWith(`${there.provider.issuer}/auth?`));
  await leave(page, there);
  const { searchParams } = new URL((await question).url());
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  expect(searchParams.get("response_mode")).toBe("fragment");
  return searchParams.get("state")!;
}

const ANSWERS: [string, (state: string, issuer: string) => string, RegExp][] = [
  ["of another issuer", (state) => `code=x&state=${state}&iss=https%3A%2F%2Fevil.example`, /another sign-in service/],
  ["that does not say of which issuer", (state) => `code=x&state=${state}`, /another sign-in service/],
  ["to a question of somebody else", (_, issuer) => `code=x&state=stolen&iss=${encodeURIComponent(issuer)}`, /does not belong to a sign-in that was begun here/],
  ["that names two codes", (state, issuer) => `code=x&code=y&state=${state}&iss=${encodeURIComponent(issuer)}`, /does not belong to a sign-in/],
  ["with a code that was never given", (state, issuer) => `code=x&state=${state}&iss=${encodeURIComponent(issuer)}`, /used already, or is too old/],
  ["that says no", (state, issuer) => `error=access_denied&state=${state}&iss=${encodeURIComponent(issuer)}`, /cancelled or not allowed/],
  ["that something failed", (state, issuer) => `error=server_error&state=${state}&iss=${encodeURIComponent(issuer)}`, /could not sign you in/],
];

for (const [what, answer, words] of ANSWERS) {
  test(`an answer ${what} signs nobody in and says so (T37)`, async ({ page, there, witness }) => {
    witness.pardon(/status of 400/);
    const state = await asked(page, there);
    await page.goto(`${there.app.origin}/sign-in/return#${answer(state, there.provider.issuer)}`);
    await expect(refusal(page)).toContainText(words);
    expect(page.url()).toBe(`${there.app.origin}/sign-in/return`);
    await nobodyIsIn(page, there);
  });
}

test("an answer that comes a second time is nobody's (T37)", async ({ page, there }) => {
  const state = await asked(page, there);
  const answer = `${there.app.origin}/sign-in/return#error=access_denied&state=${state}&iss=${encodeURIComponent(there.provider.issuer)}`;
  await page.goto(answer);
  await expect(refusal(page)).toContainText("cancelled or not allowed");
  await page.goto("about:blank");
  await page.goto(answer);
  await expect(refusal(page)).toContainText("does not belong to a sign-in");
});

const CLAIMS: [string, (claims: Record<string, unknown>) => object, RegExp][] = [
  ["another issuer's", () => ({ iss: "https://evil.example" }), /another sign-in service/],
  ["another sign-in's", () => ({ nonce: "other" }), /belongs to another sign-in/],
  ["another app's", () => ({ aud: "other" }), /made for another app/],
  ["another app's as well", () => ({ aud: ["plenary-app", "other"] }), /made for another app/],
  ["one that is over", ({ iat }) => ({ iat: Number(iat) - 4000, exp: Number(iat) - 3000 }), /was over when it came/],
];

for (const [what, change, words] of CLAIMS) {
  test(`an ID token that is ${what} signs nobody in and says so (T37)`, async ({ page, there }) => {
    await page.route(`${there.provider.issuer}/token`, async (route: Route) => {
      if (route.request().method() !== "POST") return route.continue();
      const answer = await route.fetch();
      const body = await answer.json();
      const [head, payload, signature] = body.id_token.split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      const changed = Buffer.from(JSON.stringify({ ...claims, ...change(claims) })).toString("base64url");
      // An issuer that lets its clock be seen.
      const headers = { ...answer.headers(), "access-control-expose-headers": "Date" };
      await route.fulfill({ response: answer, headers, json: { ...body, id_token: [head, changed, signature].join(".") } });
    });
    await leave(page, there);
    await proveAtProvider(page, there.provider, "ada");
    await expect(refusal(page)).toContainText(words);
    await nobodyIsIn(page, there);
  });
}

test("an issuer that describes another one is not used", async ({ page, there }) => {
  await page.route(`${there.provider.issuer}/.well-known/openid-configuration`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), issuer: "https://evil.example" } });
  });
  await page.goto(`${there.app.origin}/sign-in`);
  await enter(page).click();
  await expect(page.getByRole("alert")).toContainText("another sign-in service");
});

test("somebody whom the organisers have not joined is told so", async ({ page, there }) => {
  await leave(page, there);
  await proveAtProvider(page, there.provider, "yusuf");
  await expect(refusal(page)).toContainText("your organisation’s account is not joined");
  await nobodyIsIn(page, there);
});

test("where the organisation has forgotten somebody, a reload ends at the door and asks once", async ({ context, page, there }) => {
  await signInThere(page, there, "ada");
  await context.clearCookies();
  const before = there.provider.asked.length;
  await page.reload();
  await expect(enter(page)).toBeVisible();
  await expect(page).toHaveURL(`${there.app.origin}/sign-in?to=%2Fprofile`);
  for (let again = 0; again < 3; again++) await page.goto(`${there.app.origin}/profile`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
  expect(there.provider.asked.slice(before).filter((path) => path === "/auth")).toHaveLength(1);
});

test("an issuer that is away signs nobody out", async ({ page, there, witness }) => {
  witness.pardon(/ERR_CONNECTION_REFUSED|ERR_FAILED/);
  await signInThere(page, there, "bela");
  await there.provider.pause();
  await page.reload();
  await expect(page.getByText("We could not find out whether you are signed in")).toBeVisible();
  await there.provider.resume();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(name(page)).toHaveValue(/Béla|Bela/);
});

for (const [what, offset] of [["an hour slow", -3_600], ["an hour fast", 3_600], ["a day slow", -86_400], ["a day fast", 86_400]] as const) {
  test(`a clock that is ${what} signs in, reloads and never loops (T49)`, async ({ page, there }) => {
    await page.clock.install({ time: Date.now() + offset * 1000 });
    const before = there.provider.asked.length;
    await signInThere(page, there, "ada");
    await page.reload();
    await expect(name(page)).toHaveValue("Ada Lindqvist");
    expect(there.provider.asked.slice(before).filter((path) => path === "/auth")).toHaveLength(2);
  });
}

test("a fresh proof is given in a window beside, and what was typed is saved by it", async ({ context, page, there }) => {
  test.setTimeout(120_000);
  await signInThere(page, there, "chioma");
  const since = Date.now();
  await page.getByRole("textbox", { name: "Job title" }).fill("Lock keeper");
  // Only time makes a proof stale.
  await expect.poll(() => Date.now() - since, { timeout: 20_000 }).toBeGreaterThan((FRESH_SECONDS + 1) * 1000);
  await page.getByRole("button", { name: "Save profile" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("change your job title");
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: /^Confirm with/ }).click();
  const window = await opened;
  await expect(window.getByRole("textbox", { name: "Account" })).toBeVisible();
  expect(await window.evaluate(() => globalThis.opener)).toBeNull();
  await window.getByRole("textbox", { name: "Account" }).fill("chioma");
  await window.getByRole("button", { name: "Continue" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Job title" })).toHaveValue("Lock keeper");
});

test("a fresh proof of somebody else changes nothing", async ({ context, page, there }) => {
  test.setTimeout(120_000);
  await signInThere(page, there, "chioma");
  const since = Date.now();
  await page.getByRole("textbox", { name: "Job title" }).fill("Admiral");
  await expect.poll(() => Date.now() - since, { timeout: 20_000 }).toBeGreaterThan((FRESH_SECONDS + 1) * 1000);
  await page.getByRole("button", { name: "Save profile" }).click();
  const dialog = page.getByRole("dialog");
  await context.route(`${there.provider.issuer}/token`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch();
    const body = await answer.json();
    const [head, payload, signature] = body.id_token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: "somebody-else" })).toString("base64url");
    await route.fulfill({ response: answer, json: { ...body, id_token: [head, changed, signature].join(".") } });
  });
  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: /^Confirm with/ }).click();
  const window = await opened;
  await window.getByRole("textbox", { name: "Account" }).fill("chioma");
  await window.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Somebody else signed in at your organisation");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await context.unroute(`${there.provider.issuer}/token`);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Job title" })).not.toHaveValue("Admiral");
});
