/** The app on the programme of a pretalx that is running beside it, as an organiser would point it there. Not: how the formats' traps are read. */
import { Page } from "@playwright/test";
import { demoDist } from "../harness/build";
import { alsoConnectTo } from "../harness/policy";
import { pretalx, Pretalx } from "../harness/pretalx";
import { Entry, frabEntries, widgetEntries } from "../harness/programme";
import { expect, test } from "../harness/test";

let system: Pretalx;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  system = await pretalx();
});
test.afterAll(() => system?.stop());

const line = ({ title, start, room }: Omit<Entry, "day">) => `${start} | ${room} | ${title.replace(/\s+/g, " ")}`;

/** What the app lists for a day, from the top to the end. */
async function listed(page: Page): Promise<string[]> {
  await expect(page.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible({ timeout: 30_000 });
  const found = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const entries = new Map<string, { title: string; start: string; room: string }>();
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      for (let i = 0; i < 4; i++) await frame();
      for (const item of document.querySelectorAll("main li:has(button[aria-pressed])")) {
        const link = item.querySelector("a")!;
        const [times, room] = [...item.querySelectorAll("p span")].map((span) => span.textContent!.trim());
        entries.set(link.pathname, { title: link.textContent!.trim(), start: times.slice(0, 5), room });
      }
    }
    return [...entries.values()];
  });
  return found.map(line).toSorted();
}

for (const [what, path, read] of [
  ["what its widget reads", "/democon/schedule/widgets/schedule.json", widgetEntries],
  ["what its older widgets read", "/democon/schedule/widget/v2.json", widgetEntries],
  ["its export in frab's format", "/democon/schedule/export/schedule.json", frabEntries],
] as const) {
  test(`${what}: every talk is drawn on its day, at its time, in its room`, async ({ page, serve, witness }) => {
    // The machine that draws is also the one on which pretalx runs.
    test.setTimeout(120_000);
    const programme = system.origin + path;
    const expected = read(await (await fetch(programme)).text());
    expect(expected.length, "talks that pretalx invented").toBeGreaterThan(30);
    const isWidget = read === widgetEntries;
    expect(expected.some(({ title }) => title === "Farewell drinks"), "the break is in the widget's programme alone").toBe(isWidget);

    witness.allow(system.origin);
    const config = JSON.stringify({ name: "DemoCon", backend: "demo", programme, zone: null });
    const { origin } = await serve({ folder: demoDist, headers: alsoConnectTo(system.origin), files: { "/config.json": config } });
    const days = [...new Set(expected.map(({ day }) => day))];
    expect(days.length).toBe(3);
    for (const day of days) {
      await page.goto(`${origin}/?day=${day}`);
      expect(await listed(page)).toEqual(expected.filter((entry) => entry.day === day).map(line).toSorted());
    }
  });
}
