/** Finding a talk: words, filters, counts, addresses, hidden rooms; by mouse, by keyboard, on a small screen, from right to left. Not: the folding of every script, which native tests hold. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { catalogue, DAYS, FACETS, Item, ITEMS, ROOMS } from "../harness/catalogue";
import { Host, HostOptions } from "../harness/static";
import { expect, test } from "../harness/test";
import { showing } from "../harness/timetable";

type Serve = (options: HostOptions) => Promise<Host>;

const box = (page: Page) => page.getByRole("searchbox", { name: "Search the programme" });
const cards = (page: Page) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Star / }) });
const titles = (page: Page) => cards(page).getByRole("heading").allInnerTexts();
const status = (page: Page) => page.getByRole("main").getByRole("status").filter({ hasText: /talks?$/ });
const opener = (page: Page) => page.getByRole("button", { name: /^Filters/ });
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true });
const choice = (page: Page, list: string, name: string) => group(page, list).getByRole("checkbox", { name: new RegExp(`^${name}\\b`) });
const marks = (page: Page) => page.getByRole("main").locator("mark").allInnerTexts();
const talks = (n: number) => `${n} ${n === 1 ? "talk" : "talks"}`;

async function open(page: Page, serve: Serve, query = ""): Promise<string> {
  const { origin } = await showing(serve, catalogue());
  await page.goto(`${origin}/${query}`);
  await expect(box(page)).toBeVisible({ timeout: 30_000 });
  return origin;
}

/** How many of these a choice of a list would leave. */
const left = (items: Item[], list: string, name: string) => items.filter((item) => FACETS[list].has(item, name)).length;

async function counted(page: Page, list: string): Promise<Record<string, number>> {
  const rows = await group(page, list).getByRole("listitem").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("label > span")].map((span) => span.textContent!.trim())),
  );
  return Object.fromEntries(rows.map(([name, count]) => [name, Number(count)]));
}

test("words are found without accents and case, by the beginning of any word, and marked as they are written", async ({ page, serve }) => {
  await open(page, serve);
  for (const [typed, title, marked] of [
    ["ESPER", "L’Espéranto for everybody", ["Espér"]],
    ["strass", "Straßenbahn", ["Straß"]],
    ["every esperanto", "L’Espéranto for everybody", ["Espéranto", "every"]],
    ["會議", "開放會議", ["會議"]],
  ] as const) {
    await box(page).fill(typed);
    await expect(cards(page)).toHaveCount(1);
    expect(await titles(page)).toEqual([title]);
    expect(await marks(page)).toEqual(marked);
  }
  await box(page).fill("peranto");
  await expect(page.getByRole("heading", { name: "No talk matches" })).toBeVisible();
  await box(page).fill("angstrom");
  await expect(status(page)).toHaveText(talks(ITEMS.filter((item) => item.speakers.includes("s0")).length));
  expect(new Set(await marks(page))).toEqual(new Set(["Ångström"]));
});

test("the best comes first, with its day and time, and a line of the text where only that matched", async ({ page, serve }) => {
  await open(page, serve);
  await box(page).fill("needle");
  await expect(cards(page)).toHaveCount(3);
  expect(await titles(page)).toEqual(["Needle and thread", "Knitting with needles", "A history of straw"]);
  await expect(cards(page).nth(2)).toContainText("Then somebody wrote a needle into it.");
  expect(await marks(page)).toEqual(["Needle", "needle", "needle"]);
  const thread = ITEMS.find(({ title }) => title === "Needle and thread")!;
  const date = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" }).format(Date.parse(thread.day));
  await expect(cards(page).nth(0)).toContainText(date);
  await expect(cards(page).nth(0)).toContainText(thread.start.slice(11, 16));
  // Not by colour alone.
  expect(await page.locator("mark").first().evaluate((mark) => getComputedStyle(mark).textDecorationLine)).toContain("underline");
});

test("rows follow the key press; the address follows after a pause, in place of the one before", async ({ page, serve }) => {
  await open(page, serve);
  const before = await page.evaluate(() => history.length);
  const { drawn, address } = await box(page).evaluate(async (input: HTMLInputElement) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    input.focus();
    input.value = "needle";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await frame();
    await frame();
    return { drawn: [...document.querySelectorAll("main .talk h3")].map((title) => title.textContent), address: location.search };
  });
  expect(drawn, "only what matches is drawn, two frames after the key").toEqual(["Needle and thread", "Knitting with needles", "A history of straw"]);
  expect(address).toBe("");
  await expect(page).toHaveURL(/\?q=needle$/);
  expect(await page.evaluate(() => history.length)).toBe(before);
  await expect(status(page), "told once it stands still").toHaveText("3 talks");
});

