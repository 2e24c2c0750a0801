/** What a page around the app tries, and one beside it in the same page: to be let in, to read, to forge, to lead somebody's click, to use their session. Not: what an honest page does. */
import { Page } from "@playwright/test";
import { around, told } from "../harness/around";
import { BELA, leave, signIn, signOut } from "../harness/people";
import { expect, inside, LINES, LOOSE, shown, test } from "../harness/surrounded";

test("a page that the organisers do not name is shown nothing, and keeps its link", async ({ page, witness, serve, at }) => {
  witness.pardon(/frame-ancestors|Framing '/);
  const found = at(await around(serve, "127.0.0.1", false));
  await found.show(page, LINES);
  await expect.poll(() => page.frames().length).toBe(2);
  await expect.poll(() => page.frames()[1].url()).toBe("chrome-error://chromewebdata/");
  await expect(page.getByRole("link", { name: "The programme" })).toBeVisible();
});

test("no page, not even a named one of the same site, shows a personal screen inside itself", async ({ page, witness, serve, at }) => {
  witness.pardon(/frame-ancestors|Framing '/);
  const found = at(await around(serve, "localhost"));
  await signIn(page, found.app, BELA);
  const paths = ["/profile", "/my-data", "/devices", "/connections", "/delegates", "/who-saw-what", "/sign-in", "/no-such-screen"];
  await found.show(page, paths.map((path) => `<iframe src="{app}${path}"></iframe>`).join(""), LOOSE);
  await expect.poll(() => page.frames().length).toBe(paths.length + 1);
  for (const [number, path] of paths.entries()) {
    await expect.poll(() => page.frames()[number + 1].url(), path).toBe("chrome-error://chromewebdata/");
  }
});

test("on another site nobody is signed in inside the page, and on a named one of the same site they are; the way out is there", async ({ page, serve, at }) => {
  const found = at(await around(serve));
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

  const near = at(await around(serve, "localhost"));
  await signIn(page, near.app, BELA);
  await near.show(page, LINES);
  await shown(page);
  await expect(inside(page).getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  await inside(page).getByRole("button", { name: "Sign out", exact: true }).click();
  await page.goto(near.app.origin);
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  await expect(signOut(page)).toBeHidden();
});

test("a stranger beside the programme can neither command it nor pass for it", async ({ page, witness, serve, at }) => {
  const stranger = await serve({ folder: "/nowhere", headers: {}, files: { "/index.html": "<!doctype html><title>x</title>" } });
  witness.allow(stranger.origin);
  const found = at(await around(serve));
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

test("only the very origin that is named shows it: not its other name, not another port, not a page around that page", async ({ page, witness, serve, at }) => {
  witness.pardon(/frame-ancestors|Framing '/);
  const found = at(await around(serve));
  const { port } = new URL(found.origin);
  const files: Record<string, string> = {};
  const other = await serve({ folder: "/nowhere", headers: {}, files });
  for (const origin of [other.origin, `http://localhost:${port}`]) witness.allow(origin);
  const refused = () => page.frames().filter((frame) => frame.url() === "chrome-error://chromewebdata/").length;

  await found.show(page, LINES, "frame-ancestors *");
  await shown(page);
  expect(refused()).toBe(0);
  await page.goto(`http://localhost:${port}/`);
  await expect.poll(refused, "its other name").toBe(1);
  files["/index.html"] = `<!doctype html><title>x</title>${LINES.replaceAll("{app}", found.app.origin)}`;
  await page.goto(other.origin);
  await expect.poll(refused, "another port").toBe(1);
  files["/index.html"] = `<!doctype html><title>x</title><iframe src="${found.origin}/"></iframe>`;
  await page.goto(other.origin);
  await expect.poll(refused, "a page around the one that is named").toBe(1);
  expect(page.frames().length).toBe(3);
});

/** What is kept about whoever is signed in, and who sees it. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const { fields, listed } = await (await fetch("/api/me", { headers: { "X-Plenary": "1" } })).json();
    return { fields, listed };
  });

test("a page of another origin reads nothing, of the frame or by asking, and no request of its own is an act of whoever is signed in", async ({ page, witness, serve, at }) => {
  witness.pardon(/CORS policy|Failed to load resource|Content-Security-Policy|frame-ancestors|Framing '|ERR_FAILED|Cross-Origin/);
  // Named of another site; not named of the same one, where the browser would send the cookie.
  const far = at(await around(serve));
  await signIn(page, far.app, BELA);
  const before = await kept(page);
  expect(before.fields.phone.audience, "as it begins").toBe("only_me");
  const files = { "/index.html": "<!doctype html><title>x</title>" };
  const near = (await serve({ folder: "/nowhere", headers: {}, files })).origin.replace("127.0.0.1", "localhost");
  witness.allow(near);
  for (const origin of [far.origin, near]) {
    if (origin === far.origin) {
      await far.show(page, LINES, "frame-ancestors 'self'");
      await shown(page);
      expect(await page.evaluate(() => {
        const frame = document.querySelector("plenary-app")!.shadowRoot!.querySelector("iframe")!;
        return ["document", "localStorage", "plenaryHost"].filter((name) => {
          try {
            return (frame.contentWindow as unknown as Record<string, unknown>)[name] !== undefined;
          } catch {
            return false;
          }
        });
      })).toEqual([]);
    } else {
      await page.goto(near);
    }
    const read = await page.evaluate(async (app) => {
      const heard: string[] = [];
      for (const path of ["/api/me", "/api/me/session", "/api/delegates", "/api/me/sessions", "/api/me/export"]) {
        for (const mode of ["cors", "no-cors"] as const) {
          const answer = await fetch(app + path, { credentials: "include", mode }).catch(() => null);
          if (answer && answer.type !== "opaque") heard.push(path);
        }
      }
      await fetch(`${app}/api/auth/logout-all`, { method: "POST", credentials: "include", mode: "no-cors" }).catch(() => null);
      await fetch(`${app}/api/me/audiences`, { method: "POST", body: '{"phone":"everyone"}', credentials: "include", mode: "no-cors" }).catch(() => null);
      const frame = Object.assign(document.createElement("iframe"), { name: "sink" });
      const form = Object.assign(document.createElement("form"), { action: `${app}/api/auth/logout`, method: "POST", target: "sink" });
      document.body.append(frame, form);
      const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
      form.submit();
      await loaded;
      return heard;
    }, far.app.origin);
    expect(read, origin).toEqual([]);
  }
  // Neither sign-out was heard, and nothing was opened to anybody.
  await page.goto(`${far.app.origin}/profile`);
  await expect(signOut(page)).toBeVisible();
  expect(await kept(page)).toEqual(before);
  await leave(page);
});

test("signed in inside a page, there is nothing personal in it, however one comes there, and no choice of who sees what", async ({ page, serve, at }) => {
  const near = at(await around(serve, "localhost"));
  await signIn(page, near.app, BELA);
  await near.show(page, LINES);
  await shown(page);
  const go = (path: string) =>
    page.frames()[1].evaluate((href) => {
      const link = Object.assign(document.createElement("a"), { href });
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
  const choices = inside(page).getByRole("radio", { name: /nobody|delegates|everybody/i });
  for (const path of ["/", "/grid", "/speakers", "/mine", "/notices", "/policy"]) {
    await go(path);
    await expect.poll(() => new URL(page.frames()[1].url()).pathname).toBe(path);
    await expect(inside(page).getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(choices, path).toHaveCount(0);
  }
  for (const path of ["/profile", "/my-data", "/devices", "/connections", "/delegates", "/delegates/x", "/who-saw-what", "/sign-in"]) {
    await go(path);
    await expect(inside(page).getByRole("link", { name: "Open in a new tab" }).last()).toHaveAttribute("href", path);
    await expect(inside(page).getByRole("heading", { name: "This opens in a page of its own" })).toBeVisible();
    await expect(choices, path).toHaveCount(0);
  }
  await page.goto(`${near.app.origin}/profile`);
  await expect(page.getByRole("radio").or(page.getByRole("combobox")).first(), "where the choices are").toBeVisible();
  await leave(page);
});
