/** The whole first visit by keyboard alone. Not: the same assertions again; what matters is that every step can be reached and seen. */
import { CHIOMA, MINISTER, signIn, signOut } from "../harness/people";
import { pressOn, tabTo } from "../harness/keys";
import { expect, test } from "../harness/test";

test("the keyboard alone gets through the first visit", async ({ page, app, device }) => {
  test.setTimeout(180_000);
  const main = page.getByRole("main");

  // The programme: skip to it, open a talk, star it, come back.
  await page.goto(app.origin);
  await expect(main.getByRole("listitem").getByRole("heading").getByRole("link").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.locator(":focus")).toHaveText("To the content");
  await page.keyboard.press("Enter");
  const star = main.getByRole("button", { name: /^Star / }).first();
  await pressOn(star, "Space");
  await expect(star).toHaveAttribute("aria-pressed", "true");
  const talk = main.getByRole("listitem").getByRole("heading").getByRole("link").nth(1);
  const title = (await talk.innerText()).trim();
  await pressOn(talk);
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();

  // Sign in.
  await pressOn(page.getByRole("link", { name: "Sign in", exact: true }));
  // The door is in the other part of the app: a page of its own.
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  await tabTo(page.getByRole("textbox", { name: "E-mail address" }));
  const mail = await app.mailbox.next(MINISTER, app.origin, async () => {
    await page.keyboard.type(MINISTER);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  });
  await page.keyboard.type(mail.code);
  await page.keyboard.press("Enter");
  await expect(signOut(page)).toBeVisible();

  // The directory.
  await pressOn(page.getByRole("navigation").getByRole("link", { name: "Delegates", exact: true }));
  await tabTo(page.getByRole("searchbox", { name: "Search delegates" }));
  await page.keyboard.type("Chioma");
  const chioma = main.getByRole("link", { name: "Chioma Eze" });
  await expect(chioma).toBeVisible();
  await expect(page).toHaveURL(/q=Chioma/);
  await pressOn(chioma);
  await expect(page.getByRole("heading", { level: 1, name: "Chioma Eze" })).toBeVisible();

  // Who sees what: list me, share the job title, and take it all back.
  await pressOn(page.getByRole("navigation").getByRole("link", { name: "Profile and privacy", exact: true }));
  const listed = page.getByLabel("List me in the directory");
  await expect(listed).toBeVisible();
  const dialog = page.getByRole("dialog");
  await pressOn(listed, "Space");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(listed).not.toBeChecked();
  await pressOn(listed, "Space");
  await pressOn(dialog.getByRole("button", { name: "Share" }));
  await expect(listed).toBeChecked();

  const jobTitle = page.getByRole("group", { name: "Who sees Job title" });
  await tabTo(jobTitle.getByRole("radio", { name: "Only me" }));
  await page.keyboard.press("ArrowRight");
  await expect(dialog).toBeVisible();
  await pressOn(dialog.getByRole("button", { name: "Cancel" }));
  await expect(jobTitle.getByRole("radio", { name: "Only me" })).toBeChecked();
  await tabTo(jobTitle.getByRole("radio", { name: "Only me" }));
  await page.keyboard.press("ArrowLeft");
  await pressOn(dialog.getByRole("button", { name: "Share" }));
  await expect(jobTitle.getByRole("radio", { name: "All delegates" })).toBeChecked();

  const other = await (await device()).newPage();
  await signIn(other, app, CHIOMA);
  await other.goto(`${app.origin}/delegates?q=Imogen`);
  await expect(other.getByRole("main").getByText("Minister for Ports and Coasts")).toBeVisible();

  await pressOn(page.getByRole("button", { name: "Hide everything now" }));
  await expect(listed).not.toBeChecked();
  await other.reload();
  await expect(other.getByText("Nobody found")).toBeVisible();

  await pressOn(signOut(page));
  await expect(page, "the app starts afresh").toHaveURL(`${app.origin}/`);
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
});
