/** My data: a copy of everything, an agreement that is taken back, a complaint, the end of an account, and the policy that says it all beforehand. Not: what a
 * copy must hold, which the conformance suite knows. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { conference, Conference } from "../harness/backend";
import { BELA, CHIOMA, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: somebody is erased, and shows nothing any more.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference([], ["--organisers", "desk@organisers.example.org", "--controller", "Harbourside Ltd, 1 Quay Street"]);
    await use(started);
    witness.end();
    await started.stop();
  },
});

const region = (page: Page, name: string) => page.getByRole("region", { name });

async function withoutViolations(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${what}, ${colorScheme}, ${width} px`).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), what).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function saved(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return readFile(await (await download).path(), "utf8");
}

test("the policy is readable by anybody, and says who is responsible and that looking is noted", async ({ page, app }) => {
  await page.goto(app.origin);
  await page.getByRole("contentinfo").getByRole("link", { name: "Privacy policy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Privacy policy" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Looking is noted" })).toBeVisible();
  await expect(region(page, "Who is responsible")).toContainText("Harbourside Ltd, 1 Quay Street");
  await expect(region(page, "Who is responsible").getByRole("link")).toHaveAttribute("href", "mailto:desk@organisers.example.org");
  await withoutViolations(page, "policy");
});

test("a copy is one press away in both forms, and holds what its owner wrote and nothing of others", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  await region(page, "My data").getByRole("link", { name: "My data" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My data" })).toBeVisible();
  await withoutViolations(page, "my data");
  const machine = JSON.parse(await saved(page, "Save for other programs (JSON)"));
  await expect(page.getByText("Saved as my-data.json")).toBeVisible();
  expect(machine.records.account[0].email).toBe(CHIOMA);
  const file = await saved(page, "Save as a page to read");
  expect(file).toContain(CHIOMA);
  expect(file).not.toContain("ada@example.org");
  // It opens without the app and without a network, and runs nothing.
  const reader = await page.context().newPage();
  await reader.setContent(file);
  await expect(reader.getByRole("heading", { level: 1 })).toContainText("My data at");
  expect(await reader.locator("script").count()).toBe(0);
  await reader.close();
});

test("an agreement is noted with the first choice, and one press takes it back and hides everything", async ({ page, app, device }) => {
  test.setTimeout(90_000);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/my-data`);
  const agreed = region(page, "What you agreed to");
  await expect(agreed).toContainText("You have not agreed to anything yet");
  await agreed.getByRole("button", { name: "I agree" }).click();
  await expect(agreed).toContainText("you agree that others see what you choose");
  await expect(agreed.getByRole("heading", { name: "What you agreed to" }), "the keyboard stays").toBeFocused();

  const other = await (await device()).newPage();
  await signIn(other, app, BELA);
  await other.goto(`${app.origin}/delegates?q=Chioma`);
  await expect(other.getByRole("main").getByRole("link", { name: /Chioma/ }).first()).toBeVisible();
  await agreed.getByRole("button", { name: "Take it back" }).click();
  await expect(agreed).toContainText("You took your agreement back");
  await agreed.getByText("Every step").click();
  await expect(agreed.getByRole("listitem")).toHaveCount(2);
  await other.reload();
  await expect(other.getByRole("main")).toContainText(/nobody|no one|no delegate/i);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByText("You are not in the directory. Nobody can find you; only your connections see what you let them see.")).toBeVisible();
});

test("a complaint is acknowledged with a reference, and an empty one is not sent", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, BELA);
  await page.goto(`${app.origin}/my-data`);
  const complain = region(page, "Complain");
  await complain.getByRole("button", { name: "Send the complaint" }).click();
  await expect(complain.getByText("Nothing was written yet.")).toBeVisible();
  await expect(complain.getByRole("textbox", { name: "What happened?" })).toBeFocused();
  await complain.getByRole("textbox", { name: "What happened?" }).fill("Somebody read out my number.");
  await complain.getByRole("button", { name: "Send the complaint" }).click();
  await expect(complain.getByRole("status")).toContainText(/Reference C-[A-Z2-9]{8}/);
  await expect(complain.getByRole("textbox", { name: "What happened?" })).toHaveValue("");
});

test("whoever erases everything gets a receipt, and is gone on every device, in every tab and from this one t50", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await app.invite("gone@example.org;Gone Person\n");
  const phone = await (await device()).newPage();
  await signIn(phone, app, "gone@example.org");
  await phone.goto(`${app.origin}/profile`);
  await expect(phone.getByRole("textbox", { name: "Name" })).toHaveValue("Gone Person");
  await signIn(page, app, "gone@example.org");
  const tab = await page.context().newPage();
  await tab.goto(`${app.origin}/profile`);
  await expect(tab.getByRole("textbox", { name: "Name" })).toHaveValue("Gone Person");

  await page.goto(`${app.origin}/my-data`);
  await page.getByRole("button", { name: "Erase everything …" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase everything about you?" });
  await expect(dialog).toContainText("gone@example.org");
  await withoutViolations(page, "the question");
  await dialog.getByRole("textbox", { name: "Address of this account" }).fill("somebody.else@example.org");
  await dialog.getByRole("button", { name: "Erase everything now" }).click();
  await expect(dialog.getByText("That is not the address of this account. Nothing was erased.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Address of this account" }).fill("gone@example.org");
  await dialog.getByRole("button", { name: "Erase everything now" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Everything about you is erased" })).toBeFocused();
  await expect(page.getByText(/Reference E-[A-Z2-9]{8}/)).toBeVisible();
  await expect(region(page, "What stays, and why").getByRole("listitem")).not.toHaveCount(0);
  await withoutViolations(page, "the receipt");
  const receipt = await saved(page, "Save the receipt");
  expect(receipt).toMatch(/E-[A-Z2-9]{8}/);
  // Nothing of them is in this browser any more, nor in the other tab.
  await expect(tab.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(tab.getByText("Gone Person")).toHaveCount(0);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain("gone");
  expect(Object.keys(JSON.parse(kept)).filter((key) => key.startsWith("plenary.star"))).toEqual([]);

  await phone.getByRole("textbox", { name: "Pronouns" }).fill("x");
  // The page may have found out by itself, and stands behind the dialog then.
  const ended = phone.getByRole("dialog", { name: "Your sign-in has ended" });
  const save = phone.getByRole("button", { name: "Save profile" });
  await expect(async () => {
    if (!(await ended.isVisible())) await save.click({ timeout: 1000 });
    await expect(ended).toBeVisible({ timeout: 3000 });
  }).toPass();
  await page.getByRole("button", { name: "To the programme" }).click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(page.getByText("Gone Person")).toHaveCount(0);
});

test("without a network nothing is erased and nothing is lost, and it is said so", async ({ page, app, witness }) => {
  test.setTimeout(90_000);
  witness.pardon(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page, app, BELA);
  await page.goto(`${app.origin}/my-data`);
  await expect(region(page, "What you agreed to")).toContainText("You have not agreed");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save as a page to read" }).click();
  await expect(page.getByText("No copy was saved. The conference’s server could not be reached.")).toBeVisible();
  await page.getByRole("button", { name: "Erase everything …" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase everything about you?" });
  await dialog.getByRole("textbox", { name: "Address of this account" }).fill(BELA);
  await dialog.getByRole("textbox", { name: "Address of this account" }).press("Enter");
  await expect(dialog.getByText("could not be reached")).toBeVisible();
  await page.context().setOffline(false);
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(region(page, "Erase everything")).toBeVisible();
});
