/** Rooms × time as people use it: by keyboard, by screen reader, by thumb. Not: where each talk belongs, which the domain's own tests hold. */
import AxeBuilder from "@axe-core/playwright";
import { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoDist } from "../harness/build";
import { has, realFiles } from "../harness/programme";
import { expect, test } from "../harness/test";
import { showing, timetable } from "../harness/timetable";

// Where the venue is: what two clocks change is in zones.spec.ts.
test.use({ timezoneId: "Europe/Berlin" });

const FRIDAY = "/grid?day=2026-03-27";
const grid = (page: Page) => page.getByRole("grid");
const talk = (page: Page, name: string) => grid(page).getByRole("link", { name, exact: true });
const cell = (page: Page, name: string) => grid(page).getByRole("gridcell").filter({ has: page.getByRole("link", { name, exact: true }) });
const box = async (locator: Locator) => (await locator.boundingBox())!;

async function press(page: Page, key: string, lands: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(talk(page, lands), `${key} leads to ${lands}`).toBeFocused();
}

test("a screen reader meets rows, columns, heads and cells, counted", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.goto(origin + FRIDAY);
  await expect(grid(page)).toHaveAccessibleName("Programme, Friday 27 March: rooms by time");
  // Two lanes of Ada, Gray Room, no room, and the times; seven starts, a pause and the heads.
  await expect(grid(page)).toHaveAttribute("aria-colcount", "5");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "9");
  await expect(grid(page)).toMatchAriaSnapshot(`
    - grid:
      - row:
        - columnheader "Time"
        - columnheader "Ada"
        - columnheader "Gray Room"
        - columnheader "No room given"
      - rowgroup:
        - row:
          - rowheader "10:00"
          - gridcell:
            - link "Opening"
            - button "Star Opening"
          - gridcell:
            - link "Looms"
            - button "Star Looms"
  `);
  const index = (name: string) => cell(page, name).evaluate((e) => [e.getAttribute("aria-colindex"), e.getAttribute("aria-colspan"), e.parentElement!.ariaRowIndex]);
  expect(await index("Opening")).toEqual(["2", "2", "2"]);
  expect(await index("A pair of hands")).toEqual(["2", null, "4"]);
  expect(await index("The other hand")).toEqual(["3", null, "5"]);
  expect(await index("Called off")).toEqual(["4", null, "4"]);
  await expect(cell(page, "A pair of hands")).toHaveAttribute("aria-rowspan", "2");
  await expect(talk(page, "Called off")).toHaveAccessibleDescription(/^Cancelled 11:00–12:00/);
  await expect(grid(page).getByText("Nothing until 23:00")).toBeVisible();
  await expect(grid(page).getByRole("rowheader", { name: /^00:30 Sat,? 28 Mar$/ })).toBeVisible();
});

test("overlapping talks stand side by side, the rest in proportion", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.goto(origin + FRIDAY);
  const [opening, pair, other] = [await box(cell(page, "Opening")), await box(cell(page, "A pair of hands")), await box(cell(page, "The other hand"))];
  expect(pair.width).toBeCloseTo(opening.width / 2, 0);
  expect(pair.x + pair.width).toBeCloseTo(other.x, 0);
  expect(other.y).toBeLessThan(pair.y + pair.height);
  expect((await box(cell(page, "Five minutes on knots"))).height).toBeGreaterThanOrEqual(44);
  expect((await box(talk(page, "Five minutes on knots"))).height).toBeGreaterThanOrEqual(15);
  const line = await grid(page).getByText("Called off", { exact: true }).evaluate((element) => getComputedStyle(element).textDecorationLine);
  expect(line).toBe("line-through");
});

test("one stop for Tab; the keys walk from talk to talk", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.goto(origin + FRIDAY);
  await talk(page, "Opening").focus();
  await press(page, "ArrowRight", "Looms");
  await press(page, "ArrowDown", "Five minutes on knots");
  await press(page, "ArrowLeft", "Opening");
  await press(page, "ArrowDown", "A pair of hands");
  await press(page, "ArrowRight", "The other hand");
  await press(page, "End", "A walk outside");
  // About the time at which the walk from room to room began.
  await press(page, "Home", "A pair of hands");
  await press(page, "Control+End", "Late tea");
  await press(page, "ArrowUp", "The other hand");
  await press(page, "Control+Home", "Opening");
  await press(page, "PageDown", "Late tea");
  await press(page, "PageUp", "A pair of hands");
  await press(page, "Control+Home", "Opening");
  expect(await grid(page).locator("[tabindex='0']").count()).toBe(1);
  await page.keyboard.press("s");
  await expect(grid(page).getByRole("button", { name: "Star Opening" })).toHaveAttribute("aria-pressed", "true");
  await expect(talk(page, "Opening")).toHaveAccessibleDescription(/starred/);
  await page.keyboard.press("Tab");
  expect(await grid(page).evaluate((element) => element.contains(document.activeElement)), "out with one Tab").toBe(false);
  await page.keyboard.press("Shift+Tab");
  await expect(talk(page, "Opening"), "and back where one was").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Opening" })).toBeVisible();
});

test("in a page that reads from the right, right leads to the room at the right", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.goto(origin + FRIDAY);
  await grid(page).waitFor();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  const [opening, looms] = [await box(cell(page, "Opening")), await box(cell(page, "Looms"))];
  expect(looms.x).toBeLessThan(opening.x);
  await talk(page, "Opening").focus();
  await press(page, "ArrowLeft", "Looms");
  await press(page, "ArrowRight", "Opening");
});

