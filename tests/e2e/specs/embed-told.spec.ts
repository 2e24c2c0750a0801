/** What a page around the app learns of whoever is in it, and what a press that it leads can do: nothing of anybody's stars, and nothing to the account. Not: what it tries beside that (`embed-hostile`). */
import { Frame, Page } from "@playwright/test";
import { around } from "../harness/around";
import { announce } from "../harness/notices";
import { BELA, leave, signIn } from "../harness/people";
import { expect, inside, LINES, LOOSE, shown, test } from "../harness/surrounded";

// In a frame of another site the app draws the talks that are to be seen, and not some of those below as elsewhere.
test.use({ viewport: { width: 1280, height: 1600 } });

/** A frame of the page's own making, which notes all that it is told: what `<plenary-app>` does with it is up to whoever writes it. */
async function probe(page: Page, address: string): Promise<Frame> {
  await page.reload();
  await page.evaluate((address) => {
    const heard: { kind: string; detail: unknown }[] = [];
    Object.assign(globalThis, { heard });
    const frame = Object.assign(document.createElement("iframe"), { src: address, width: 900, height: 1400 });
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || data !== "plenary:here") return;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push(data);
      frame.contentWindow!.postMessage("{}", origin, [port2]);
    });
    document.body.append(frame);
  }, address);
  await expect.poll(() => page.frames()[1]?.url()).toContain(new URL(address).origin);
  return page.frames()[1];
}

const heard = (page: Page) => page.evaluate(() => (globalThis as unknown as { heard: { kind: string; detail: unknown }[] }).heard);
const heights = async (page: Page) => (await heard(page)).filter(({ kind }) => kind === "height").length;

/** Makes what the frame shows higher, and waits until the app could have said so. */
const grow = (frame: Frame) =>
  frame.evaluate(async () => {
    document.body.append(Object.assign(document.createElement("p"), { textContent: "x" }));
    for (let frames = 0; frames < 4; frames++) await new Promise(requestAnimationFrame);
  });

test("how high it is says nothing of anybody's stars, whatever the page around asks for", async ({ page, serve, at }) => {
  // Of the same site, where what is starred is known in the frame and by itself.
  const found = at(await around(serve, "localhost"));
  await found.show(page, "", LOOSE);
  const { talks } = await (await fetch(`${found.app.origin}/api/agenda`, { headers: { "X-Plenary": "1" } })).json();
  const [starred, other]: { id: string; title: string }[] = [talks[0], talks.at(-1)];
  let frame = await probe(page, `${found.app.origin}/talks/${starred.id}`);
  await frame.getByRole("button", { name: `Star ${starred.title}` }).first().click();
  await expect(frame.getByRole("button", { name: `Star ${starred.title}` }).first()).toHaveAttribute("aria-pressed", "true");
  await expect(frame.getByText(/Only you/)).toHaveCount(0);
  await expect.poll(() => heights(page)).toBeGreaterThan(0);

  // Not only what is starred, so that nothing depends on it.
  for (const { title, id } of [starred, other]) {
    frame = await probe(page, `${found.app.origin}/?starred=1&q=${encodeURIComponent(title)}`);
    await expect(frame.getByRole("main").locator(`a[href='/talks/${id}']`).first()).toBeVisible({ timeout: 30_000 });
    await expect(frame.getByLabel("Only what I starred")).toHaveCount(0);
  }

  frame = await probe(page, `${found.app.origin}/mine`);
  await expect(frame.getByRole("main").locator(`a[href='/talks/${starred.id}']`).first()).toBeVisible({ timeout: 30_000 });
  await grow(frame);
  expect((await heard(page)).map(({ kind }) => kind)).toEqual(["ready"]);
  await frame.getByRole("link", { name: "Speakers" }).first().click();
  await expect.poll(() => heights(page), "of a screen that is everybody's").toBeGreaterThan(0);
  await frame.getByRole("link", { name: "My agenda" }).first().click();
  await expect(frame.getByRole("heading", { name: "My agenda", level: 1 })).toBeVisible();
  const before = await heights(page);
  await grow(frame);
  expect(await heights(page)).toBe(before);
});

test("signed in inside a page, no calendar address is made, no notice is read and no key believed by a press", async ({ page, serve, at }) => {
  const near = at(await around(serve, "localhost"));
  await announce(near.app, { kind: "incident", title: "A loud one", text: "Do nothing." });
  await announce(near.app, { kind: "announcement", title: "A calm one", text: "Lunch is at noon." });
  await signIn(page, near.app, BELA);
  const asked: string[] = [];
  page.on("request", (request) => void (request.frame() !== page.mainFrame() && asked.push(new URL(request.url()).pathname)));
  await near.show(page, LINES);
  await shown(page);
  const press = inside(page).getByRole("button", { name: /I have read|Put away|calendar address|I know about it/ });
  for (const title of ["A loud one", "A calm one"]) await expect(inside(page).getByText(title)).toBeVisible();
  await expect(press).toHaveCount(0);
  await inside(page).getByRole("link", { name: "My agenda" }).first().click();
  await expect(inside(page).getByText(/kept on this device and in your account/)).toBeVisible();
  await expect(press).toHaveCount(0);
  await inside(page).getByRole("link", { name: "Notices" }).last().click();
  await expect(inside(page).getByRole("heading", { name: "A calm one", level: 2 })).toBeVisible();
  await expect(press).toHaveCount(0);
  expect(asked, "the plan was drawn").toContain("/api/me/agenda");
  expect(asked).not.toContain("/api/me/calendar");

  // By themselves they are there.
  await page.goto(`${near.app.origin}/mine`);
  await expect(page.getByRole("button", { name: "Make my calendar address" })).toBeVisible();
  await expect(page.getByRole("button", { name: "I have read this" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Put away: A calm one/ })).toBeVisible();
  await leave(page);
});

test("a session that ends inside a page is signed out there: no dialog asks for a proof", async ({ page, witness, serve, at }) => {
  witness.pardon(/Failed to load resource/);
  const near = at(await around(serve, "localhost"));
  await signIn(page, near.app, BELA);
  await near.show(page, LINES);
  await shown(page);
  await expect(inside(page).getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  await page.context().clearCookies();
  await inside(page).getByRole("main").getByRole("button", { name: /^Star / }).first().click();
  await expect(inside(page).getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(inside(page).getByRole("dialog")).toHaveCount(0);
});

test("a page that only config.json leaves out hears that, and nothing else, not even a height", async ({ page, serve, at }) => {
  const found = at(await around(serve));
  const config = await (await fetch(`${found.app.origin}/config.json`)).json();
  found.app.front.fail(/^\/config\.json$/, { kind: "answer", body: JSON.stringify({ ...config, hosts: ["https://www.example.org"] }) });
  await found.show(page, "", LOOSE);
  const frame = await probe(page, found.app.origin + "/");
  const star = frame.getByRole("main").getByRole("button", { name: /^Star / }).first();
  await star.click({ timeout: 30_000 });
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await frame.getByRole("main").locator("a[href^='/talks/']").first().click();
  await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
  await grow(frame);
  expect(await heard(page)).toEqual([{ kind: "error", detail: { reason: "not-a-host" } }]);
  found.app.front.heal();
});
