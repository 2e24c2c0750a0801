/** "Hide everything now", also where there is no network; the true preview; a hold by the organisers. Not: single audiences, which are `first-visit`. */
import AxeBuilder from "@axe-core/playwright";
import { conference, Conference } from "../harness/backend";
import { ADA, BELA, leave, signIn } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: it changes what others are shown.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

const NOT_YET = "Not hidden yet.";
const HIDDEN = "Everything is hidden";
type Page = import("@playwright/test").Page;

const wish = (page: Page) => page.evaluate(() => localStorage.getItem("plenary.hide"));

/** What somebody else finds of Ada now. */
async function found(other: Page): Promise<number> {
  return other.evaluate(async () => {
    const answer = await fetch("/api/delegates?q=lindqvist", { headers: { "X-Plenary": "1" } });
    return (await answer.json()).delegates.filter((person: { name: string }) => person.name === "Ada Lindqvist").length;
  });
}

test("without a network the wish waits, says so everywhere, and goes first when there is one", async ({ page, app, device, context, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/net::ERR_INTERNET_DISCONNECTED/);
  const other = await (await device()).newPage();
  await signIn(other, app, BELA);
  expect(await found(other)).toBe(1);

  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("heading", { name: "What others see" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByText(NOT_YET)).toBeVisible();
  await expect(page.getByText("This waits, and is done as soon as it can be."), "beside the button too").toBeVisible();
  expect(await wish(page), "whose wish it is, and nothing of theirs").toMatch(/^\["[0-9a-f]{32}"\]$/);
  expect(await found(other), "and that is the truth").toBe(1);
  // Wherever somebody goes on.
  await page.getByRole("link", { name: "Programme" }).click();
  await expect(page.getByText(NOT_YET)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(HIDDEN)).toBeVisible();
  await expect.poll(() => found(other), { timeout: 5000 }).toBe(0);
  expect(await wish(page)).toBeNull();
  await page.getByRole("link", { name: "Profile and privacy" }).click();
  await expect(page.getByText(HIDDEN), "said once, where the button is").toHaveCount(1);
  await page.reload();
  await expect(page.getByText("You are not in the directory. Nobody can find you; only your connections see what you let them see.")).toBeVisible();
});

test("a backend that is down keeps no wish from being sent: by itself, and after a reload before anything else", async ({ page, app, device, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/Failed to load resource|net::ERR/);
  const other = await (await device()).newPage();
  await signIn(other, app, BELA);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("heading", { name: "What others see" })).toBeVisible();
  app.front.fail(/\/api\/me\/audiences/, { kind: "unreachable" });
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByText(NOT_YET)).toBeVisible();
  // Another page of the app, loaded afresh, shows the programme and does not forget.
  await page.goto(app.origin);
  await expect(page.getByText(NOT_YET)).toBeVisible();
  expect(await found(other)).toBe(1);
  const asked: string[] = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/api/me")) asked.push(`${request.method()} ${path}`);
  });
  // The page that is left tries by itself, too: it is gone before there is a way again.
  await page.goto("about:blank");
  asked.length = 0;
  app.front.heal();
  await page.goto(app.origin);
  await expect(page.getByText(HIDDEN)).toBeVisible();
  expect(asked.slice(0, 2), "who is here, and then at once").toEqual(["GET /api/me", "PUT /api/me/audiences"]);
  await expect.poll(() => found(other), { timeout: 5000 }).toBe(0);
});

test("signed out before it went, the wish waits for its owner and for nobody else", async ({ page, app, witness }) => {
  test.setTimeout(120_000);
  witness.pardon(/Failed to load resource|net::ERR/);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await expect(page.getByRole("heading", { name: "What others see" })).toBeVisible();
  app.front.fail(/\/api\/me\/audiences/, { kind: "unreachable" });
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByText(NOT_YET)).toBeVisible();
  await leave(page);
  app.front.heal();
  await signIn(page, app, BELA);
  const kept = await wish(page);
  expect(kept).not.toBeNull();
  // A wish of theirs comes and goes beside it.
  await page.goto(`${app.origin}/profile`);
  await page.getByRole("button", { name: "Hide everything now" }).click();
  await expect(page.getByText(HIDDEN)).toBeVisible();
  expect(await wish(page)).toBe(kept);
  await leave(page);
  await signIn(page, app, ADA);
  await expect(page.getByText(HIDDEN)).toBeVisible();
  expect(await wish(page)).toBeNull();
});

