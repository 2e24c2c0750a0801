/** Stars on two devices and in two tabs, with a network and a backend that come and go: none is lost, none comes back by itself, nobody inherits one. Not: how they are drawn. */
import { Locator, Page } from "@playwright/test";
import { Conference } from "../harness/backend";
import { ADA, BELA, CHIOMA, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

const AGENDA = /\/api\/me\/agenda/;
/** What the console says of a request that got no answer. */
const UNREACHABLE = /ERR_EMPTY_RESPONSE|ERR_CONNECTION/;

/** The star of the list's nth talk. */
const star = (page: Page, n: number): Locator => page.getByRole("main").getByRole("button", { name: /^Star / }).nth(n);
const pressed = (locator: Locator, is: boolean) => expect(locator).toHaveAttribute("aria-pressed", String(is));

/** What the account holds. */
const held = (page: Page): Promise<string[]> => page.evaluate(async () => (await (await fetch("/api/me/agenda")).json()).talks);

async function opened(page: Page, app: Conference): Promise<void> {
  await page.goto(app.origin);
  await expect(signOut(page)).toBeVisible();
  await expect(star(page, 0)).toBeVisible();
}

/** Takes every star off, so that tests do not depend on each other. */
async function cleared(page: Page, app: Conference): Promise<void> {
  await page.goto(app.origin);
  await page.evaluate(async () => {
    const { talks } = await (await fetch("/api/me/agenda")).json();
    for (const talk of talks) await fetch(`/api/me/agenda/${talk}`, { method: "DELETE", headers: { "X-Plenary": "1" } });
  });
  await opened(page, app);
}

test("what is starred on one device and unstarred on another stays unstarred on both", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  await cleared(page, app);
  await star(page, 0).click();
  await star(page, 1).click();
  await expect.poll(() => held(page)).toHaveLength(2);

  const phone = await (await device()).newPage();
  await signIn(phone, app, ADA);
  await opened(phone, app);
  await pressed(star(phone, 0), true);
  await star(phone, 0).click();
  await expect.poll(() => held(phone)).toHaveLength(1);

  await opened(page, app);
  await pressed(star(page, 0), false);
  await pressed(star(page, 1), true);
  await opened(phone, app);
  await pressed(star(phone, 0), false);
  expect(await held(phone)).toHaveLength(1);
});

