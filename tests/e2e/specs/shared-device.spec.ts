/** One browser, two people after each other: nobody acts for, sees or inherits from the other. Not: two people on two devices. */
import { Page } from "@playwright/test";
import { ADA, CHIOMA, leave, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

test("a tab that shows somebody who was signed out elsewhere leaves when the next person signs in", async ({ context, page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");

  // Ada ends every sign-in from her own phone.
  const phone = await (await device()).newPage();
  await signIn(phone, app, ADA);
  await phone.goto(`${app.origin}/profile`);
  await phone.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(phone.getByRole("link", { name: "Sign in" }).first()).toBeVisible();

  // Chioma signs in in the browser that still shows Ada.
  const next = await context.newPage();
  await signIn(next, app, CHIOMA);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
  await expect(page.getByText("Ada Lindqvist")).toHaveCount(0);
});

test("stars of an account are not inherited by the next person on the device", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  await page.goto(app.origin);
  const star = page.getByRole("main").getByRole("button", { name: /^Star / }).first();
  const synced = page.waitForResponse((answer) => answer.url().includes("/me/agenda/") && answer.request().method() === "PUT");
  await star.click();
  await synced;

  const phone = await (await device()).newPage();
  await signIn(phone, app, ADA);
  await phone.goto(`${app.origin}/profile`);
  await phone.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(phone.getByRole("link", { name: "Sign in" }).first()).toBeVisible();

  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await signIn(page, app, CHIOMA);
  await page.goto(app.origin);
  await expect(signOut(page)).toBeVisible();
  await expect(star).toHaveAttribute("aria-pressed", "false");
});

test("a sign-out that no server heard of is fulfilled by the next page, before it shows anything", async ({ context, page, app }) => {
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  await page.route("**/api/auth/logout", () => {});
  await signOut(page).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
  await page.close();

  const next = await context.newPage();
  await next.goto(`${app.origin}/profile`);
  await expect(next.getByText("For delegates who are signed in")).toBeVisible();
  await expect(next.getByText("Ada Lindqvist")).toHaveCount(0);
});

test("a sign-out everywhere that no server heard of waits for whoever wanted it, and ends nobody else's session", async ({ page, app, device, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/Failed to load resource/);
  const phone = await (await device()).newPage();
  await signIn(phone, app, ADA);
  const isIn = (page: Page) => page.evaluate(async () => (await fetch("/api/me", { headers: { "X-Plenary": "1" } })).status === 200);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  app.front.fail(/\/api\/auth\/logout/, { kind: "answer", status: 503, body: "" });
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("Ada Lindqvist")).toHaveCount(0);

  await signIn(page, app, CHIOMA);
  app.front.heal();
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Chioma Eze");
  expect(await isIn(phone)).toBe(true);
  await leave(page);

  await signIn(page, app, ADA);
  await expect.poll(() => isIn(phone)).toBe(false);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");
  expect(await page.evaluate(() => localStorage.getItem("plenary.sign-out"))).toBeNull();
});
