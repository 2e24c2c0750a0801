/** What goes wrong outside the app: each has its own clear words, keeps what can be kept, and leads on. Not: faults of the app. */
import { join } from "node:path";
import { demoDist } from "../harness/build";
import { CHIOMA, signIn, signOut, YUSUF } from "../harness/people";
import { alsoConnectTo } from "../harness/policy";
import { has, realFiles } from "../harness/programme";
import { expect, test } from "../harness/test";

test("an unreachable backend", async ({ page, app, witness }) => {
  witness.pardon(/ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
  app.front.fail(/^\/api\//, { kind: "unreachable" });
  await page.goto(app.origin);
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("could not be reached", { timeout: 30_000 });
  app.front.heal();
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible();
});

test("a captive portal in place of the API signs nobody out", async ({ page, app }) => {
  await signIn(page, app, CHIOMA);
  app.front.fail(/^\/api\//, { kind: "portal" });
  await page.getByRole("navigation").getByRole("link", { name: "Delegates", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Wi-Fi");
  await expect(signOut(page)).toBeVisible();
  app.front.heal();
  await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: /\w/ }).nth(30)).toBeVisible();
  await expect(signOut(page)).toBeVisible();
});

test("a captive portal at the first visit", async ({ page, app }) => {
  app.front.fail(/^\/api\//, { kind: "portal" });
  await page.goto(app.origin);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Wi-Fi");
});

test("a busy backend says when to come back", async ({ page, app, witness }) => {
  witness.pardon(/status of 503/);
  const body = JSON.stringify({ type: "about:blank", title: "Unavailable", status: 503 });
  app.front.fail(/^\/api\//, { kind: "answer", status: 503, type: "application/problem+json", body, headers: { "Retry-After": "120" } });
  await page.goto(app.origin);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("2 minutes", { timeout: 30_000 });
});

for (const [what, body, says] of [
  ["no JSON", '{\n  "name": "X",\n  "zone" "Europe/London"\n}', /line 3/],
  ["a member of the wrong kind", '{"name": 7}', /“name”/],
  ["a zone that is none", '{"name": "X", "zone": "an hour ahead"}', /“zone”/],
  ["a backend that is no address", '{"name": "X", "backend": "javascript:alert(1)"}', /“backend”/],
] as const) {
  test(`a broken config.json: ${what}`, async ({ page, app }) => {
    app.front.fail(/^\/config\.json$/, { kind: "answer", body });
    await page.goto(app.origin);
    await expect(page.getByRole("alert")).toContainText(says);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
}

test("a missing config.json", async ({ page, app, witness }) => {
  witness.pardon(/status of 404/);
  app.front.fail(/^\/config\.json$/, { kind: "answer", status: 404, body: "" });
  await page.goto(app.origin);
  await expect(page.getByRole("alert")).toContainText("no config.json");
});

const EMPTY = { schedule: { version: "1", conference: { acronym: "x", title: "X", start: "2026-01-01", end: "2026-01-01", daysCount: 0, days: [] } } };

for (const [what, name, body, says] of [
  ["an empty programme", "empty.json", JSON.stringify(EMPTY), /not out yet/],
  ["a programme that breaks off", "broken.json", '{"schedule": [', /line 1/],
  ["JSON that is no programme", "other.json", '{"weather": "rain"}', /programme/i],
  ["a page in place of the programme", "page.json", "<!doctype html><title>Wi-Fi</title>", /./],
] as const) {
  test(what, async ({ page, serve, witness }) => {
    const elsewhere = await serve({ folder: demoDist, headers: { "Access-Control-Allow-Origin": "*" }, files: { [`/${name}`]: body }, fallback: false });
    witness.allow(elsewhere.origin);
    const config = JSON.stringify({ name: "X", backend: "demo", programme: `${elsewhere.origin}/${name}`, zone: "Europe/London" });
    const { origin } = await serve({ folder: demoDist, headers: alsoConnectTo(elsewhere.origin), files: { "/config.json": config } });
    await page.goto(origin);
    await expect(page.getByRole("main").getByText(says).first()).toBeVisible();
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Star / })).toHaveCount(0);
  });
}

test("invalid-example.json is complained about in words", async ({ page, serve, witness }) => {
  test.skip(!has("invalid-example.json"), "invalid-example.json is not on this machine");
  const elsewhere = await serve({ folder: join(realFiles), headers: { "Access-Control-Allow-Origin": "*" }, fallback: false });
  witness.allow(elsewhere.origin);
  const config = JSON.stringify({ name: "X", backend: "demo", programme: `${elsewhere.origin}/invalid-example.json` });
  const { origin } = await serve({ folder: demoDist, headers: alsoConnectTo(elsewhere.origin), files: { "/config.json": config } });
  await page.goto(origin);
  await expect(page.getByRole("main").getByText(/About this programme|did not load/).first()).toBeVisible();
});

test("an unknown address", async ({ page, app }) => {
  for (const nowhere of ["/nowhere", "/talks/a%2Fb", "/profile/edit"]) {
    await page.goto(app.origin + nowhere);
    await expect(page.getByText("There is nothing at this address")).toBeVisible();
    await page.getByRole("link", { name: "To the programme" }).click();
    await expect(page.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible();
  }
});

test("a session that ends in mid-edit keeps what was typed", async ({ page, app }) => {
  await signIn(page, app, YUSUF);
  await page.getByRole("navigation").getByRole("link", { name: "Profile and privacy", exact: true }).click();
  const about = page.getByRole("textbox", { name: "About me" });
  await about.fill("Typed on a train, before the session ended.");

  // The session ends on the server, as it would after an administrator or another device ended it.
  const ended = await page.evaluate(async () => {
    const answer = await fetch("/api/auth/logout", { method: "POST", headers: { "X-Plenary": "1" } });
    return answer.status;
  });
  expect(ended).toBeLessThan(300);

  await page.getByRole("button", { name: "Save profile" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Your sign-in has ended" })).toBeVisible();
  await expect(about).toHaveValue("Typed on a train, before the session ended.");

  const mail = await app.mailbox.next(YUSUF, app.origin, async () => {
    await dialog.getByRole("textbox", { name: "E-mail address" }).fill(YUSUF);
    await dialog.getByRole("button", { name: "Send me a code" }).click();
  });
  await dialog.getByRole("textbox", { name: "Code" }).fill(mail.code);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Everything is saved")).toBeVisible();
  await page.reload();
  await expect(about).toHaveValue("Typed on a train, before the session ended.");
});
