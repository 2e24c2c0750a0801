/** Where people put the programme: beside scripts of 2012, in what WordPress makes of it, where scripts are off, and in pages that move things about. Not: who may. */
import { brotliCompressSync, constants } from "node:zlib";
import { readFileSync } from "node:fs";
import { FrameLocator, Page } from "@playwright/test";
import { Around, around, AroundOptions, told } from "../harness/around";
import { expect, test } from "../harness/test";

const SCRIPT = `<script async src="{app}/embed.js"></script>`;
const ELEMENT = `<plenary-app><a href="{app}/">The programme</a></plenary-app>`;
/** What a page of 2012 says of itself. */
const NOTHING = "frame-ancestors 'self'";

// In a frame of another site the app draws the talks that are to be seen, and not some of those below as elsewhere.
test.use({ viewport: { width: 1280, height: 1600 } });

let place: Around | undefined;
test.afterEach(async ({ witness, page }) => {
  await page.goto("about:blank");
  witness.end();
  await place?.app.stop();
  place = undefined;
});

type Serve = Parameters<typeof around>[0];

async function beside(serve: Serve, witness: { allow(origin: string): void }, more?: AroundOptions): Promise<Around> {
  place = await around(serve, "127.0.0.1", true, more);
  witness.allow(place.app.origin);
  witness.allow(place.origin);
  return place;
}

const inside = (page: Page, at = 0) => page.frameLocator("plenary-app iframe").nth(at);
const stars = (frame: FrameLocator) => frame.getByRole("main").getByRole("button", { name: /^Star / }).first();
const shown = (frame: FrameLocator) => expect(stars(frame)).toBeVisible({ timeout: 30_000 });
const element = (page: Page) => page.locator("plenary-app").first();
/** Height of the window in the frame, less that of what it shows. */
const spare = (page: Page) => page.frames()[1].evaluate(() => innerHeight - Math.ceil(document.body.getBoundingClientRect().height));

test("what loads it is under 3 KB, and any page may load it", async ({ page, witness, serve }) => {
  const { app, show } = await beside(serve, witness);
  const answer = await fetch(`${app.origin}/embed.js`);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "cross-origin-resource-policy": "cross-origin", "access-control-allow-origin": "*" });
  const packed = brotliCompressSync(await answer.bytes(), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  expect(packed.length).toBeLessThan(3 * 1024);
  // Also one that holds it to a hash, for which the browser has to be allowed to read it.
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha384").update(Buffer.from(await (await fetch(`${app.origin}/embed.js`)).arrayBuffer())).digest("base64");
  await show(page, `<script async crossorigin="anonymous" integrity="sha384-${hash}" src="{app}/embed.js"></script>${ELEMENT}`);
  await shown(inside(page));
});

test("properties mirror attributes, also those set before the script came", async ({ page, witness, serve }) => {
  const { app, show } = await beside(serve, witness);
  await show(page, ELEMENT, NOTHING);
  await element(page).evaluate((app) => Object.assign(app, { theme: "dark", roomFilter: "Great Hall" }));
  expect(await element(page).getAttribute("theme")).toBe(null);
  await page.evaluate((src) => document.head.append(Object.assign(document.createElement("script"), { src })), `${app.origin}/embed.js`);
  await shown(inside(page));
  await expect(inside(page).locator(":root")).toHaveAttribute("data-theme", "dark");
  expect(await element(page).getAttribute("room-filter")).toBe("Great Hall");
  const found = await element(page).evaluate((app: HTMLElement & Record<string, unknown>) => {
    const names = ["src", "event-url", "view", "format", "locale", "timezone", "date-filter", "room-filter", "track-filter", "theme"];
    return names.map((name) => {
      const property = name.replace(/-./g, (found) => found[1].toUpperCase());
      const apart = app.cloneNode() as typeof app; // nothing of this one is followed
      apart[property] = "one";
      const first = apart.getAttribute(name);
      apart.setAttribute(name, "two");
      const second = apart[property];
      apart[property] = null;
      return [name, first, second, apart.hasAttribute(name)];
    });
  });
  for (const [name, first, second, third] of found) expect([first, second, third], String(name)).toEqual(["one", "two", false]);
});

test("beside jQuery 1.8, which puts it there, changes it, moves it and takes it away", async ({ page, witness, serve }) => {
  const jquery = readFileSync(require.resolve("jquery-browserify"));
  const { app, show } = await beside(serve, witness, { files: { "/jquery.js": jquery } });
  await show(page, `<script src="/jquery.js"></script><div id="one"></div><div id="two"></div>`, NOTHING);
  const run = (script: string) => page.evaluate(script);
  expect(await run("jQuery.fn.jquery")).toBe("1.8.1");
  await run(`window.heard = []; $("#one").on("plenary-ready plenary-talk-open", function (event) { heard.push([event.type, $(this).attr("id")]) })`);
  await run(`$("#one").html(${JSON.stringify((SCRIPT + ELEMENT).replaceAll("{app}", app.origin))})`);
  await shown(inside(page));
  expect(await run("heard")).toEqual([["plenary-ready", "one"]]);
  await run(`$("plenary-app").attr("theme", "dark")`);
  await expect(inside(page).locator(":root")).toHaveAttribute("data-theme", "dark");
  await run(`$("plenary-app").prop("theme", "light").css({ maxWidth: "500px" })`);
  await expect(inside(page).locator(":root")).toHaveAttribute("data-theme", "light");
  await expect.poll(() => page.frames()[1].evaluate(() => innerWidth)).toBe(500);

  // Out of the page, its link is there again; back in it, so is the programme.
  await run(`window.kept = $("plenary-app").detach(); 0`);
  await expect.poll(() => page.frames().length).toBe(1);
  await run(`kept.appendTo("#two"); 0`);
  await shown(inside(page));
  await expect(inside(page).locator(":root")).toHaveAttribute("data-theme", "light");
  await run(`$("#two").empty(); 0`);
  await expect.poll(() => page.frames().length).toBe(1);
});