test("what is done without a network survives a reload and is told when there is one, the newest wish last", async ({ page, app, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(UNREACHABLE);
  await signIn(page, app, BELA);
  await cleared(page, app);
  await star(page, 3).click();
  await expect.poll(() => held(page)).toHaveLength(1);

  app.front.fail(AGENDA, { kind: "unreachable" });
  for (const n of [0, 1, 0, 2, 3]) await star(page, n).click();
  await page.reload();
  for (const [n, is] of [[0, false], [1, true], [2, true], [3, false]] as const) await pressed(star(page, n), is);
  app.front.heal();
  await page.reload();
  await expect.poll(() => held(page)).toHaveLength(2);
  for (const [n, is] of [[0, false], [1, true], [2, true], [3, false]] as const) await pressed(star(page, n), is);

  await app.restart();
  await opened(page, app);
  await pressed(star(page, 1), true);
  expect(await held(page)).toHaveLength(2);
});

test("two tabs of one browser show each other's stars and lose none", async ({ context, page, app, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(UNREACHABLE);
  await signIn(page, app, CHIOMA);
  await cleared(page, app);
  const other = await context.newPage();
  await opened(other, app);

  // The account hears nothing for now: what both tabs know is on the device only.
  app.front.fail(AGENDA, { kind: "unreachable" });
  await star(page, 0).click();
  await star(other, 1).click();
  await star(page, 2).click();
  for (const tab of [page, other]) for (const n of [0, 1, 2]) await pressed(star(tab, n), true);
  await star(other, 0).click();
  await pressed(star(page, 0), false);
  app.front.heal();
  await page.reload();
  await expect.poll(() => held(page)).toHaveLength(2);
  await other.reload();
  for (const tab of [page, other]) for (const [n, is] of [[0, false], [1, true], [2, true]] as const) await pressed(star(tab, n), is);
});

test("a toggle while an older one is on its way wins", async ({ page, app }) => {
  test.setTimeout(120_000);
  await signIn(page, app, CHIOMA);
  await cleared(page, app);
  app.front.fail(AGENDA, { kind: "held" }, "PUT");
  const asked = page.waitForRequest((request) => request.method() === "PUT" && AGENDA.test(request.url()));
  await star(page, 0).click();
  await asked;
  await star(page, 0).click();
  const told = page.waitForResponse((answer) => answer.request().method() === "DELETE" && AGENDA.test(answer.url()));
  app.front.heal();
  await told;
  expect(await held(page)).toHaveLength(0);
  await opened(page, app);
  await pressed(star(page, 0), false);
});

test("a backend that is busy is told later, without anybody doing anything", async ({ page, app, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/status of 503/);
  await signIn(page, app, CHIOMA);
  await cleared(page, app);
  const busy = JSON.stringify({ type: "/problems/unavailable", title: "Busy", status: 503, request_id: "x" });
  app.front.fail(AGENDA, { kind: "answer", status: 503, type: "application/problem+json", body: busy, headers: { "Retry-After": "11" } }, "PUT");
  const refused = page.waitForResponse((answer) => answer.status() === 503);
  await star(page, 0).click();
  await refused;
  await pressed(star(page, 0), true);
  app.front.heal();
  expect(await held(page)).toHaveLength(0);
  // Not before the backend said, and later than the request itself would be asked again.
  await expect.poll(() => held(page), { timeout: 30_000 }).toHaveLength(1);
});

test("what a session that ended could not tell waits for its owner, and nobody else gets it", async ({ page, app, device, witness }) => {
  test.setTimeout(180_000);
  witness.pardon(UNREACHABLE);
  await signIn(page, app, BELA);
  await cleared(page, app);
  app.front.fail(AGENDA, { kind: "unreachable" });
  await star(page, 4).click();
  const phone = await (await device()).newPage();
  await signIn(phone, app, BELA);
  await phone.goto(`${app.origin}/profile`);
  await phone.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(phone.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  app.front.heal();

  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await pressed(star(page, 4), false);
  await signIn(page, app, CHIOMA);
  await opened(page, app);
  await pressed(star(page, 4), false);
  // Her session ends as well; signing out would have wiped the device, which is what it is for.
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await signIn(page, app, BELA);
  await opened(page, app);
  await pressed(star(page, 4), true);
  await expect.poll(() => held(page)).toHaveLength(1);
});

test("what is starred while the account cannot be asked is its owner's all the same", async ({ page, app, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/status of 503/);
  const body = JSON.stringify({ type: "about:blank", title: "Unavailable", status: 503 });
  app.front.fail(/^\/api\/me\/agenda$/, { kind: "answer", status: 503, type: "application/problem+json", body }, "GET");
  await signIn(page, app, BELA);
  await opened(page, app);
  const told = page.waitForResponse((answer) => answer.url().includes("/me/agenda/") && answer.request().method() === "PUT");
  await star(page, 6).click();
  await told;
  // The session ends by itself.
  await page.context().clearCookies();
  app.front.heal();
  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await pressed(star(page, 6), false);
  await signIn(page, app, CHIOMA);
  const before = await held(page);
  await opened(page, app);
  await pressed(star(page, 6), false);
  expect(await held(page)).toEqual(before);
});

test("signing out takes the stars off the screen at once, before any server hears of it", async ({ page, app }) => {
  await signIn(page, app, ADA);
  await cleared(page, app);
  await star(page, 2).click();
  await pressed(star(page, 2), true);
  await expect.poll(() => held(page)).toHaveLength(1);
  await page.route("**/api/auth/logout", () => {});
  // The page that follows a sign-out is a fresh one: this is about the one before.
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await signOut(page).click();
  await pressed(star(page, 2), false);
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});
