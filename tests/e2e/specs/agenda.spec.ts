/** The agenda on real input: whole programmes of real conferences, read from another origin. Not: the parser's own corner cases. */
import { Page } from "@playwright/test";
import { demoDist } from "../harness/build";
import { conferenceOf } from "../harness/elsewhere";
import { Entry, frab, has, realFiles, samples } from "../harness/programme";
import { expect, test } from "../harness/test";

/** No screen may hold more at once, whatever the programme's size. */
const MOST_ELEMENTS = 1_500;

interface Drawn {
  entries: { title: string; start: string; room: string; address: string }[];
  most: number;
}

/** Everything that appears while somebody scrolls from the top to the end of what is listed. */
async function scrollThrough(page: Page): Promise<Drawn> {
  await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const found = new Map<string, { title: string; start: string; room: string; address: string }>();
    let most = 0;
    scrollTo(0, 0);
    for (let y = 0, end = false; !end; y += innerHeight / 2) {
      scrollTo(0, y);
      for (let i = 0; i < 4; i++) await frame();
      end = y >= document.documentElement.scrollHeight;
      most = Math.max(most, document.querySelectorAll("*").length);
      for (const item of document.querySelectorAll("main li:has(button[aria-pressed])")) {
        const link = item.querySelector("a")!;
        const [times, room] = [...item.querySelectorAll("p span")].map((span) => span.textContent!.trim());
        const entry = { title: link.textContent!.trim(), start: times.slice(0, 5), room, address: link.pathname };
        found.set(entry.address, entry);
      }
    }
    return { entries: [...found.values()], most };
  });
}

const line = ({ title, start, room }: Omit<Entry, "day">) => `${start} | ${room} | ${title.replace(/\s+/g, " ")}`;

for (const [file, zone] of [
  ["36c3.json", "Europe/Berlin"],
  ["frab-camp2019.json", null],
  ["pretalx-rc3.json", "Europe/Berlin"],
  ["pretalx-democon.json", null],
] as const) {
  test(`${file}: every talk on the right day, at the right time, in the right room`, async ({ page, serve, witness }) => {
    test.skip(!has(file), `${file} is not on this machine`);
    test.setTimeout(180_000);
    const { origin } = await conferenceOf(serve, witness, realFiles, file, zone);
    const expected = frab(realFiles, file);
    for (const day of new Set(expected.map((entry) => entry.day))) {
      await page.goto(`${origin}/?day=${day}`);
      const { entries, most } = await scrollThrough(page);
      expect(entries.map(line).toSorted()).toEqual(expected.filter((entry) => entry.day === day).map(line).toSorted());
      expect(most).toBeLessThanOrEqual(MOST_ELEMENTS);
    }
  });
}

test("36c3.json without a zone says what is missing", async ({ page, serve, witness }) => {
  test.skip(!has("36c3.json"), "36c3.json is not on this machine");
  const { origin } = await conferenceOf(serve, witness, realFiles, "36c3.json", null);
  await page.goto(origin);
  await expect(page.getByRole("main").getByText(/time zone/i).first()).toBeVisible();
  await expect(page.getByRole("main").getByText(/config\.json/).first()).toBeVisible();
});

test("all days of a wide programme stay light while scrolling", async ({ page, serve, witness }) => {
  test.skip(!has("36c3.json"), "36c3.json is not on this machine");
  test.setTimeout(180_000);
  const { origin } = await conferenceOf(serve, witness, realFiles, "36c3.json", "Europe/Berlin");
  await page.goto(`${origin}/?q=a`);
  const { entries, most } = await scrollThrough(page);
  expect(entries.length).toBeGreaterThan(500);
  expect(most).toBeLessThanOrEqual(MOST_ELEMENTS);
});

for (const file of ["frab.json", "pretalx.json", "contract.json"]) {
  test(`our own ${file} is drawn`, async ({ page, serve, witness }) => {
    const { origin } = await conferenceOf(serve, witness, samples, file, "Europe/London");
    await page.goto(origin);
    await expect(page.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible();
  });
}

test("day and search stand in the address; Back from a talk leads to what was found", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  const main = page.getByRole("main");
  const talks = main.getByRole("button", { name: /^Star / });
  await expect(talks.first()).toBeVisible();

  const days = page.getByRole("navigation", { name: "Days" }).getByRole("link");
  await expect(days).toHaveCount(3);
  await days.nth(1).click();
  await expect(page).toHaveURL(/day=\d{4}-\d\d-\d\d/);
  await expect(days.nth(1)).toHaveAttribute("aria-current", "true");

  await page.goto(origin);
  const title = (await main.getByRole("listitem").getByRole("heading").first().innerText()).trim();
  await page.getByRole("searchbox", { name: "Search the programme" }).fill(title.toUpperCase());
  await expect(page).toHaveURL(/q=/);
  await expect(main.getByRole("link", { name: title, exact: true }).first()).toBeVisible();
  const found = page.url();
  await main.getByRole("link", { name: title, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
  await expect(page, "the address bar follows").toHaveURL(/\/talks\//);
  await page.goBack();
  await expect(page).toHaveURL(found);
  await expect(page.getByRole("searchbox", { name: "Search the programme" })).toHaveValue(title.toUpperCase());

  await page.getByRole("searchbox", { name: "Search the programme" }).fill("zzzz no such talk zzzz");
  await expect(page.getByText("No talk matches")).toBeVisible();
});

test("a star is kept on the device", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  const star = page.getByRole("main").getByRole("button", { name: /^Star / }).first();
  const name = (await star.getAttribute("aria-label"))!;
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  const again = page.getByRole("button", { name, exact: true }).first();
  await expect(again).toHaveAttribute("aria-pressed", "true");

  await page.getByLabel("Only what I starred").click();
  await expect(page).toHaveURL(/starred=1/);
  await expect(page.getByRole("main").getByRole("button", { name: /^Star / })).toHaveCount(1);
  await again.click();
  await expect(page.getByText("Nothing starred here yet")).toBeVisible();
});
