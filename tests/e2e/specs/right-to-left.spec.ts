/** Every screen as somebody meets it whose page is read from right to left, with Arabic in it: signed out, signed in, with dialogs, waiting and failed.
 * Not: what the screens do. */
import { Page } from "@playwright/test";
import { conference, Conference } from "../harness/backend";
import { examine, mirror, reach } from "../harness/mirrored";
import { announce } from "../harness/notices";
import { peopled } from "../harness/peopled";
import { askForCode, CHIOMA } from "../harness/people";
import { expect, test as base } from "../harness/test";

// Of its own: its people and notices are nobody else's.
const test = base.extend<{}, { arabic: Conference }>({
  arabic: [
    async ({}, use) => {
      const started = await conference([], ["--organisers", "desk@organisers.example.org", "--controller", "مؤتمر الميناء، رصيف ١"]);
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: async ({ arabic, witness, page, context }, use) => {
    await mirror(page);
    await use(arabic);
    witness.end();
    await context.close();
    arabic.front.heal();
  },
});

type Open = (page: Page) => Promise<unknown>;

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const main = (page: Page) => page.getByRole("main");

async function visit(page: Page, app: Conference, screens: [string, string, Open][]): Promise<void> {
  for (const [screen, path, there] of screens) {
    await test.step(screen, async () => {
      // A document of its own: another fragment of the same address would be none.
      await page.goto("about:blank");
      await page.goto(`${app.origin}${path}`);
      await there(page);
      await examine(page, screen);
      await reach(page, screen);
    });
  }
}

const first = (page: Page) => main(page).getByRole("listitem").getByRole("heading").getByRole("link").first();

test("the programme", async ({ page, app }) => {
  test.setTimeout(300_000);
  await page.goto(app.origin);
  await first(page).waitFor();
  const talk = new URL((await first(page).getAttribute("href"))!, app.origin).pathname;
  await main(page).getByRole("button", { name: /^Star / }).first().click();
  await page.goto(`${app.origin}/speakers`);
  const speaker = main(page).locator("a[href^='/speakers/']").first();
  await speaker.waitFor();
  const onStage = new URL((await speaker.getAttribute("href"))!, app.origin).pathname;
  await visit(page, app, [
    ["programme", "/", (page) => first(page).waitFor()],
    ["programme, nothing found", "/?q=zzzzz", (page) => text(page, "No talk matches")],
    ["grid", "/grid", (page) => main(page).getByRole("link").nth(3).waitFor()],
    ["my agenda", "/mine", (page) => main(page).getByRole("link").nth(4).waitFor()],
    ["picks of nobody", "/picks", (page) => heading(page, /./)],
    ["changes", "/changes", (page) => heading(page, /./)],
    ["speakers", "/speakers", (page) => main(page).getByRole("listitem").first().waitFor()],
    ["speaker", onStage, (page) => heading(page, /./)],
    ["talk", talk, (page) => page.getByRole("article").waitFor()],
  ]);
});

test("the door, and what is open to everybody", async ({ page, app }) => {
  test.setTimeout(300_000);
  await visit(page, app, [
    ["sign-in", "/sign-in", (page) => page.getByLabel("E-mail address").waitFor()],
    ["a link without a token", "/sign-in/link", (page) => text(page, "This link is not complete")],
    ["a link", "/sign-in/link#abc", (page) => page.getByRole("button", { name: "Continue" }).waitFor()],
    ["a problem at an organisation", "/sign-in?problem=refused", (page) => heading(page, /./)],
    ["joining", "/sign-in/join", (page) => heading(page, /./)],
    ["nothing there", "/nowhere", (page) => text(page, "There is nothing at this address")],
    ["directory, signed out", "/delegates", (page) => text(page, "For delegates who are signed in")],
    ["policy", "/policy", (page) => text(page, "Who is responsible")],
    ["no notices", "/notices", (page) => text(page, "There is nothing to tell")],
  ]);
  await askForCode(page, app, CHIOMA);
  await examine(page, "code");
  await reach(page, "code");
});

test("people and one’s own, with Arabic in everything", async ({ page, app, device }) => {
  test.setTimeout(600_000);
  await peopled(app, page, async () => (await device()).newPage());
  await visit(page, app, [
    ["programme under notices", "/", async (page) => (await page.locator(".notice.strong").waitFor(), await page.locator(".notice.calm").waitFor())],
    ["notices", "/notices", (page) => page.getByRole("button", { name: "I have read this" }).nth(1).waitFor()],
  ]);
  await page.getByRole("button", { name: "I have read this" }).first().click();
  await page.getByRole("button", { name: "I have read this" }).click();
  await visit(page, app, [
    ["directory", "/delegates", (page) => text(page, /chose to be listed/)],
    ["directory, other letters", "/delegates?letter=%23", (page) => main(page).locator(".person").first().waitFor()],
    ["directory, nobody found", "/delegates?q=zzzzz", (page) => text(page, "Nobody found")],
    ["connections", "/connections", (page) => page.getByRole("region", { name: "They ask you" }).waitFor()],
    ["who saw what", "/who-saw-what", (page) => text(page, "You were affected.")],
    ["my data", "/my-data", (page) => page.getByRole("button", { name: "Take it back" }).waitFor()],
    ["devices", "/devices", (page) => text(page, "This device")],
    ["profile", "/profile", (page) => page.getByRole("button", { name: "Hide everything now" }).first().waitFor()],
  ]);
});

test("what is opened, asked and refused on those screens", async ({ page, app, device }) => {
  test.setTimeout(600_000);
  await peopled(app, page, async () => (await device()).newPage());
  const both = async (screen: string) => {
    await examine(page, screen);
    await reach(page, screen);
  };
  await page.goto(`${app.origin}/delegates?q=lindqvist`);
  await main(page).getByRole("link", { name: "Ada Lindqvist" }).click();
  await heading(page, "Ada Lindqvist");
  await both("delegate");
  await page.getByRole("button", { name: "Report" }).click();
  await both("report");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Block" }).click();
  await both("block");
  await page.keyboard.press("Escape");

  await page.goto(`${app.origin}/connections`);
  await page.getByRole("button", { name: "Show my code" }).click();
  await page.getByRole("img", { name: "The same code, for a camera" }).waitFor();
  await both("a code");
  await page.getByRole("button", { name: /^Answer/ }).click();
  await both("an answer");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^End connection/ }).click();
  await both("an end");
  await page.keyboard.press("Escape");

  await page.goto(`${app.origin}/who-saw-what`);
  await page.getByRole("button", { name: "By field" }).click();
  await page.getByRole("button", { name: "Who saw your links" }).waitFor();
  await both("who saw what, by field");
  await page.getByRole("button", { name: "Each time" }).click();
  await text(page, "on your page");
  await both("who saw what, each time");

  await page.goto(`${app.origin}/my-data`);
  await page.getByRole("button", { name: "Erase everything …" }).click();
  await both("an erasure");
  await page.keyboard.press("Escape");

  for (const [path, title] of [["/connections", "Your connections did not load"], ["/who-saw-what", "The record did not load"], ["/delegates", "The directory did not load"]]) {
    app.front.fail(/^\/api\/(connections|blocks|delegates|me\/access-log|me\/incidents)/, { kind: "answer", status: 422, body: "{}" });
    await page.goto(`${app.origin}${path}`);
    await text(page, title);
    await both(title);
    app.front.heal();
  }
});
