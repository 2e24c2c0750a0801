/** What a page around the app tries, and one beside it in the same page: to be let in, to read, to forge, to lead somebody's click, to use their session. Not: what an honest page does. */
import { Page } from "@playwright/test";
import { around, Around, told } from "../harness/around";
import { BELA, leave, signIn, signOut } from "../harness/people";
import { expect, test } from "../harness/test";

const LINES = `<script async src="{app}/embed.js"></script><plenary-app><a href="{app}/">The programme</a></plenary-app>`;
const LOOSE = "default-src 'none'; script-src {app} 'unsafe-inline'; frame-src *";

let place: Around | undefined;
test.afterEach(async ({ witness, page }) => {
  await page.goto("about:blank");
  witness.end();
  await place?.app.stop();
  place = undefined;
});

function at(found: Around, witness: { allow(origin: string): void }): Around {
  place = found;
  witness.allow(found.app.origin);
  witness.allow(found.origin);
  return found;
}

const inside = (page: Page) => page.frameLocator("plenary-app iframe");
const shown = (page: Page) => expect(inside(page).getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible({ timeout: 30_000 });

test("a page that the organisers do not name is shown nothing, and keeps its link", async ({ page, witness, serve }) => {
  witness.pardon(/frame-ancestors|Framing '/);
  const found = at(await around(serve, "127.0.0.1", false), witness);
  await found.show(page, LINES);
  await expect.poll(() => page.frames().length).toBe(2);
  await expect.poll(() => page.frames()[1].url()).toBe("chrome-error://chromewebdata/");
  await expect(page.getByRole("link", { name: "The programme" })).toBeVisible();
});

test("no page, not even a named one of the same site, shows a personal screen inside itself", async ({ page, witness, serve }) => {
  witness.pardon(/frame-ancestors|Framing '/);
  const found = at(await around(serve, "localhost"), witness);
  await signIn(page, found.app, BELA);
  const paths = ["/profile", "/my-data", "/devices", "/connections", "/delegates", "/who-saw-what", "/sign-in", "/no-such-screen"];
  await found.show(page, paths.map((path) => `<iframe src="{app}${path}"></iframe>`).join(""), LOOSE);
  await expect.poll(() => page.frames().length).toBe(paths.length + 1);
  for (const [number, path] of paths.entries()) {
    await expect.poll(() => page.frames()[number + 1].url(), path).toBe("chrome-error://chromewebdata/");
  }
});

test("on another site nobody is signed in inside the page, and on a named one of the same site they are; the way out is there", async ({ page, witness, serve }) => {
  const found = at(await around(serve), witness);
  await signIn(page, found.app, BELA);
  const sent: string[] = [];
  page.on("request", async (request) => {
    if (request.frame() !== page.mainFrame() && (await request.allHeaders()).cookie) sent.push(request.url());
  });
  await found.show(page, LINES);
  await shown(page);
  await expect(inside(page).getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(sent, "no request from inside that page says who somebody is").toEqual([]);
  expect(await page.locator("plenary-app").evaluate((app) => app.shadowRoot!.querySelector("iframe")!.contentDocument)).toBe(null);
  await page.goto(found.app.origin);
  await leave(page);
  await page.goto("about:blank");
  await found.app.stop();

  const near = at(await around(serve, "localhost"), witness);
  await signIn(page, near.app, BELA);
  await near.show(page, LINES);
  await shown(page);
  await expect(inside(page).getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  await inside(page).getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto(near.app.origin);
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(signOut(page)).toBeHidden();
});

test("a stranger beside the programme can neither command it nor pass for it", async ({ page, witness, serve }) => {
  const stranger = await serve({ folder: "/nowhere", headers: {}, files: { "/index.html": "<!doctype html><title>x</title>" } });
  witness.allow(stranger.origin);
  const found = at(await around(serve), witness);
  await found.show(page, `${LINES}<iframe id="stranger" src="${stranger.origin}/"></iframe>`, LOOSE);
  await shown(page);
  const evil = page.frames().find((frame) => frame.url().startsWith(stranger.origin))!;
  await evil.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    addEventListener("message", (event) => heard.push(event.data));
    const wishes = JSON.stringify({ theme: "dark", rooms: ["nowhere"], look: { accent: "#ff0000" } });
    for (let other = 0; other < parent.frames.length; other++) parent.frames[other].postMessage(wishes, "*", [new MessageChannel().port2]);
    // Says to the page around that it is the app; whoever believes it answers with a channel.
    parent.postMessage("plenary:here", "*");
    parent.postMessage({ kind: "error", detail: { reason: "forged" } }, "*");
  });
  // What the page itself wishes afterwards is followed, so a forged wish would have been too.
  await page.locator("plenary-app").evaluate((app) => app.setAttribute("theme", "light"));
  await expect(inside(page).locator(":root")).toHaveAttribute("data-theme", "light");
  await shown(page);
  // Itself it heard only what it sent to every frame.
  expect(await evil.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard.length)).toBe(1);
  expect((await told(page)).map(([kind]) => kind)).toEqual(["ready"]);
  expect(await inside(page).locator(":root").evaluate((root) => root.style.getPropertyValue("--accent"))).toBe("");
});
