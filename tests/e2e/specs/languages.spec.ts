/** The page speaks the viewer's language: which one, how another is chosen, what happens where its words do not come. Not: what is said in each. */
import { ADA, signIn, signOut } from "../harness/people";
import { check } from "../harness/sound";
import { expect, test } from "../harness/test";

const LANGUAGES = ["English", "العربية", "Cymraeg", "Deutsch", "Español", "Français"];

test.describe("in a browser that speaks German", () => {
  test.use({ locale: "de-AT" });

  test("the page does too, until another language is chosen", async ({ page, app }) => {
    await page.goto(app.origin);
    await expect(page.getByRole("link", { name: "Anmelden" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    const choice = page.getByLabel("Sprache");
    await expect(choice.getByRole("option")).toHaveText(LANGUAGES);
    await choice.selectOption("Cymraeg");
    await expect(page.locator("html")).toHaveAttribute("lang", "cy");
    await expect(page.getByLabel("Iaith")).toHaveValue("cy");
    await page.reload();
    await expect(page.getByLabel("Iaith")).toHaveValue("cy");
    await page.getByLabel("Iaith").selectOption("English");
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-GB");

    // How a device is set tells of nobody, and stays when somebody goes.
    await signIn(page, app, ADA);
    await page.goto(`${app.origin}/profile`);
    await page.getByRole("combobox", { name: "Language", exact: true }).waitFor();
    await signOut(page).click();
    await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    await page.reload();
    await expect(page.getByRole("combobox", { name: "Language", exact: true })).toHaveValue("en");
  });

  test("where its words do not come, the page says so in English and goes on", async ({ page, app, witness }) => {
    witness.pardon(/words/);
    app.front.fail(/^\/words\//, { kind: "answer", status: 503, body: "" });
    await page.goto(app.origin);
    await expect(page.getByText("The words of your language could not be loaded, so Plenary speaks English.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "en-GB");
    app.front.heal();
    await page.reload();
    await expect(page.getByRole("link", { name: "Anmelden" })).toBeVisible();
  });
});

test.describe("in a browser whose Intl knows no Welsh", () => {
  test.use({ locale: "en-US" });

  test("times of the Welsh page are British, never as the device itself writes them", async ({ page, app }) => {
    await page.goto(`${app.origin}/?locale=cy`);
    await expect(page.locator("html")).toHaveAttribute("lang", "cy");
    const programme = page.getByRole("main");
    await programme.getByRole("listitem").first().waitFor();
    await expect(programme).toContainText("08:00");
    await expect(programme).not.toContainText(/\d [AP]M/);
  });
});

test("Arabic is read from right to left, and every screen of the programme is sound in it", async ({ page, app }) => {
  test.setTimeout(180_000);
  await page.goto(`${app.origin}/?locale=ar`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.getByRole("main").getByRole("listitem").first().waitFor();
  await check(page, "programme in Arabic");
  await page.goto(`${app.origin}/sign-in?locale=ar`);
  await page.getByRole("textbox").waitFor();
  await check(page, "sign-in in Arabic");
});

for (const [locale, words] of [["fr", "Rien à cette adresse"], ["es", "No hay nada en esta dirección"], ["de", "Unter dieser Adresse ist nichts"], ["cy", "Does dim byd yn y cyfeiriad hwn"]] as const) {
  test(`an address that leads nowhere says so in ${locale}`, async ({ page, app }) => {
    await page.goto(`${app.origin}/nowhere?locale=${locale}`);
    await expect(page.getByRole("main")).toContainText(words);
    await check(page, `nothing, ${locale}`);
  });
}