test("every count is what another count says, whatever is chosen elsewhere", async ({ page, serve }) => {
  await open(page, serve);
  await opener(page).click();
  const all = (items: Item[]) => Promise.all(
    Object.entries(FACETS).map(async ([list, { choices }]) => {
      const expected = Object.fromEntries(choices.map((name) => [name, left(items, list, name)]));
      await expect.poll(() => counted(page, list), `counts of ${list}`).toEqual(expected);
    }),
  );
  // Nothing is looked for: a choice would look on all days, and its count says so.
  await all(ITEMS);
  await choice(page, "Track", "Music").check();
  const music = ITEMS.filter((item) => item.track === "music");
  await expect(status(page)).toHaveText(talks(music.length));
  for (const list of Object.keys(FACETS).filter((list) => list !== "Track")) {
    const expected = Object.fromEntries(FACETS[list].choices.map((name) => [name, left(music, list, name)]));
    expect(await counted(page, list), list).toEqual(expected);
  }
  expect(await counted(page, "Track"), "its own list, as if nothing of it were chosen").toEqual({ Making: left(ITEMS, "Track", "Making"), Mending: left(ITEMS, "Track", "Mending"), Music: music.length });
  const days = page.getByRole("navigation", { name: "Days" }).getByRole("link");
  const onDay = DAYS.map((day) => `(${music.filter((item) => item.day === day).length})`);
  expect((await days.allInnerTexts()).map((text) => text.slice(text.indexOf("(")))).toEqual([`(${music.length})`, ...onDay]);
  await days.nth(2).click();
  await expect(status(page)).toHaveText(talks(music.filter((item) => item.day === DAYS[1]).length));
  await choice(page, "Time of day", "Night").check();
  await choice(page, "Time of day", "Morning").check();
  const early = music.filter((item) => item.day === DAYS[1] && (FACETS["Time of day"].has(item, "Night") || FACETS["Time of day"].has(item, "Morning")));
  await expect(status(page)).toHaveText(talks(early.length));
});

test("every choice is an address: reload keeps it, Back takes it back, a link shows it to somebody else", async ({ page, serve, device }) => {
  const origin = await open(page, serve);
  await opener(page).click();
  await choice(page, "Track", "Making").check();
  await expect(page).toHaveURL(/track=making/);
  const first = page.url();
  await choice(page, "Type", "Workshop").check();
  await choice(page, "Language", "German").check();
  await choice(page, "Tag", "beginners").check();
  await page.getByLabel("Only what I starred").check();
  await expect(page).toHaveURL(/starred=1/);
  await page.getByLabel("Only what I starred").uncheck();
  await box(page).fill("straw & co?");
  await expect(page).toHaveURL(/q=straw%20%26%20co%3F/);
  await box(page).fill("straw");
  await expect(page).toHaveURL(/q=straw$/);
  const { search } = new URL(page.url());
  expect(search).toBe("?track=making&lang=de&kind=Workshop&tag=beginners&q=straw");
  const found = ITEMS.filter((item) => item.track === "making" && item.language === "de" && item.kind === "Workshop" && item.tags.includes("beginners"));
  await expect(status(page)).toHaveText(talks(found.length));
  await page.reload();
  await expect(status(page)).toHaveText(talks(found.length));
  await expect(box(page)).toHaveValue("straw");
  await expect(page.getByRole("list", { name: "Chosen filters" }).getByRole("button")).toHaveText(["Making", "German", "Workshop", "beginners"]);

  const other = await (await device()).newPage();
  await other.goto(`${origin}/${search}`);
  await expect(status(other)).toHaveText(talks(found.length));

  await page.getByRole("button", { name: "Remove Language: German" }).click();
  await expect(page).not.toHaveURL(/lang=/);
  await expect(opener(page), "the focus is not lost").toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/lang=de/);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(`${origin}/`);
  await expect(box(page)).toHaveValue("");
  for (let steps = 0; page.url() !== first; steps++) {
    expect(steps).toBeLessThan(8);
    await page.goBack();
  }
  await expect(status(page)).toHaveText(talks(left(ITEMS, "Track", "Making")));
  await expect(box(page)).toHaveValue("");
});

