/** The way out: within reach on every screen, and nothing of the person stays behind in the browser (T14, T16–T18). Not: the server's side, which is
 * in the conformance suite. */
import { BrowserContext, Page } from "@playwright/test";
import { ADA, CHIOMA, leave, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

const SIGNED_IN = ["/", "/grid", "/mine", "/picks", "/changes", "/speakers", "/delegates", "/profile", "/devices"];

/** Everything that a page of this origin, or the browser in its name, has kept; as one text. */
async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, window.name, document.documentElement.outerHTML];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        found.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
      }
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request))!.text());
    }
    for (const worker of await navigator.serviceWorker.getRegistrations()) {
      found.push(worker.scope, await worker.pushManager.getSubscription());
    }
    return JSON.stringify(found);
  });
}

/** Words that only a signed-in page may know: typed into the person's own profile, and what other people share. */
const canaries = () => {
  const number = `${Date.now()}`.slice(-9);
  return { "Job title": `Canary keeper ${number}1`, Pronouns: `canary/${number}2`, "About me": `Canary biography ${number}3` };
};

async function plant(page: Page, origin: string): Promise<string[]> {
  await page.goto(`${origin}/profile`);
  const planted = canaries();
  for (const [label, text] of Object.entries(planted)) await page.getByRole("textbox", { name: label }).fill(text);
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await page.goto(`${origin}/delegates`);
  const somebody = page.getByRole("main").getByRole("link", { name: "Chioma Eze" }).first();
  await page.getByRole("searchbox").fill("Chioma");
  await somebody.click();
  await expect(page.getByRole("heading", { level: 1, name: "Chioma Eze" })).toBeVisible();
  return [...Object.values(planted), "Chioma Eze", "Ada Lindqvist", ADA, encodeURIComponent(ADA), Buffer.from(ADA).toString("base64").slice(0, 16)];
}

test("the way out is one press away on every screen, wide and narrow t14", async ({ page, app }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  for (const width of [320, 768, 1440]) {
    await page.setViewportSize({ width, height: 740 });
    for (const place of SIGNED_IN) {
      await page.goto(app.origin + place);
      await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
      await expect(signOut(page), `${place} at ${width} px`).toBeInViewport({ ratio: 1 });
    }
  }
  await leave(page);
});

test("after the way out the browser holds nothing of the person or of anybody, and nothing can be pushed to it t18 t19", async ({ page, app }) => {
  await signIn(page, app, ADA);
  const words = await plant(page, app.origin);
  const before = await kept(page);
  expect(words.filter((canary) => before.includes(canary)), "the search finds what is there").not.toEqual([]);
  await leave(page);
  const after = await kept(page);
  for (const canary of words) expect(after, canary).not.toContain(canary);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), "nobody who could be pushed to").toBe(0);
});

test("what is open on a shared screen is not written down before the way out either", async ({ page, app }) => {
  await signIn(page, app, ADA);
  const words = await plant(page, app.origin);
  // Not the page itself, which shows it: what it keeps.
  await page.goto(app.origin);
  await expect(signOut(page)).toBeVisible();
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  for (const canary of words) expect(stored, canary).not.toContain(canary);
});

test("it works without a network, and the next page fulfils it", async ({ page, app, context, witness }) => {
  witness.pardon(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");
  await context.setOffline(true);
  await signOut(page).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
  await expect(page.getByText("Ada Lindqvist")).toHaveCount(0);
  await expect(page.getByText("For delegates who are signed in"), "no error of the browser's own in its place").toBeVisible();
  const ended = context.waitForEvent("response", (answer) => answer.url().endsWith("/api/auth/logout"));
  const fresh = page.waitForEvent("load");
  await context.setOffline(false);
  await fresh;
  expect((await ended).status()).toBe(204);
  const next = await context.newPage();
  await next.goto(`${app.origin}/profile`);
  await expect(next.getByText("For delegates who are signed in")).toBeVisible();
});

async function shows(page: Page, origin: string, place: string): Promise<void> {
  await page.goto(origin + place);
  await expect(signOut(page)).toBeVisible();
}

test("every other tab and window follows at once, whatever it shows t16", async ({ page, app, context }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  const others: Page[] = [];
  for (const place of ["/profile", "/delegates", "/", "/devices"]) {
    const other = await context.newPage();
    await shows(other, app.origin, place);
    others.push(other);
  }
  const popup = await Promise.all([page.waitForEvent("popup"), page.evaluate((url) => void window.open(url, "", "width=500,height=500"), `${app.origin}/profile`)]);
  await expect(signOut(popup[0])).toBeVisible();
  others.push(popup[0]);
  await signOut(page).click();
  for (const other of others) {
    await expect(signOut(other)).toHaveCount(0, { timeout: 1_000 });
    await expect(other.getByText("Ada Lindqvist")).toHaveCount(0);
  }
});

async function backShowsNothing(page: Page, context: BrowserContext, origin: string): Promise<void> {
  await page.goto(`${origin}/delegates?q=Ada`);
  await page.getByRole("main").getByRole("link", { name: "Ada Lindqvist" }).first().waitFor();
  await page.goto(`${origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lindqvist");
  await page.goto(`${origin}/delegates?q=Chioma`);
  await page.getByRole("main").getByRole("link", { name: "Chioma Eze" }).first().waitFor();
  await leave(page);
  for (let back = 0; back < 2; back++) {
    await page.goBack();
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await expect(page.getByText("Ada Lindqvist")).toHaveCount(0);
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveCount(0);
    await expect(page.getByText("Chioma Eze")).toHaveCount(0);
  }
  expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: "plenary" }));
}

test("the way back in the browser shows nothing private t17", async ({ page, app, context }) => {
  await signIn(page, app, ADA);
  await backShowsNothing(page, context, app.origin);
});

test("nobody of before is there for the next person on the device t20", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, ADA);
  const words = await plant(page, app.origin);
  await leave(page);
  await signIn(page, app, CHIOMA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Chioma Eze");
  const now = await kept(page);
  for (const canary of words.filter((canary) => canary !== "Chioma Eze")) expect(now, canary).not.toContain(canary);
});