// As WordPress sends a block of HTML, and as it sends the same from its older editor: a paragraph around every line, and breaks within.
const WORDPRESS: [string, string][] = [
  ["a block of HTML", `<!-- wp:html -->\n${SCRIPT}\n${ELEMENT}\n<!-- /wp:html -->`],
  ["paragraphs of the older editor", `<p>${SCRIPT}<br />\n<plenary-app format="list"><br />\n<a href="{app}/">The programme</a><br />\n</plenary-app></p>\n<p>&nbsp;</p>`],
];
const THEME = `<style>iframe { max-width: 50% !important; height: 150px !important } .entry-content { max-width: 40rem } .entry-content p { margin: 0 0 1.5em }</style>`;

for (const [what, markup] of WORDPRESS) {
  test(`in WordPress, as ${what}, twice in a page`, async ({ page, witness, serve }) => {
    const { show } = await beside(serve, witness);
    const other = `<script src="data:text/javascript,0" id="wp-embed-js" data-src="/wp-includes/js/wp-embed.js"></script>`;
    await show(page, `${THEME}${other}<article><div class="entry-content">${markup}${markup}</div></article>`, NOTHING);
    for (const at of [0, 1]) {
      // Talks above take their true height when they are seen, so that what is below moves.
      await expect(async () => {
        await page.locator("plenary-app").nth(at).evaluate((app) => app.scrollIntoView());
        await expect(stars(inside(page, at))).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
    }
    await expect(page.getByRole("link", { name: "The programme" })).toHaveCount(0);
    const [element, frame] = await Promise.all([
      page.locator("plenary-app").first().boundingBox(),
      page.locator("plenary-app iframe").first().boundingBox(),
    ]);
    expect(frame!.width, "a theme's rules for frames do not reach it").toBe(element!.width);
    expect(frame!.height).toBeGreaterThan(600);
    expect((await told(page)).filter(([kind]) => kind === "ready").length).toBe(2);
  });
}

test("it grows and shrinks with what it shows and with the window", async ({ page, witness, serve }) => {
  const { show } = await beside(serve, witness);
  await show(page, SCRIPT + ELEMENT);
  await shown(inside(page));
  const height = async () => {
    await expect.poll(async () => Math.abs(await spare(page))).toBeLessThan(2);
    return page.frames()[1].evaluate(() => innerHeight);
  };
  const list = await height();
  await inside(page).getByRole("searchbox").fill("zzzzz");
  await expect(inside(page).getByText("No talk matches")).toBeVisible();
  const nothing = await height();
  expect(nothing).toBeLessThan(list);
  await inside(page).getByRole("searchbox").fill("");
  await shown(inside(page));
  await page.setViewportSize({ width: 360, height: 1600 });
  await expect.poll(height).toBeGreaterThan(list);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), "nothing beside the window").toBeLessThanOrEqual(360);
});

test("of an app in a folder of its site, in another language, by the clock of another zone", async ({ page, witness, serve }) => {
  const { app, show } = await beside(serve, witness, { settings: ["--base", "/2027/app/"] });
  expect(new URL(app.origin).pathname).toBe("/2027/app");
  witness.allow(new URL(app.origin).origin);
  await show(page, `${SCRIPT}<plenary-app locale="de" timezone="Atlantic/Azores" view="grid"><a href="{app}/">Das Programm</a></plenary-app>`, NOTHING);
  await expect(inside(page).getByRole("gridcell").first()).toBeVisible({ timeout: 30_000 });
  expect(page.frames()[1].url()).toBe(`${app.origin}/grid?locale=de`);
  await expect(inside(page).locator(":root")).toHaveAttribute("lang", "de");
  await expect(inside(page).getByRole("radio", { name: "In Atlantic/Azores" })).toBeChecked();
  await expect(inside(page).getByRole("columnheader").first()).toHaveText(/^Azores \(/);
  // Registration is at eight at the venue, whose clock changes on the same nights as these.
  await expect(inside(page).getByRole("rowheader").first()).toContainText(/^07:00.*08:00/);
  await element(page).evaluate((app) => app.setAttribute("timezone", "Europe/Helsinki"));
  await expect(inside(page).getByRole("radio", { name: "In Europe/Helsinki" })).toBeChecked();
  await expect(inside(page).getByRole("rowheader").first()).toContainText(/^10:00/);
  await inside(page).getByRole("radio", { name: "Am Konferenzort (Europe/London)" }).check();
  await expect(inside(page).getByRole("rowheader").first()).toContainText(/^08:00/);
  expect((await told(page)).filter(([kind]) => kind === "error")).toEqual([]);
});

test("without scripts its link is there", async ({ device, witness, serve }) => {
  const { app, show } = await beside(serve, witness);
  const context = await device({ javaScriptEnabled: false });
  const page = await context.newPage();
  await show(page, `${SCRIPT}${ELEMENT}<noscript><p>Without scripts: <a href="{app}/">read it there</a></p></noscript>`);
  await expect(page.getByRole("link", { name: "The programme" })).toHaveAttribute("href", `${app.origin}/`);
  await expect(page.getByRole("link", { name: "read it there" })).toBeVisible();
  await page.close();
});