test("what is looked for first is looked for on all days, under their names; a day chosen then narrows", async ({ page, serve }) => {
  await open(page, serve, `?day=${DAYS[1]}`);
  await expect(status(page)).toHaveText(talks(20));
  await opener(page).click();
  await choice(page, "Room", "Große Halle").check();
  await expect(page).not.toHaveURL(/day=/);
  const here = ITEMS.filter((item) => item.room === "room-1");
  await expect(status(page)).toHaveText(talks(here.length));
  const names = [...new Set(here.map((item) => item.day))].map((day) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" }).format(Date.parse(day)));
  await expect(page.getByRole("main").getByRole("heading", { level: 2 })).toHaveText(names);
  await page.getByRole("navigation", { name: "Days" }).getByRole("link").nth(2).click();
  await expect(status(page)).toHaveText(talks(here.filter((item) => item.day === DAYS[1]).length));
  await choice(page, "Room", "Große Halle").uncheck();
  await expect(status(page)).toHaveText(talks(20));
});

test("rooms that somebody never wants to see stay away on this device, and a link can hide them too", async ({ page, serve, device }) => {
  const origin = await open(page, serve, `?day=${DAYS[0]}`);
  await opener(page).click();
  const hide = page.getByRole("button", { name: "Hide Große Halle" });
  const shown = ITEMS.filter((item) => item.day === DAYS[0] && item.room !== "room-1").length;
  await hide.click();
  await expect(hide).toHaveAttribute("aria-pressed", "true");
  await expect(status(page)).toHaveText(talks(shown));
  await expect(page).toHaveURL(/hide=room-1/);
  const shared = page.url();
  await page.goto(`${origin}/?day=${DAYS[0]}`);
  await expect(status(page), "kept on the device").toHaveText(talks(shown));
  await expect(page.getByText("1 room is hidden.")).toBeVisible();

  const other = await (await device()).newPage();
  await other.goto(shared);
  await expect(status(other)).toHaveText(talks(shown));
  await other.goto(`${origin}/?day=${DAYS[0]}`);
  await expect(status(other), "somebody else's wish is not kept").toHaveText(talks(20));

  // Asked for by name, it is there all the same.
  await page.goto(`${origin}/?room=room-1`);
  await expect(status(page)).toHaveText(talks(left(ITEMS, "Room", "Große Halle")));
  await page.goto(`${origin}/?day=${DAYS[0]}`);
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(status(page)).toHaveText(talks(20));
  await page.reload();
  await expect(status(page)).toHaveText(talks(20));
});

test("a long list of rooms can be searched", async ({ page, serve }) => {
  await open(page, serve);
  await opener(page).click();
  await expect(group(page, "Room").getByRole("checkbox")).toHaveCount(ROOMS.length);
  await page.getByRole("searchbox", { name: "Find in room" }).fill("grosse");
  await expect(group(page, "Room").getByRole("checkbox")).toHaveCount(1);
});

test("an empty list says which part to take away, and how many talks that gives", async ({ page, serve }) => {
  await open(page, serve, "?track=music&kind=Workshop&q=needle");
  await expect(page.getByRole("heading", { name: "No talk matches" })).toBeVisible();
  const some = ITEMS.filter((item) => item.track === "music" && item.kind === "Workshop").length;
  await page.getByRole("button", { name: `Leave the words out ${talks(some)}` }).click();
  await expect(status(page)).toHaveText(talks(some));
  await expect(box(page)).toHaveValue("");
});

test("what an old link names and this programme does not have is said, and left out", async ({ page, serve }) => {
  await open(page, serve, "?room=cellar&track=music&time=teatime");
  await expect(page.getByText("The link names “cellar”, which this programme does not have. It was left out.")).toBeVisible();
  await expect(status(page)).toHaveText(talks(left(ITEMS, "Track", "Music")));
});

test("by keyboard: slash leads to the search, Escape empties it, filters open and close, and slash can be turned off", async ({ page, serve }) => {
  await open(page, serve);
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  await page.keyboard.type("and/or");
  await expect(box(page)).toHaveValue("and/or");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
  await page.keyboard.press("Tab");
  await expect(opener(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(opener(page)).toHaveAttribute("aria-expanded", "true");
  for (let n = 0; n < 3; n++) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page, "a choice of the first list").toHaveURL(/time=/);
  await expect(page.locator(":focus"), "a choice keeps its focus").toBeChecked();
  await page.getByLabel("Press / to search").uncheck();
  await page.getByRole("button", { name: /^Show \d+ talks?$/ }).press("Enter");
  await expect(opener(page)).toBeFocused();
  await expect(opener(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("/");
  await expect(opener(page)).toBeFocused();
});

test("a talk that is called off says so in words", async ({ page, serve }) => {
  await open(page, serve, "?q=called");
  const heading = cards(page).getByRole("heading");
  await expect(heading).toHaveText(/^Cancelled\s+Called off$/);
  expect(await heading.getByRole("link").evaluate((link) => getComputedStyle(link).textDecorationLine)).toContain("line-through");
});

test("stars of the list are pressed in one place and stay pressed", async ({ page, serve }) => {
  await open(page, serve);
  const star = page.getByRole("button", { name: "Star Straw 0" });
  await star.press("Space");
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await box(page).fill("straw");
  await expect(page.getByRole("button", { name: "Star Straw 0" })).toHaveAttribute("aria-pressed", "true");
  await box(page).fill("");
  await page.getByLabel("Only what I starred").check();
  await expect(cards(page)).toHaveCount(1);
  await star.click();
  await expect(page.getByText("Nothing starred here yet")).toBeVisible();
});

test("no violation, nothing beside the screen: light and dark, narrow and wide, from right to left", async ({ page, serve }) => {
  test.setTimeout(300_000);
  const origin = await open(page, serve);
  for (const query of ["?track=music&room=room-1&hide=room-2", "?q=needle", "?q=zzz&kind=Talk"]) {
    await page.goto(`${origin}/${query}`);
    await opener(page).click();
    await expect(group(page, "Room")).toBeVisible();
    for (const [colorScheme, width, dir] of [["light", 320, "ltr"], ["dark", 1440, "ltr"], ["light", 768, "rtl"], ["dark", 320, "rtl"]] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), dir);
      const where = `${query}, ${colorScheme}, ${width} px, ${dir}`;
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)), where).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
});