test("heads stay, and what has the focus stands clear of them", async ({ page, serve }) => {
  const { origin } = await showing(serve, timetable(40));
  await page.setViewportSize({ width: 1280, height: 620 });
  await page.goto(origin + FRIDAY);
  await talk(page, "Opening").focus();
  await page.keyboard.press("End");
  await expect(talk(page, "A walk outside")).toBeFocused();
  await page.keyboard.press("Control+End");
  await expect(talk(page, "Late tea")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(talk(page, "Opening")).toBeFocused();
  for (let n = 0; n < 12; n++) await page.keyboard.press("ArrowRight");
  for (const [key, name] of [["ArrowRight", "Talk in r11"], ["ArrowLeft", "Talk in r10"]] as const) {
    await press(page, key, name);
    const at = await box(cell(page, name));
    const corner = await box(grid(page).getByRole("columnheader", { name: "Time" }));
    expect(at.x).toBeGreaterThanOrEqual(corner.x + corner.width - 1);
    expect(at.y).toBeGreaterThanOrEqual(corner.y + corner.height - 1);
    expect(at.x + at.width).toBeLessThanOrEqual(1280);
    const time = await box(grid(page).getByRole("rowheader", { name: "10:00" }));
    expect(time.x, "times at the side").toBeCloseTo(corner.x, 0);
    const head = await box(grid(page).getByRole("columnheader", { name: name.replace("Talk in r", "Room "), exact: true }));
    expect(head.y, "rooms above").toBeCloseTo(corner.y, 0);
    expect(head.x, "the head over its talk").toBeCloseTo(at.x, -1);
  }
});

test("list and grid keep what is looked for", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.goto(`${origin}/?day=2026-03-28`);
  const views = page.getByRole("navigation", { name: "Views" });
  await expect(views.getByRole("link", { name: "List" })).toHaveAttribute("aria-current", "page");
  await views.getByRole("link", { name: "Grid" }).click();
  await expect(page).toHaveURL(/\/grid\?day=2026-03-28$/);
  await expect(talk(page, "The next day")).toBeVisible();
  await page.getByRole("navigation", { name: "Days" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/grid\?day=2026-03-27$/);
  await views.getByRole("link", { name: "List" }).click();
  await expect(page).toHaveURL(/\/\?day=2026-03-27$/);
});

test("two rooms at once on a phone", async ({ page, serve }) => {
  const { origin } = await showing(serve, timetable(6));
  for (const width of [320, 360, 400]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto(origin + FRIDAY);
    const time = await box(grid(page).getByRole("columnheader", { name: "Time" }));
    const looms = await box(cell(page, "A pair of hands"));
    expect(looms.width).toBeCloseTo((width - time.width) / 2, 0);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond).toBeLessThanOrEqual(0);
  }
});

test("no violation that axe knows, light and dark, narrow and wide", async ({ page, serve }) => {
  test.setTimeout(120_000);
  const { origin } = await showing(serve);
  await page.goto(origin + FRIDAY);
  await talk(page, "Opening").waitFor();
  await grid(page).getByRole("button", { name: "Star Looms" }).click();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [320, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
      expect.soft(found, `${colorScheme}, ${width} px`).toEqual([]);
    }
  }
});

test("the present has a line, and opening the grid leads to it", async ({ page, serve }) => {
  const { origin } = await showing(serve);
  await page.clock.install({ time: new Date("2026-03-27T23:20:00Z") });
  await page.goto(`${origin}/grid`);
  await expect(talk(page, "Night watch")).toHaveAccessibleDescription(/now/);
  await expect(talk(page, "Late tea")).not.toHaveAccessibleDescription(/now/);
  const line = page.locator(".grid-now");
  await expect(line).toHaveText("00:20");
  await page.clock.runFor(11 * 60_000);
  await expect(line).toHaveText("00:31");
  await expect(talk(page, "Late tea")).toHaveAccessibleDescription(/now/);
});

test("92 rooms stay light while scrolling", async ({ page, serve }) => {
  test.skip(!has("36c3.json"), "36c3.json is not on this machine");
  test.setTimeout(120_000);
  const config = { name: "36C3", backend: "demo", programme: "/36c3.json", zone: "Europe/Berlin" };
  const files = { "/config.json": JSON.stringify(config), "/36c3.json": readFileSync(join(realFiles, "36c3.json")) };
  const { origin } = await serve({ folder: demoDist, files });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${origin}/grid?day=2019-12-28`);
  await grid(page).waitFor();
  const { most, seen } = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const area = document.querySelector(".grid-area")!;
    const seen = new Set<string>();
    let most = 0;
    for (let y = 0; y < area.scrollHeight; y += area.clientHeight / 2) {
      for (let x = 0; x < area.scrollWidth; x += area.clientWidth / 2) {
        area.scrollTo(x, y);
        for (let n = 0; n < 3; n++) await frame();
        most = Math.max(most, document.querySelectorAll("*").length);
        for (const link of area.querySelectorAll("[role=gridcell] a")) seen.add((link as HTMLAnchorElement).pathname);
      }
    }
    return { most, seen: seen.size };
  });
  const { schedule } = JSON.parse(readFileSync(join(realFiles, "36c3.json"), "utf8"));
  const day = schedule.conference.days.find(({ date }: { date: string }) => date === "2019-12-28");
  expect(seen, "every talk of the day").toBe(Object.values(day.rooms as Record<string, unknown[]>).flat().length);
  expect(most).toBeLessThanOrEqual(2_500);
});
