/** Where somebody is signed in, how it ends there, and what a session's last minutes look like (ASVS 7.3, 7.4.5, 7.5.2; WCAG 2.2.1). Not: how
 * somebody signs in. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { Conference, conference } from "../harness/backend";
import { ADA, askForCode, BELA, CHIOMA, MINISTER, signIn, signOut, YUSUF } from "../harness/people";
import { expect, test } from "../harness/test";
import type { Witness } from "../harness/witness";

const PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0";

const main = (page: Page) => page.getByRole("main");
const rows = (page: Page) => main(page).locator("li.device");
const warning = (page: Page) => page.getByText("You will be signed out at");

/** Runs with a backend of its own, whose limits are short. */
async function withLimits(witness: Witness, limits: string[], act: (own: Conference) => Promise<void>): Promise<void> {
  const own = await conference(limits);
  try {
    await act(own);
  } finally {
    // The pages look once a minute, also whether there still is a backend.
    witness.end();
    await own.stop();
  }
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("two devices: each is listed, one ends the other, and what it showed is out of sight t14", async ({ page, app, device }) => {
  const phone = await (await device({ userAgent: PHONE })).newPage();
  await signIn(page, app, MINISTER);
  await signIn(phone, app, MINISTER);
  await page.goto(`${app.origin}/profile`);
  await main(page).getByRole("link", { name: "Devices and sign-in" }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("This device");
  await expect(rows(page).first()).toContainText("In use now");
  await expect(rows(page).nth(1)).toContainText("Firefox on Android");
  await expect(rows(page).nth(1)).toContainText("Last used this minute");

  await phone.goto(`${app.origin}/profile`);
  const name = phone.getByRole("textbox", { name: "Name" });
  await expect(name).not.toHaveValue("");
  await phone.getByRole("textbox", { name: "Pronouns" }).fill("typed before the end");
  await page.getByRole("button", { name: "Sign out: Firefox on Android" }).click();
  await expect(page.getByText("Signed out: Firefox on Android.")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole("heading", { name: "Where you are signed in" })).toBeFocused();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();

  // The other device notices with its next request, or within a minute; what is beneath can neither be seen nor read out.
  await phone.getByRole("button", { name: "Save profile" }).click();
  const dialog = phone.getByRole("dialog", { name: "Your sign-in has ended" });
  await expect(dialog).toBeVisible();
  expect(await dialog.evaluate((element) => element.matches(":modal"))).toBe(true);
  const behind = await phone.evaluate(() => getComputedStyle(document.querySelector("dialog")!, "::backdrop").backgroundColor);
  expect(behind, "what is behind shows through").toMatch(/^rgb\(/);
  // What is inert takes no focus and is in no screen reader's tree.
  const takesFocus = (element: HTMLElement | SVGElement) => (element.focus(), document.activeElement === element);
  expect(await phone.locator("#content input").first().evaluate(takesFocus)).toBe(false);
});

test("a device whose session was ended is out within a minute without a touch", async ({ page, device, witness }) => {
  test.setTimeout(120_000);
  await withLimits(witness, [], async (own) => {
    const phone = await (await device({ userAgent: PHONE })).newPage();
    await phone.clock.install();
    await signIn(page, own, MINISTER);
    await signIn(phone, own, MINISTER);
    await phone.goto(`${own.origin}/delegates`);
    await expect(signOut(phone)).toBeVisible();
    await page.goto(`${own.origin}/devices`);
    await page.getByRole("button", { name: "This wasn’t me: Firefox on Android" }).click();
    await expect(page.getByText("You are signed in only here.")).toBeVisible();
    await phone.clock.fastForward(61_000);
    await expect(phone.getByRole("dialog", { name: "Your sign-in has ended" })).toBeVisible();
  });
});

test("this wasn't me: everything else ends, and what was mailed is worth nothing", async ({ page, app, device }) => {
  const [phone, third] = [await (await device({ userAgent: PHONE })).newPage(), await (await device()).newPage()];
  await signIn(page, app, YUSUF);
  await signIn(phone, app, YUSUF);
  const code = await askForCode(third, app, YUSUF);
  await page.goto(`${app.origin}/devices`);
  await expect(main(page).getByText("It signs out that device and every other except this one")).toBeVisible();
  await page.getByRole("button", { name: "This wasn’t me: Firefox on Android" }).click();
  await expect(page.getByText(/^Signed out on \d+ other devices?\. \d+ mailed codes? no longer opens? anything\. You are signed in only here\.$/)).toBeVisible();
  await typeCode(third, code);
  await expect(third.getByText(/code/i).filter({ hasText: /new|again|wrong|not/i }).first()).toBeVisible();
  await expect(signOut(third)).toHaveCount(0);
  await expect(signOut(page)).toBeVisible();
});

test("every other device, and all of them, in one press", async ({ page, app, device }) => {
  const phone = await (await device({ userAgent: PHONE })).newPage();
  await signIn(page, app, BELA);
  await signIn(phone, app, BELA);
  await page.goto(`${app.origin}/devices`);
  await page.getByRole("button", { name: "Sign out on every other device" }).click();
  await expect(page.getByText("Signed out on 1 other device.")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  const fresh = page.waitForEvent("load");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await fresh;
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
});

test("a new device is told by mail with its name, and a known one is not", async ({ page, device, witness }) => {
  test.setTimeout(120_000);
  await withLimits(witness, [], async (own) => {
    const subjects = () => own.mailbox.subjects(CHIOMA, own.origin).then((all) => all.filter((subject) => !subject.startsWith("Sign in")));
    await signIn(page, own, CHIOMA);
    await expect.poll(subjects).toEqual([expect.stringContaining("for the first time")]);
    const fresh = page.waitForEvent("load");
    await signOut(page).click();
    await fresh;
    await signIn(page, own, CHIOMA);
    const phone = await (await device({ userAgent: PHONE })).newPage();
    await signIn(phone, own, CHIOMA);
    await expect.poll(async () => (await subjects()).length).toBe(2);
    expect((await subjects()).filter((subject) => subject.includes("new device"))).toHaveLength(1);
  });
});

test("an idle session is announced five minutes before, and one press keeps it and what was typed w2.2.1", async ({ page, witness }) => {
  test.setTimeout(240_000);
  await withLimits(witness, ["session_idle=315", "seen_every=0"], async (own) => {
    await page.clock.install();
    await signIn(page, own, ADA);
    await page.goto(`${own.origin}/profile`);
    await page.getByRole("textbox", { name: "Pronouns" }).fill("half a word");
    // The page's clock alone is hurried: it warns by what it believes, asks, and the backend says how long is left by its own. So a warning stays
    // once fifteen seconds have gone by for both.
    await expect(async () => {
      await page.clock.fastForward(61_000);
      await page.getByRole("button", { name: "Stay signed in" }).click({ timeout: 5_000 });
    }).toPass({ timeout: 120_000 });
    await expect(page.getByText("You stay signed in.")).toBeVisible();
    await expect(warning(page)).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Pronouns" })).toHaveValue("half a word");
  });
});

test("an absolute end is announced too, and signing in again in place keeps what was typed w2.2.6", async ({ page, witness }) => {
  test.setTimeout(120_000);
  await withLimits(witness, ["session_absolute=200"], async (own) => {
    // A clock that is off by a day changes nothing: only durations count.
    await page.clock.install({ time: Date.now() - 86_400_000 });
    await signIn(page, own, ADA);
    await page.goto(`${own.origin}/profile`);
    await page.getByRole("textbox", { name: "Pronouns" }).fill("half a word");
    await page.clock.fastForward(61_000);
    await expect(warning(page)).toBeVisible();
    await page.getByRole("button", { name: "Sign in again now" }).click();
    const dialog = page.getByRole("dialog");
    const mail = await own.mailbox.next(ADA, own.origin, async () => {
      await dialog.getByRole("textbox", { name: "E-mail address" }).fill(ADA);
      await dialog.getByRole("button", { name: "Send me a code" }).click();
    });
    await typeCode(page, mail.code);
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Pronouns" })).toHaveValue("half a word");
  });
});

test("a session that ended while nobody looked keeps what was typed", async ({ page, app }) => {
  await signIn(page, app, YUSUF);
  await page.goto(`${app.origin}/profile`);
  const pronouns = page.getByRole("textbox", { name: "Pronouns" });
  await pronouns.fill("typed before lunch");
  await page.evaluate(() => fetch("/api/auth/logout", { method: "POST", headers: { "X-Plenary": "1" } }));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.getByRole("dialog", { name: "Your sign-in has ended" })).toBeVisible();
  await expect(pronouns).toHaveValue("typed before lunch");
});

test("the step with the code survives a reload, and names nobody in what is kept", async ({ page, app }) => {
  const code = await askForCode(page, app, CHIOMA);
  await page.reload();
  await expect(page.getByText("If the address that you gave is registered")).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage }));
  expect(kept).toContain("plenary.code-step");
  expect(kept).not.toContain("example.org");
  await typeCode(page, code);
  await expect(signOut(page)).toBeVisible();
  expect(await page.evaluate(() => sessionStorage.getItem("plenary.code-step"))).toBeNull();
});

