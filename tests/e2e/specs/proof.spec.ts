/** A fresh proof before something delicate, and the portrait. Not: the sign-in itself. */
import { conference, Conference } from "../harness/backend";
import { ADA, BELA, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

const FRESH_SECONDS = 5;

const test = base.extend<object, { strict: Conference }>({
  strict: [
    async ({}, use) => {
      const started = await conference([`step_up_age=${FRESH_SECONDS}`]);
      await use(started);
      await started.stop();
    },
    { scope: "worker" },
  ],
});

test("a stale sign-in must be proved afresh; the change then goes on by itself", async ({ page, strict }) => {
  await signIn(page, strict, BELA);
  const signedIn = Date.now();
  await page.goto(`${strict.origin}/profile`);
  await page.getByRole("textbox", { name: "Job title" }).fill("Lock keeper");
  // Only time makes a proof stale.
  await expect.poll(() => Date.now() - signedIn, { timeout: 20_000 }).toBeGreaterThan((FRESH_SECONDS + 1) * 1000);

  const dialog = page.getByRole("dialog");
  const mail = await strict.mailbox.next(BELA, null, async () => {
    await page.getByRole("button", { name: "Save profile" }).click();
    await expect(dialog.getByRole("heading", { name: "Is it you?" })).toBeVisible();
  });
  await dialog.getByRole("textbox", { name: "Code" }).fill("WRONG-COD");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("That is not the code, or it has been used")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Code" }).fill(mail.code);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Job title" })).toHaveValue("Lock keeper");
});

test("two devices never overwrite each other", async ({ page, app, device }) => {
  await signIn(page, app, ADA);
  const other = await (await device()).newPage();
  await signIn(other, app, ADA);
  const about = (on: typeof page) => on.getByRole("textbox", { name: "About me" });
  for (const on of [page, other]) {
    await on.goto(`${app.origin}/profile`);
    await expect(about(on)).not.toHaveValue("");
  }
  await about(page).fill("From the phone.");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await about(other).fill("From the desk.");
  await other.getByRole("button", { name: "Save profile" }).click();
  const both = other.getByRole("alert").filter({ hasText: "changed on another device" });
  await expect(both).toContainText("From the phone.");
  await expect(both).toContainText("From the desk.");
  await other.getByRole("button", { name: "Keep what I typed" }).click();
  await other.getByRole("button", { name: "Save profile" }).click();
  await expect(other.getByText("Everything is saved")).toBeVisible();
  await page.reload();
  await expect(about(page)).toHaveValue("From the desk.");
});

test("a portrait is shown under the whole policy, and a file that is none is refused", async ({ page, app }) => {
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#0a5a6b";
    pen.fillRect(0, 0, 640, 480);
    return canvas.toDataURL("image/png").split(",")[1];
  });
  const input = page.locator("input[type=file]");
  await input.setInputFiles({ name: "portrait.png", mimeType: "image/png", buffer: Buffer.from("<svg onload=alert(1)>") });
  await expect(page.getByText("Your photo is unchanged")).toBeVisible();
  await input.setInputFiles({ name: "portrait.png", mimeType: "image/png", buffer: Buffer.from(drawn, "base64") });
  await page.getByRole("button", { name: "Use this photo" }).click();
  const portrait = page.getByRole("main").locator("img").first();
  await expect(portrait).toBeVisible();
  await expect.poll(() => portrait.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
});