test("the preview is held against the settings, field by field, and what differs is red and reported t08", async ({ page, app }) => {
  test.setTimeout(90_000);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  const preview = page.getByRole("region", { name: "What others see" });
  for (const eyes of ["Another delegate", "A connection", "A stranger"]) {
    await preview.getByRole("button", { name: eyes }).click();
    await expect(preview.getByText("Exactly what your settings say.", { exact: false })).toBeVisible();
  }
  await preview.getByRole("button", { name: "A connection" }).click();
  await preview.getByText("Field by field").click();
  await expect(preview.getByRole("row", { name: "Phone My connections shown, as you chose" })).toBeVisible();
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { violations } = await new AxeBuilder({ page }).include("section[aria-labelledby=preview]").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  // A backend that tells delegates the number which Ada keeps for connections.
  const report = page.waitForRequest((request) => request.url().endsWith("/api/reports/over-share"));
  await page.route(/\/api\/me\/preview\?as=delegate$/, async (route) => {
    const answer = await (await route.fetch()).json();
    await route.fulfill({ json: { delegate: { ...answer.delegate, phone: "+44 20 7946 0101" } } });
  });
  await preview.getByRole("button", { name: "Another delegate" }).click();
  const alarm = preview.getByRole("alert");
  await expect(alarm).toContainText("This is not what your settings say.");
  await expect(alarm).toContainText("Phone: shown, although you hide it");
  expect((await report).postDataJSON()).toEqual({ place: "preview", members: { phone: 1 } });

  // The stranger's answer is the one that a request without the session gets.
  const asked = page.waitForRequest((request) => /\/api\/delegates\/[0-9a-f]{32}$/.test(request.url()));
  await preview.getByRole("button", { name: "A stranger" }).click();
  expect((await (await asked).allHeaders()).cookie).toBeUndefined();
  await expect(preview.getByText("Without signing in, nobody gets to see any delegate.")).toBeVisible();
});

test("widening names the audience and how many people it is; a held profile says so and is changed by nobody mod-01", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, ADA);
  await page.goto(`${app.origin}/profile`);
  await page.getByRole("group", { name: "Who sees Phone" }).getByRole("radio", { name: "All delegates" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Every delegate who is signed in to this conference can see it.");
  await expect(dialog).toContainText("That is up to 2,000 people.");
  await dialog.getByRole("button", { name: "Cancel" }).click();

  const id: string = await page.evaluate(async () => (await (await fetch("/api/me", { headers: { "X-Plenary": "1" } })).json()).id);
  const other = await (await device()).newPage();
  await signIn(other, app, BELA);
  await other.goto(`${app.origin}/delegates/${id}`);
  await expect(other.getByRole("heading", { name: "Ada Lindqvist" })).toBeVisible();
  expect(await app.errand("hold", "--id", id)).toContain("is held: nobody else sees it. Its owner is told by mail.");
  await other.reload();
  await expect(other.getByRole("heading", { name: "There is nothing here" }).or(other.getByText("There is nothing at this address"))).toBeVisible();
  expect(await found(other)).toBe(0);
  await page.reload();
  await expect(page.getByText("The organisers are holding your profile while they look at it.")).toBeVisible();
  await page.getByRole("textbox", { name: "Pronouns" }).fill("they/them");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("but not change it; write to them if that is a mistake")).toBeVisible();
  await expect.poll(() => app.mailbox.subjects(ADA, app.origin)).toContainEqual(expect.stringContaining("is held by the organisers"));
  await app.errand("release", "--id", id);
  await other.reload();
  await expect(other.getByRole("heading", { name: "Ada Lindqvist" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("The organisers are holding")).toHaveCount(0);
});
