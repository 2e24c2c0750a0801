/**
 * The whole product in a folder of a site (`/2027/app/`), served by the backend and by nginx from the same build: every address that is asked for, shown,
 * mailed or kept lies below it. Not: the web servers' own rules, which the backend's tests ask about one by one.
 */
import { Page } from "@playwright/test";
import { authenticator, withoutSuggestions } from "../harness/authenticator";
import { conference, Conference } from "../harness/backend";
import { behindNginx } from "../harness/nginx";
import { ADA, BELA, CHIOMA, leave, signIn, signOut } from "../harness/people";
import { CONFIDENTIAL, proveAtProvider, Provider } from "../harness/provider";
import { expect, test } from "../harness/test";

const BASE = "/2027/app/";

/** Every path that the page asks its site for. */
function asked(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  return paths;
}

async function at(open: () => Promise<Conference>, journey: (place: Conference) => Promise<void>): Promise<void> {
  const place = await open();
  try {
    await journey(place);
  } finally {
    await place.stop();
  }
}

for (const [host, open] of [
  ["the backend", () => conference([], ["--base", BASE])],
  ["nginx", () => behindNginx(BASE)],
] as const) {
  test(`a visitor reads, stars and comes back, in a folder that ${host} serves`, async ({ page }) => {
    await at(open, async (place) => {
      const paths = asked(page);
      await page.goto(`${place.origin}/`);
      const heading = page.getByRole("heading", { level: 1 });
      await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Programme" })).toHaveAttribute("aria-current", "page");
      // What the page asks for early, the app takes by the same address.
      for (const once of ["config.json", "api/agenda"]) expect(paths.filter((path) => path === `${BASE}${once}`)).toHaveLength(1);
      const { talks } = await page.request.get(`${place.origin}/api/agenda`).then((answer) => answer.json());
      const [talk] = talks;
      await page.getByRole("link", { name: talk.title, exact: true }).first().click();
      await expect(page).toHaveURL(`${place.origin}/talks/${talk.id}`);
      await expect(heading).toHaveText(talk.title);

      // What is loaded only when it is wanted is found from an address that the page did not open at.
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name: "Add to calendar" }).click();
      const file = await (await coming).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString());
      expect(file.replaceAll("\r\n ", "")).toContain(`URL:${place.origin}/talks/${talk.id}`);

      // An address of two parts, opened as a link that somebody sent.
      await page.reload();
      await expect(heading).toHaveText(talk.title);
      await page.getByRole("button", { name: `Star ${talk.title}` }).click();
      const kept = await page.evaluate(() => Object.keys(localStorage));
      expect(kept).toContain("plenary.starred/2027/app");
      expect(kept.filter((name) => !name.endsWith("/2027/app"))).toEqual([]);

      await page.getByRole("banner").getByRole("link").first().click();
      await expect(page).toHaveURL(`${place.origin}/`);
      await page.getByRole("link", { name: "My agenda" }).first().click();
      await expect(page).toHaveURL(`${place.origin}/mine`);
      await expect(page.getByRole("link", { name: talk.title })).toBeVisible();
      await page.goBack();
      await expect(page).toHaveURL(`${place.origin}/`);

      for (const nowhere of ["/no-such-place", "/no/such/place", "/grid/", `/talks/${talk.id}/`]) {
        await page.goto(`${place.origin}${nowhere}`);
        await expect(heading).toHaveText(nowhere.startsWith("/no") ? "Not found" : nowhere === "/grid/" ? /./ : talk.title);
      }

      // Beside the page: what a home screen is told.
      const manifest = await page.locator("link[rel=manifest]").evaluate((link: HTMLLinkElement) => link.href);
      expect(manifest).toBe(`${place.origin}/manifest.webmanifest`);
      const { start_url, scope, icons } = await page.request.get(manifest).then((answer) => answer.json());
      for (const address of [start_url, scope]) expect(new URL(address, manifest).href).toBe(`${place.origin}/`);
      for (const { src } of icons) expect((await page.request.get(new URL(src, manifest).href)).status()).toBe(200);
      await page.goto(`${place.origin}/?locale=de`);
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      expect(paths).toContain(`${BASE}words/de.json`);
      expect(paths.filter((path) => !path.startsWith(BASE))).toEqual([]);
      await page.goto("about:blank");
    });
  });

  test(`a delegate signs in by the mailed link, is known again and leaves, in a folder that ${host} serves`, async ({ page, context }) => {
    test.setTimeout(120_000);
    await at(open, async (place) => {
      const paths = asked(page);
      await page.goto(`${place.origin}/sign-in?to=%2Fdelegates`);
      const mail = await place.mailbox.next(ADA, place.origin, async () => {
        await page.getByRole("textbox", { name: "E-mail address" }).fill(ADA);
        await page.getByRole("button", { name: "Send me a code" }).click();
      });
      expect(mail.link.startsWith(`${place.origin}/sign-in/link#`)).toBe(true);
      await page.goto(mail.link);
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(signOut(page)).toBeVisible();
      expect((await context.cookies()).map(({ name, path }) => [name, path])).toContainEqual(["plenary.2027.app", "/"]);
      await page.goto(`${place.origin}/delegates?q=chioma`);
      await page.getByRole("link", { name: "Chioma Eze" }).click();
      await expect(page).toHaveURL(new RegExp(`^${place.origin}/delegates/[^/?]+$`));
      await page.reload();
      await expect(signOut(page)).toBeVisible();

      await page.goto(`${place.origin}/mine`);
      await page.getByRole("button", { name: "Make my calendar address" }).click();
      const address = await page.getByRole("textbox", { name: /^Your address/ }).inputValue();
      expect(address.startsWith(`${place.origin}/api/calendar/`)).toBe(true);
      expect(await page.request.get(address).then((answer) => answer.text())).toMatch(/^BEGIN:VCALENDAR/);
      await leave(page);
      await expect(page).toHaveURL(`${place.origin}/`);
      await page.goto(`${place.origin}/profile`);
      await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
      await expect(page).toHaveURL(`${place.origin}/sign-in?to=%2Fprofile`);
      expect(paths.filter((path) => !path.startsWith(BASE))).toEqual([]);
      await page.goto("about:blank");
    });
  });
}

