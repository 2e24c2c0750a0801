/** A delegate's first visit, end to end: real browser, real backend, real mail. Not: every corner of any one screen. */
import { Page } from "@playwright/test";
import { ADA, askForCode, BELA, CHIOMA, DISABLED, MINISTER, NOBODY, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

const navigation = (page: Page, name: string) => page.getByRole("navigation").getByRole("link", { name, exact: true });
const PHONE = "+44 20 7946 0999";

/** Looks somebody up in the directory as a person would. */
async function lookUp(page: Page, name: string): Promise<void> {
  await navigation(page, "Delegates").click();
  await expect(page.getByRole("heading", { level: 1, name: "Delegates" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search delegates" }).fill(name);
  await expect(page).toHaveURL(/q=/);
  // The address says what is looked for; the answer to it is there once the page says so.
  await expect(page.getByRole("main").getByText(/chose to be listed|people? found|person found|Nobody found/).first()).toBeVisible();
}

test("the public programme needs nobody to sign in", async ({ page, app }) => {
  await page.goto(app.origin);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const talks = page.getByRole("main").getByRole("listitem").getByRole("heading").getByRole("link");
  await expect(talks.first()).toBeVisible();
  const title = (await talks.first().innerText()).trim();
  await talks.first().click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
});

test("an address alone, or anything but the code, gets nobody in", async ({ page, app }) => {
  const code = await askForCode(page, app, CHIOMA);
  const box = page.getByRole("textbox", { name: "Code" });
  await expect(box).toBeFocused();
  expect(page.url()).not.toContain(CHIOMA);

  for (const guess of ["AAAA-AAAA", code.replace(/.$/, (last) => (last === "X" ? "Y" : "X")), CHIOMA.slice(0, 20)]) {
    await box.fill(guess);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText(/That code does not open this sign-in|Copy the whole of it from the mail/)).toBeVisible();
    await expect(box).toBeFocused();
    await expect(signOut(page)).toHaveCount(0);
  }

  // Knowing where the directory is does not help either.
  const answers = await page.evaluate(async () =>
    Promise.all(["/api/me", "/api/delegates", "/api/me/agenda"].map(async (path) => (await fetch(path)).status)),
  );
  expect(answers).toEqual([401, 401, 401]);
  await page.goto(`${app.origin}/delegates`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Search delegates" })).toHaveCount(0);
});

test("an unknown and a removed address look like any other", async ({ page, app }) => {
  const seen: string[] = [];
  for (const email of [NOBODY, DISABLED, MINISTER]) {
    await page.goto(`${app.origin}/sign-in`);
    await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(page.getByRole("textbox", { name: "Code" })).toBeVisible();
    seen.push((await page.getByRole("main").innerText()).replaceAll(email, "…"));
    // A code that is under way is asked for again after a reload.
    await page.getByRole("button", { name: /another address/ }).click();
  }
  expect(seen[0]).toBe(seen[2]);
  expect(seen[1]).toBe(seen[2]);
  expect(await app.mailbox.count(NOBODY, app.origin)).toBe(0);
  expect(await app.mailbox.count(DISABLED, app.origin)).toBe(0);
});

test("the mailed link waits for a press and works in the browser that asked", async ({ page, app, device }) => {
  await page.goto(`${app.origin}/sign-in`);
  const mail = await app.mailbox.next(CHIOMA, app.origin, async () => {
    await page.getByRole("textbox", { name: "E-mail address" }).fill(CHIOMA);
    await page.getByRole("button", { name: "Send me a code" }).click();
  });
  expect(new URL(mail.link).search, "a token in a query would be logged").toBe("");

  const elsewhere = await (await device()).newPage();
  await elsewhere.goto(mail.link);
  await elsewhere.getByRole("button", { name: "Continue" }).click();
  await expect(elsewhere.getByText("This link works once, within ten minutes")).toBeVisible();
  await expect(signOut(elsewhere)).toHaveCount(0);

  await page.goto(mail.link);
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  expect(page.url(), "the token leaves the address bar").not.toContain("#");
  await expect(signOut(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(signOut(page)).toBeVisible();
});

/** ASVS 5.0 V14.2.1. */
test("the token of a mailed link stands in no address that is asked for, in no referrer and in no history t04", async ({ page, app, context }) => {
  await page.goto(`${app.origin}/sign-in`);
  const mail = await app.mailbox.next(CHIOMA, app.origin, async () => {
    await page.getByRole("textbox", { name: "E-mail address" }).fill(CHIOMA);
    await page.getByRole("button", { name: "Send me a code" }).click();
  });
  const token = new URL(mail.link).hash.slice(1);
  expect(token.length).toBeGreaterThan(20);
  const asked: string[] = [];
  context.on("request", (request) => {
    const { url, headers } = { url: request.url(), headers: JSON.stringify(request.headers()) };
    // The browser itself never sends a fragment; Playwright shows it on the first request all the same.
    asked.push(request.isNavigationRequest() ? url.split("#")[0] : url, headers);
  });
  await page.goto(mail.link);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(signOut(page)).toBeVisible();
  await page.goBack();
  await page.goForward();
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  asked.push(await page.evaluate(() => JSON.stringify([location.href, document.referrer, history.state, { ...localStorage }, { ...sessionStorage }])));
  for (const text of asked) expect(text).not.toContain(token);
});

test("from the programme to choosing who sees a phone number, and out again", async ({ page, context, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, BELA);

  // The directory: only who chose to be listed, only what they share.
  await lookUp(page, "Chioma");
  await page.getByRole("main").getByRole("link", { name: "Chioma Eze" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Chioma Eze" })).toBeVisible();
  await expect(page.getByText("Lagos Lagoon Institute")).toBeVisible();
  await expect(page.getByText("Phone", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Job title", { exact: true })).toHaveCount(0);
  await lookUp(page, "Imogen Farrow");
  await expect(page.getByText("Nobody found")).toBeVisible();

  // A second delegate elsewhere does not find Béla yet.
  const other = await (await device()).newPage();
  await signIn(other, app, ADA);
  await lookUp(other, "Béla Novák");
  await expect(other.getByText("Nobody found")).toBeVisible();

  // Béla's own profile: fills in a phone number, is listed, shares the number.
  await navigation(page, "Profile and privacy").click();
  await expect(page.getByRole("heading", { level: 1, name: "Profile and privacy" })).toBeVisible();
  await page.getByRole("textbox", { name: "Phone" }).fill(PHONE);
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();

  await page.getByLabel("List me in the directory").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("List me in the directory")).not.toBeChecked();
  await page.getByLabel("List me in the directory").click();
  await dialog.getByRole("button", { name: "Share" }).click();
  await expect(page.getByLabel("List me in the directory")).toBeChecked();
  await lookUp(other, "Béla Novák");
  await other.getByRole("main").getByRole("link", { name: "Béla Novák" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Béla Novák" })).toBeVisible();
  await expect(other.getByText(PHONE)).toHaveCount(0);

  const phone = page.getByRole("group", { name: "Who sees Phone" });
  await phone.getByRole("radio", { name: "All delegates" }).click();
  await expect(dialog.getByRole("heading", { name: "Share your phone with all delegates?" })).toBeVisible();
  await expect(dialog.getByText(PHONE)).toBeVisible();
  await dialog.getByRole("button", { name: "Share" }).click();
  await expect(phone.getByRole("radio", { name: "All delegates" })).toBeChecked();
  await expect(page.getByRole("region", { name: "What others see" }).getByText(PHONE)).toBeVisible();
  await other.reload();
  await expect(other.getByText(PHONE)).toBeVisible();

  // Taking it back is one press, and takes effect for the other at once.
  await phone.getByRole("radio", { name: "Only me" }).click();
  await expect(phone.getByRole("radio", { name: "Only me" })).toBeChecked();
  await other.reload();
  await expect(other.getByRole("heading", { level: 1, name: "Béla Novák" })).toBeVisible();
  await expect(other.getByText(PHONE)).toHaveCount(0);

  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByLabel("List me in the directory")).not.toBeChecked();
  await other.reload();
  await expect(other.getByText("There is nothing at this address")).toBeVisible();

  // Sign out: the old cookie, kept by whoever had it, is worth nothing.
  const cookies = (await context.cookies(app.origin)).map(({ name, value }) => `${name}=${value}`).join("; ");
  const replay = () => fetch(`${app.origin}/api/me`, { headers: { cookie: cookies } }).then((answer) => answer.status);
  expect(await replay()).toBe(200);
  await signOut(page).click();
  await expect(page, "the app starts afresh").toHaveURL(`${app.origin}/`);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
  await expect.poll(replay).toBe(401);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByText("For delegates who are signed in")).toBeVisible();
});
