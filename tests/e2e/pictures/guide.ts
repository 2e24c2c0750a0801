/** Takes the pictures of `public/guide` anew, from the real app with the demo conference. Not: whether the guide holds, which `guide.spec.ts` does. */
import { Locator, Page } from "@playwright/test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { around } from "../harness/around";
import { conference, Conference } from "../harness/backend";
import { announce } from "../harness/notices";
import { ADA, askForCode, BELA, CHIOMA, signIn } from "../harness/people";
import { project } from "../harness/policy";
import { expect, test } from "../harness/test";

const SIZE = { width: 1000, height: 640 };
/** Everybody loads them who reads the guide at a venue. */
const HEAVIEST = 60_000;

let app: Conference | undefined;
test.beforeEach(async ({ page }) => {
  await page.setViewportSize(SIZE);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
});
test.afterEach(async ({ page, witness }) => {
  await page.goto("about:blank");
  witness.end();
  await app?.stop();
  app = undefined;
});

const main = (page: Page) => page.getByRole("main");
const stars = (page: Page) => main(page).getByRole("button", { name: /^Star / });

/** What the window shows, packed by the browser itself so that no further program is needed. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const shot = await page.screenshot({ caret: "hide", animations: "disabled" });
  const bench = await page.context().newPage();
  const packed = await bench.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = Object.assign(document.createElement("canvas"), { width: bitmap.width, height: bitmap.height });
    canvas.getContext("2d")!.drawImage(bitmap, 0, 0);
    return canvas.toDataURL("image/webp", 0.72).split(",")[1];
  }, shot.toString("base64"));
  await bench.close();
  const bytes = Buffer.from(packed, "base64");
  expect(bytes.length, name).toBeLessThan(HEAVIEST);
  await writeFile(join(project, "public", "guide", `${name}.webp`), bytes);
}

/** To the top of the window, a little below what stays there. */
const show = (what: Locator) => what.evaluate((node) => scrollTo(0, node.getBoundingClientRect().top + scrollY - 90));

test("the programme", async ({ page }) => {
  app = await conference([], ["--name", "Open Rails 2027"]);
  await page.goto(app.origin);
  await expect(stars(page).first()).toBeVisible();
  await take(page, "programme");
});

test("other colours", async ({ page }) => {
  const look = ["--accent", "#8a1c5c", "--surface", "#fff4e0", "--font", "Georgia, serif", "--radius", "2px"];
  app = await conference([], ["--name", "Open Rails 2027", ...look]);
  await page.goto(app.origin);
  await expect(stars(page).first()).toBeVisible();
  await show(stars(page).first());
  await take(page, "look");
});

test("signing in", async ({ page }) => {
  app = await conference([], ["--name", "Open Rails 2027"]);
  await askForCode(page, app, ADA);
  await expect(page.getByRole("textbox", { name: "Code" })).toBeVisible();
  await take(page, "code");
});

test("who sees what", async ({ page }) => {
  app = await conference([], ["--name", "Open Rails 2027"]);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  await expect(main(page).getByRole("heading", { level: 1 })).toBeVisible();
  await expect(main(page).getByRole("button", { name: "Hide everything now" })).toBeVisible();
  await take(page, "profile");
});

test("a notice over every screen, and who was affected", async ({ page, device }) => {
  app = await conference([], ["--name", "Open Rails 2027"]);
  await signIn(page, app, BELA);
  const id = await page.evaluate(async () => {
    const headers = { "X-Plenary": "1", "Content-Type": "application/json" };
    const me = await (await fetch("/api/me", { headers })).json();
    await fetch("/api/me", { method: "PATCH", headers: { ...headers, "If-Match": `"${me.version}"` }, body: JSON.stringify({ name: "Béla Bartha", phone: "+44 20 7946 0777" }) });
    await fetch("/api/me/audiences", { method: "PUT", headers, body: JSON.stringify({ fields: { name: "delegates", phone: "delegates" }, listed: true }) });
    return me.id as string;
  });
  const other = await (await device()).newPage();
  await signIn(other, app, CHIOMA);
  await other.goto(`${app.origin}/delegates/${id}`);
  await expect(main(other).getByText("+44 20 7946 0777")).toBeVisible();

  const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
  const recorded = await app.errand("incident", "--from", from, "--to", to, "--text", "A laptop that was signed in was stolen in the foyer.");
  const incident = /^Incident (\w+) is recorded/.exec(recorded)![1];
  const text = "It was signed in for an hour. The account is closed now.\nWhose details it showed can be seen here; you need not do anything.";
  await announce(app, { kind: "incident", title: "A laptop was stolen in the foyer", text, incident });
  await page.goto(app.origin);
  await expect(stars(page).first()).toBeVisible();
  await expect(page.getByRole("alert").locator(".notice")).toBeVisible();
  await take(page, "notice");

  await page.getByRole("button", { name: "I have read this" }).click();
  await page.goto(`${app.origin}/who-saw-what`);
  await expect(main(page).getByRole("region", { name: "Incidents" })).toContainText("You were affected.");
  await show(main(page).getByRole("region", { name: "Incidents" }));
  await take(page, "affected");
});

test("a mistake in config.json", async ({ page }) => {
  app = await conference();
  const body = '{\n  "name": "Open Rails 2027",\n  "zone" "Europe/London"\n}';
  app.front.fail(/^\/config\.json$/, { kind: "answer", body });
  await page.goto(app.origin);
  await expect(page.getByRole("alert")).toContainText(/line 3/);
  await take(page, "broken");
});

test("the programme inside another site", async ({ page, witness, serve }) => {
  const look = "body{margin:0;font:1rem/1.5 Georgia,serif;background:#f3efe6;color:#222}header{background:#123;color:#fff;padding:1.2rem 2rem;font-size:1.5rem}main{max-width:52rem;margin:1rem auto;padding:0 1.5rem}plenary-app{--plenary-accent:#123c6b;--plenary-font:Georgia,serif;--plenary-surface:#fffdf8}";
  const found = await around(serve, "127.0.0.1", true, { settings: ["--name", "Open Rails 2027"] });
  app = found.app;
  witness.allow(found.app.origin);
  witness.allow(found.origin);
  const body = `<style>${look}</style><header>Open Rails 2027</header><main><h1>What is on</h1><script async src="{app}/embed.js"></script><plenary-app aria-label="Programme"><a href="{app}/">The programme</a></plenary-app></main>`;
  await found.show(page, body, "default-src 'none'; style-src 'unsafe-inline'; script-src {app}; frame-src {app}");
  await expect(page.getByRole("link", { name: "The programme" })).toBeHidden({ timeout: 60_000 });
  // Nothing further down is in the picture.
  await expect(page.frames()[1].getByRole("heading", { level: 1, name: "Programme" })).toBeVisible();
  await take(page, "site");
});