test("a passkey made in a folder of a site signs in there", async ({ page }) => {
  await at(
    () => conference([], ["--base", BASE], {}, "localhost"),
    async (place) => {
      await withoutSuggestions(page);
      await authenticator(page);
      await signIn(page, place, CHIOMA);
      await page.goto(`${place.origin}/devices`);
      const section = page.getByRole("region", { name: "Passkeys" });
      await section.getByRole("button", { name: "Add a passkey on this device" }).click();
      await section.getByRole("textbox", { name: "Name of this passkey" }).fill("Phone");
      await page.keyboard.press("Enter");
      await expect(section.getByText("not used yet")).toBeVisible();
      await leave(page);
      await page.goto(`${place.origin}/sign-in`);
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await expect(signOut(page)).toBeVisible();
      await page.goto("about:blank");
    },
  );
});

test("the way to an organisation leads back into the folder", async ({ page, witness }) => {
  const provider = await Provider.open();
  const settings = ["--oidc-issuer", provider.issuer, "--oidc-client-id", CONFIDENTIAL, "--oidc-name", "Example Ministry"];
  const place = await conference([], [...settings, "--base", BASE], { PLENARY_OIDC_CLIENT_SECRET: provider.secret });
  provider.serveBackend(place.origin);
  witness.allow(provider.issuer);
  witness.allow(new URL(place.origin).origin);
  try {
    await page.goto(`${place.origin}/sign-in?to=%2Fprofile`);
    const mail = await place.mailbox.next(BELA, null, async () => {
      await page.getByRole("link", { name: "Sign in with Example Ministry" }).click();
      await proveAtProvider(page, provider, "bela");
      await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
    });
    await expect(page).toHaveURL(`${place.origin}/sign-in/join?to=%2Fprofile`);
    await page.getByRole("textbox", { name: "Code" }).fill(mail.code);
    await page.getByRole("button", { name: "Join and sign in" }).click();
    await expect(signOut(page)).toBeVisible();
    await expect(page).toHaveURL(`${place.origin}/profile`);
    await page.goto("about:blank");
  } finally {
    await place.stop();
    await provider.stop();
  }
});
