/** By whose clock times are shown, and what is on now. Not: the rules of time zones, which are the browser's. */
import { expect, test } from "../harness/test";
import { showing } from "../harness/timetable";

test.describe("in the venue's own zone", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("there is nothing to choose, and the page says which zone it is", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    await page.goto(`${origin}/?day=2026-03-27`);
    await expect(page.getByText("Times: At the venue (Europe/Berlin)")).toBeVisible();
    await expect(page.getByRole("radio", { name: /My time/ })).toHaveCount(0);
    await expect(page.getByText("your time")).toHaveCount(0);
  });
});

test.describe("far away", () => {
  test.use({ timezoneId: "America/New_York" });

  test("both clocks are said; the choice holds everywhere, outlives a reload and is undone", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    await page.goto(`${origin}/grid?day=2026-03-27`);
    const grid = page.getByRole("grid");
    const described = (name: string) => grid.getByRole("link", { name, exact: true });
    await expect(described("Opening")).toHaveAccessibleDescription(/10:00–11:00/);
    await expect(grid.getByRole("rowheader", { name: "10:00 05:00 your time" })).toBeVisible();
    const mine = page.getByRole("radio", { name: "My time (America/New York)" });
    const venue = page.getByRole("radio", { name: "At the venue (Europe/Berlin)" });
    await expect(venue).toBeChecked();
    await mine.click();
    await expect(described("Opening")).toHaveAccessibleDescription(/05:00–06:00/);
    await expect(grid.getByRole("rowheader", { name: "05:00 10:00 at the venue" })).toBeVisible();
    await page.reload();
    await expect(mine).toBeChecked();
    await page.getByRole("link", { name: "List" }).click();
    await expect(page.getByRole("main").getByRole("heading", { name: /^05:00/ })).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Late tea" }).click();
    await expect(page.getByText(/^Friday,? 27 March$/)).toBeVisible();
    await expect(page.getByText("19:30–20:30", { exact: true }).first()).toBeVisible();
    await expect(page.getByText(/Sat,? 28 Mar, 00:30–01:30 at the venue/)).toBeVisible();
    await page.goBack();
    await venue.click();
    await expect(page.getByRole("main").getByRole("heading", { name: /^10:00/ })).toBeVisible();
    await page.reload();
    await expect(venue).toBeChecked();
  });

  test("each talk by the offset of its own day", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    // America changed its clocks three weeks before, Europe does in this night: five hours apart before, six after.
    for (const [day, time] of [["2026-03-28", "05:00"], ["2026-03-29", "04:00"]]) {
      await page.goto(`${origin}/grid?day=${day}`);
      await expect(page.getByRole("rowheader", { name: `10:00 ${time} your time` })).toBeVisible();
    }
  });
});

test.describe("now and next", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("before the event one line, after it none", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    await page.clock.install({ time: new Date("2026-03-24T08:00:00Z") });
    await page.goto(origin);
    await expect(page.getByText("Starts in 3 days.")).toBeVisible();
    await page.clock.setSystemTime(new Date("2026-04-01T08:00:00Z"));
    await page.reload();
    await expect(page.getByRole("main").getByRole("link", { name: "Opening" })).toBeVisible();
    await expect(page.getByText(/^Starts in/)).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Now and next" })).toHaveCount(0);
  });

  test("a minute passes without moving the page or the focus", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    await page.clock.install({ time: new Date("2026-03-27T09:31:30Z") });
    await page.goto(origin);
    const strip = page.getByRole("region", { name: "Now and next" });
    await expect(strip.getByRole("heading").first()).toHaveText("On now: 2 talks");
    await expect(strip.getByRole("listitem").filter({ hasText: "Five minutes" })).toContainText("4 min left");
    await expect(strip.getByRole("heading").last()).toHaveText("Next in 29 min, at 11:00");
    await expect(strip.getByRole("link", { name: "Called off" })).toHaveCount(0);
    await strip.getByRole("link", { name: "Opening" }).focus();
    const below = page.getByRole("navigation", { name: "Days" });
    const before = await below.boundingBox();
    await page.clock.runFor(4 * 60_000);
    await expect(strip.getByRole("heading").first()).toHaveText("On now");
    await expect(strip.getByRole("link", { name: "Opening" })).toBeFocused();
    expect(await below.boundingBox()).toEqual(before);
  });

  test("jump to now leads to what began last, on its day", async ({ page, serve }) => {
    const { origin } = await showing(serve);
    await page.setViewportSize({ width: 390, height: 500 });
    await page.clock.install({ time: new Date("2026-03-27T23:40:00Z") });
    await page.goto(`${origin}/?day=2026-03-29`);
    await page.getByRole("button", { name: "Jump to now" }).click();
    await page.clock.runFor(1_000);
    await expect(page).toHaveURL(/day=2026-03-27/);
    const heading = page.getByRole("heading", { name: /^00:30/ });
    await expect(heading).toBeFocused();
    await expect(heading).toBeInViewport();
  });
});
