/** One small programme of our own in each format, by its address, in a real browser with the browser's own time zones. Not: every trap of a format. */
import { conferenceOf } from "../harness/elsewhere";
import { samples } from "../harness/programme";
import { expect, test } from "../harness/test";

/** File, a talk of it that is on across the night in which clocks go back, when it begins there, its room, and something that is left out by name. */
const FILES = [
  ["frab.json", "Over the change of the clocks", "01:30", "Blue Hall", "No start"],
  ["frab.xml", "Over the change of the clocks", "01:30", "Hall", "Unreadable start"],
  ["schedule2.json", "Over the change of the clocks", "01:30", "", "Rejected"],
  ["sessionize-all.json", "Past midnight", "00:30", "Tent", "Declined"],
  ["sessionize-grid.json", "Until the morning", "04:30", "Hall", null],
  ["icalendar.ics", "By the rules of the file", "01:30", "", "In a zone that nobody knows"],
  ["indico.json", "Over the change of the clocks", "01:30", "H1", "Not scheduled"],
] as const;

for (const [file, title, start, room, leftOut] of FILES) {
  test(`${file}: the right time, and what is left out has its name`, async ({ page, serve, witness }) => {
    const { origin } = await conferenceOf(serve, witness, samples, file, "Europe/Berlin");
    // The night belongs to the day before it.
    await page.goto(`${origin}/?day=2026-10-24`);
    const main = page.getByRole("main");
    const talk = main.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
    await expect(talk.first()).toContainText(start);
    if (room) await expect(talk.first()).toContainText(room);
    if (leftOut) {
      await main.locator("details.remarks summary").click();
      await expect(main.locator(".remarks").getByText(`“${leftOut}” is not shown`)).toBeVisible();
    }
  });
}

for (const file of ["sessionize-all.json", "sessionize-grid.json"]) {
  test(`${file} without a zone is not guessed`, async ({ page, serve, witness }) => {
    const { origin } = await conferenceOf(serve, witness, samples, file, null);
    await page.goto(origin);
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toContainText("without a time zone");
    await expect(alert).toContainText("“zone” in config.json");
    await expect(page.getByRole("main").getByRole("button", { name: /^Star / })).toHaveCount(0);
  });
}
