/** Who saw what, the part of an incident that is one's own, and the alarm when a backend sends too much. Not: what is noted, which the suite of the contract holds. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { conference, Conference } from "../harness/backend";
import { BELA, CHIOMA, MINISTER, signIn, YUSUF } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: who has looked depends on what was done there before.
const test = base.extend<{ app: Conference }>({
  app: async ({ witness }, use) => {
    const started = await conference();
    await use(started);
    witness.end();
    await started.stop();
  },
});

const PHONE = "+44 20 7946 0777";
const main = (page: Page) => page.getByRole("main");
const seen = (page: Page) => main(page).getByRole("region", { name: /seen/ });
const rows = (page: Page) => seen(page).getByRole("listitem");

/** Asks the backend as the page does. */
async function ask(page: Page, method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<any> {
  const sent = { method, path, body: JSON.stringify(body), headers };
  return page.evaluate(async ({ method, path, body, headers }) => {
    const answer = await fetch(path, { method, body, headers: { "X-Plenary": "1", "Content-Type": "application/json", ...headers } });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    return answer.json();
  }, sent);
}

const get = (page: Page, path: string): Promise<any> => page.evaluate(async (path) => (await fetch(path, { headers: { "X-Plenary": "1" } })).json(), path);

/** Bela, listed, with a number that everybody may see; her id. */
async function shares(page: Page): Promise<string> {
  const me = await get(page, "/api/me");
  await ask(page, "PATCH", "/api/me", { name: "Béla Bartha", phone: PHONE }, { "If-Match": `"${me.version}"` });
  await ask(page, "PUT", "/api/me/audiences", { fields: { name: "delegates", phone: "delegates" }, listed: true });
  return me.id;
}

async function looksAt(page: Page, app: Conference, who: string, id: string): Promise<void> {
  await signIn(page, app, who);
  await page.goto(`${app.origin}/delegates/${id}`);
  await expect(main(page).getByRole("heading", { level: 1, name: "Béla Bartha" })).toBeVisible();
  await expect(main(page).getByText(PHONE)).toBeVisible();
}

async function examine(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${screen}, ${colorScheme}, ${width} px`).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), screen).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("every look is there: by person, by field, each time, and as a table t52", async ({ page, app, device }) => {
  test.setTimeout(180_000);
  await signIn(page, app, BELA);
  await page.goto(`${app.origin}/profile`);
  await main(page).getByRole("link", { name: "Who saw what" }).click();
  await expect(main(page).getByRole("heading", { level: 1, name: "Who saw what" })).toBeFocused();
  await expect(main(page).getByText("Nobody has seen anything of yours.")).toBeVisible();
  await expect(main(page).getByText("No incident has been recorded.")).toBeVisible();
  await examine(page, "nobody");

  const id = await shares(page);
  await looksAt(await (await device()).newPage(), app, CHIOMA, id);
  await looksAt(await (await device()).newPage(), app, MINISTER, id);
  await page.reload();
  await expect(main(page).getByRole("heading", { name: "2 people have seen something of yours." })).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("who does not share their name with you saw your name and phone");
  await expect(main(page), "somebody who is not listed is not named").not.toContainText(/minister/i);
  const chioma = rows(page).nth(1).getByRole("link", { name: /Chioma/ });
  await expect(chioma).toBeVisible();
  await examine(page, "by person");

  await seen(page).getByRole("button", { name: "By field" }).click();
  await expect(rows(page).filter({ hasText: "Phone" })).toContainText("2 people; last on");
  await expect(rows(page).filter({ hasText: "E-mail" })).toContainText("Nobody has seen it.");
  await examine(page, "by field");
  await rows(page).filter({ hasText: "Phone" }).getByRole("button", { name: "Who saw your phone" }).press("Enter");
  await expect(main(page).getByRole("heading", { name: /have seen something/ })).toBeFocused();
  await expect(rows(page)).toHaveCount(2);
  await seen(page).getByRole("button", { name: /Only who saw your phone/ }).click();
  await expect(seen(page).getByRole("button", { name: /Only who saw/ })).toHaveCount(0);

  await seen(page).getByRole("button", { name: "Each time" }).click();
  await expect(rows(page).first()).toContainText("on your page");
  await examine(page, "each time");

  const download = page.waitForEvent("download");
  await main(page).getByRole("button", { name: "Save as a table" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("who-saw-what.csv");
  const table = await readFile(await file.path(), "utf8");
  expect(table.startsWith("\ufeff\"time\",\"who\",\"fields\",\"way\"\r\n")).toBe(true);
  expect(table).toMatch(/Chioma[^\r]*"name phone","page"/);

  await seen(page).getByRole("button", { name: "By person" }).click();
  await rows(page).getByRole("link", { name: /Chioma/ }).click();
  await expect(main(page).getByRole("heading", { level: 1, name: /Chioma/ })).toBeVisible();
});

test("an incident says to each whether it touched them, in which fields, when t51", async ({ page, app, device }) => {
  test.setTimeout(120_000);
  await signIn(page, app, BELA);
  const id = await shares(page);
  const other = await (await device()).newPage();
  await looksAt(other, app, YUSUF, id);
  const span = ["--from", "2020-01-01T00:00:00Z", "--to", "2099-01-01T00:00:00Z"];
  const { id: thief } = await get(other, "/api/me");
  const told = await app.errand("incident", ...span, "--viewer", thief, "--text", "A laptop was stolen in the foyer.");
  expect(told).toMatch(/^Incident \w+ is recorded/);

  await page.goto(`${app.origin}/who-saw-what`);
  const incidents = main(page).getByRole("region", { name: "Incidents" });
  await expect(incidents).toContainText("A laptop was stolen in the foyer.");
  await expect(incidents).toContainText("You were affected.");
  await expect(incidents).toContainText("It showed your name and phone");
  await examine(page, "affected");
  await other.goto(`${app.origin}/who-saw-what`);
  await expect(main(other).getByRole("region", { name: "Incidents" })).toContainText("You were not affected.");
  await examine(other, "not affected");
});

test("a record that does not come is said, and asked for again", async ({ page, app, witness }) => {
  witness.pardon(/status of 503/);
  await signIn(page, app, BELA);
  app.front.fail(/^\/api\/me\/(access-log|incidents)/, { kind: "answer", status: 503, body: "{}" });
  await page.goto(`${app.origin}/who-saw-what`);
  await expect(main(page).getByRole("alert").filter({ hasText: "The record did not load" })).toBeVisible({ timeout: 30_000 });
  await examine(page, "failed");
  app.front.heal();
  for (const alert of ["The incidents did not load", "The record did not load"]) {
    await main(page).getByRole("alert").filter({ hasText: alert }).getByRole("button", { name: "Try again" }).click();
  }
  await expect(main(page).getByText("Nobody has seen anything of yours.")).toBeVisible();
});

test("what a backend sends beyond the contract is nowhere in the page and reported once t08", async ({ page, app }) => {
  test.setTimeout(120_000);
  await signIn(page, app, BELA);
  const reports: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/reports/over-share")) reports.push(request.postData() ?? "");
  });
  const [hash, hidden] = ["canary-hash-7f3k9", "+44 7700 900456"];
  await page.route(/\/api\/delegates(\?|$)/, async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    for (const person of body.delegates) Object.assign(person, { password_hash: hash, phone: hidden, phone_visible: false });
    body.hidden_total = 41;
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto(`${app.origin}/delegates`);
  await expect(main(page).getByRole("listitem").first()).toBeVisible();
  await expect.poll(() => reports.length).toBe(1);
  const report = JSON.parse(reports[0]);
  expect(report.place).toBe("directory");
  expect(Object.keys(report.members).sort()).toEqual(["hidden_total", "password_hash", "phone_visible"]);
  const kept = await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  for (const canary of [hash, hidden]) {
    expect(kept).not.toContain(canary);
    expect(reports[0]).not.toContain(canary);
  }
  await page.getByRole("searchbox").fill("ada");
  await expect(main(page).getByRole("link", { name: "Ada Lindqvist" })).toBeVisible();
  expect(reports, "once for each time that the page is loaded").toHaveLength(1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  expect(await app.errand("over-shares")).toMatch(/\tdirectory\tpassword_hash\t\d+ times in 1 reports\n/);
});
