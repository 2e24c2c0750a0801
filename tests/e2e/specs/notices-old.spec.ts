/** Notices that are kept away: a list that should have been signed anew, and one that is played back. Not: forgeries (`notices-forged`). */
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

const signed = async () => (await (await fetch(`${app.origin}/api/incidents`)).json()).signed as string;
const freshness = (page: Page) => page.getByRole("main").getByText(/This was all of it/);

/** An organiser's key, and the feed that is signed by it as of so many seconds ago. */
async function organiser(): Promise<(signed: string, secondsAgo: number) => void> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
  const config = await (await fetch(`${app.origin}/config.json`)).json();
  app.front.fail(/^\/config\.json$/, { kind: "answer", body: JSON.stringify({ ...config, notices: { key } }) });
  return (words, secondsAgo) => {
    const dated = JSON.stringify({ ...JSON.parse(words), issued: Math.floor(Date.now() / 1000) - secondsAgo });
    const body = JSON.stringify({ signed: dated, signature: sign(null, Buffer.from(dated), privateKey).toString("hex"), key });
    app.front.fail(/^\/api\/incidents$/, { kind: "answer", body });
  };
}

test("a list that was signed too long ago is shown, and it is said that newer ones may be kept away t51", async ({ page }) => {
  await announce(app, { kind: "incident", title: "The last one", text: "That came through." });
  const words = await signed();
  const answers = await organiser();
  answers(words, 60);
  await page.goto(`${app.origin}/notices`);
  await expect(page.getByRole("heading", { level: 2, name: "The last one" })).toBeVisible();
  await expect(freshness(page)).toContainText("Signed by the organisers.");
  await expect(freshness(page)).not.toContainText("kept away");

  answers(words, 20 * 60);
  const fresh = await (await page.context().browser()!.newContext()).newPage();
  await fresh.goto(`${app.origin}/notices`);
  await expect(fresh.getByRole("heading", { level: 2, name: "The last one" })).toBeVisible();
  await expect(freshness(fresh)).toContainText("newer ones are kept away from you, or the clock of this device is wrong");
  await fresh.context().close();
});

test("a list from long before what is known is not shown, and that is said over every screen until a true one comes t51", async ({ page }) => {
  const before = await signed();
  await announce(app, { kind: "incident", title: "Since then", text: "It happened." });
  const now = await signed();
  const answers = await organiser();
  answers(now, 0);
  await page.goto(app.origin);
  const said = page.getByRole("alert").getByText(/is older than what this device knows, so it is not shown/);
  await expect(page.getByRole("alert").getByText("It happened.")).toBeVisible();

  // Two copies of one feed may be some minutes apart: that is nobody's doing.
  answers(before, 5 * 60);
  await look(page);
  await expect(page.getByRole("alert").getByText("It happened.")).toBeVisible();
  await expect(said).toHaveCount(0);

  answers(before, 20 * 60);
  await look(page);
  await expect(said).toBeVisible();
  await expect(page.getByRole("alert").getByText("It happened.")).toBeVisible();
  // Also for whoever comes back to what this device keeps.
  await page.reload();
  await expect(page.getByRole("alert").getByText("It happened.")).toBeVisible();
  await look(page);
  await expect(said).toBeVisible();

  answers(now, 0);
  await look(page);
  await expect(said).toHaveCount(0);
  app.front.heal();
});
