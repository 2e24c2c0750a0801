/** Notices that the organisers did not sign, that are played back, or that a browser cannot check. Not: the notices' own life. */
import { Page } from "@playwright/test";
import { generateKeyPairSync, sign } from "node:crypto";
import { conference, Conference } from "../harness/backend";
import { announce, look } from "../harness/notices";
import { expect, test } from "../harness/test";

let app: Conference;
test.beforeEach(async () => void (app = await conference()));
test.afterEach(async ({ witness, page }) => {
  witness.end();
  await page.close();
  await app.stop();
});

const feed = async () => (await fetch(`${app.origin}/api/incidents`)).json() as Promise<Record<string, string>>;
const answered = (body: object) => app.front.fail(/^\/api\/incidents$/, { kind: "answer", body: JSON.stringify(body) });
const alerts = (page: Page) => page.getByRole("alert");

/** The same words by another key, as somebody in between would sign their own. */
function signedAnew(signed: string): Record<string, string> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  return { signed, signature: sign(null, Buffer.from(signed), privateKey).toString("hex"), key };
}

test("words that were changed on the way, and words signed by somebody else, are not shown, and that is said t51", async ({ page }) => {
  await announce(app, { kind: "incident", title: "The true one", text: "Do nothing." });
  await page.goto(app.origin);
  await expect(alerts(page)).toContainText(["The true one"]);
  const good = await feed();
  for (const bad of [{ ...good, signed: good.signed.replace("Do nothing", "Send your code") }, signedAnew(good.signed.replace("Do nothing", "Send your code"))]) {
    answered(bad);
    await look(page);
    await expect(alerts(page).getByText(/was not signed by them, so it is not shown/)).toBeVisible();
    await expect(page.getByText("Send your code")).toHaveCount(0);
    await expect(alerts(page).getByText("Do nothing.")).toBeVisible();
    app.front.heal();
    await look(page);
    await expect(page.getByText(/was not signed by them/)).toHaveCount(0);
  }
  const fresh = await page.context().newPage();
  answered(signedAnew(good.signed));
  await fresh.goto(app.origin);
  await expect(alerts(fresh).getByText(/was not signed by them/)).toBeVisible();
  app.front.heal();
});

test("an old list that is played back takes nothing away", async ({ page }) => {
  const old = await feed();
  await announce(app, { kind: "incident", title: "Since then", text: "It happened." });
  await page.goto(app.origin);
  await expect(alerts(page)).toContainText(["Since then"]);
  answered(old);
  await look(page);
  await page.reload();
  await expect(alerts(page)).toContainText(["Since then"]);
  app.front.heal();
});

test("another key than the one this device knew is said until somebody says that they know", async ({ page }) => {
  await announce(app, { kind: "announcement", title: "Hello", text: "World." });
  await page.goto(app.origin);
  await expect(page.getByRole("status").filter({ hasText: "Hello" })).toBeVisible();
  const { signed } = await feed();
  const other = signedAnew(signed);
  const config = await (await fetch(`${app.origin}/config.json`)).json();
  app.front.fail(/^\/config\.json$/, { kind: "answer", body: JSON.stringify({ ...config, notices: { key: other.key } }) });
  answered(other);
  await page.reload();
  await expect(alerts(page).getByText(/signed by another key than this device knew/)).toBeVisible();
  await page.getByRole("button", { name: "I know about it" }).click();
  await expect(page.getByText(/signed by another key/)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("status").filter({ hasText: "Hello" })).toBeVisible();
  await look(page);
  await expect(page.getByText(/signed by another key/)).toHaveCount(0);
  app.front.heal();
});

test("a browser that cannot check shows them all the same, and says so", async ({ page }) => {
  await page.addInitScript(() => {
    SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException("no such algorithm", "NotSupportedError"));
  });
  await announce(app, { kind: "incident", title: "Something", text: "Happened." });
  await page.goto(app.origin);
  await expect(alerts(page).getByText("Happened.")).toBeVisible();
  await expect(alerts(page).getByText(/This browser cannot check/)).toBeVisible();
});