test("another address is asked for again after a reload, and a step that is over is not kept", async ({ page, app }) => {
  await page.clock.install();
  await askForCode(page, app, CHIOMA);
  await page.getByRole("button", { name: "Use another address, or send a new code" }).click();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  await askForCode(page, app, CHIOMA);
  await page.clock.fastForward("11:00");
  await page.reload();
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
});

test("an answer that is lost after the code was spent: the app offers it again by itself, or the person does", async ({ page, app, witness }) => {
  witness.pardon(/ERR_EMPTY_RESPONSE/);
  const code = await askForCode(page, app, ADA);
  app.front.fail(/^\/api\/auth\/redeem$/, { kind: "lost", times: 1 });
  await typeCode(page, code);
  await expect(signOut(page)).toBeVisible();

  const fresh = page.waitForEvent("load");
  await signOut(page).click();
  await fresh;
  app.front.heal();
  const second = await askForCode(page, app, ADA);
  app.front.fail(/^\/api\/auth\/redeem$/, { kind: "lost", times: Infinity });
  await typeCode(page, second);
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await expect(page.getByText(/connection|reach/i).first()).toBeVisible();
  app.front.heal();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(signOut(page)).toBeVisible();
});

test("the list that does not load says so and is asked again", async ({ page, app, witness }) => {
  witness.pardon(/ERR_EMPTY_RESPONSE/);
  await signIn(page, app, ADA);
  app.front.fail(/^\/api\/me\/sessions$/, { kind: "unreachable" });
  await page.goto(`${app.origin}/devices`);
  await expect(page.getByText("Your devices did not load")).toBeVisible();
  app.front.heal();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("devices and the warning: nothing that axe knows, and nothing beside the screen", async ({ page, device, witness }) => {
  test.setTimeout(180_000);
  await withLimits(witness, ["session_absolute=250"], async (own) => {
    const phone = await (await device({ userAgent: PHONE })).newPage();
    await signIn(phone, own, ADA);
    await page.clock.install();
    await signIn(page, own, ADA);
    await page.goto(`${own.origin}/devices`);
    await expect(rows(page)).toHaveCount(2);
    await page.clock.fastForward(61_000);
    await expect(warning(page)).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [320, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)), `${colorScheme} ${width}`).toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(beyond, `${width} px scrolls sideways`).toBeLessThanOrEqual(0);
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/devices-${colorScheme}-${width}.png`, fullPage: true });
      }
    }
  });
});
