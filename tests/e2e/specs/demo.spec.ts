/** `trunk serve` alone: the whole conference from the browser's memory, no server behind it. Not: what a real backend keeps. */
import { Page } from "@playwright/test";
import { demoDist, dist } from "../harness/build";
import { ADA, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

/** The demo shows what the mail would say. */
async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByRole("textbox", { name: "E-mail address" }).fill(ADA);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const code = await page.getByText("The mail would say").getByRole("strong").innerText();
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(signOut(page)).toBeVisible();
}

test("every screen is usable without any server", async ({ page, serve }) => {
  const { origin, asked } = await serve({ folder: demoDist });
  await page.goto(origin);
  const main = page.getByRole("main");
  await expect(page.getByRole("navigation", { name: "Days" }).getByRole("link")).toHaveCount(3);
  const talk = main.getByRole("listitem").getByRole("heading").getByRole("link").first();
  const title = (await talk.innerText()).trim();
  await talk.click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();

  await signIn(page, origin);
  const way = (name: string) => page.getByRole("navigation").getByRole("link", { name, exact: true });
  await way("Delegates").click();
  await expect(main.getByText(/people chose to be listed/)).toBeVisible();
  await page.getByRole("searchbox", { name: "Search delegates" }).fill("Chioma");
  await main.getByRole("link", { name: "Chioma Eze" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Chioma Eze" })).toBeVisible();

  await way("Profile and privacy").click();
  await page.getByRole("textbox", { name: "Pronouns" }).fill("they/them");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByLabel("List me in the directory")).not.toBeChecked();
  await expect(page.getByRole("region", { name: "What others see" })).toContainText("For them you are not in the directory");

  await signOut(page).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in", exact: true })).toBeVisible();
  expect(asked.filter((path) => path.startsWith("/api"))).toEqual([]);
});

test("a release holds no demo", async ({ page, serve }) => {
  const { origin } = await serve({ folder: dist, files: { "/config.json": '{"name":"X","backend":"demo"}' } });
  await page.goto(origin);
  await expect(page.getByRole("alert")).toContainText("which this build does not contain");
});
