/** What comes out of the printer: a day on a page, every talk of it, nothing else. Not: how it looks on a screen. */
import { Page } from "@playwright/test";
import { extractText, getDocumentProxy } from "unpdf";
import { demoDist } from "../harness/build";
import { expect, test } from "../harness/test";

const PAPER = ["A4", "Letter"] as const;

/** The pages of what would be printed now, as text in which lines do not matter. */
async function printed(page: Page, format: (typeof PAPER)[number]): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format })));
  const { text } = await extractText(pdf, { mergePages: false });
  return text.map(even);
}

/** Without the places where a line was broken, which may be inside a word. */
const even = (text: string) => text.replace(/\s+/g, "");

/** Titles of every talk of the first day, collected while the list is scrolled through. */
async function listed(page: Page): Promise<Set<string>> {
  await expect(page.getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible();
  const titles = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const found = new Set<string>();
    for (let y = 0, end = false; !end; y += innerHeight / 2) {
      scrollTo(0, y);
      for (let i = 0; i < 4; i++) await frame();
      end = y >= document.documentElement.scrollHeight;
      for (const star of document.querySelectorAll("main button[aria-pressed][aria-label^='Star ']")) found.add(star.getAttribute("aria-label")!.slice(5));
    }
    scrollTo(0, 0);
    return [...found];
  });
  return new Set(titles);
}

const CHROME = ["Searchtheprogramme", "Signin", "Nobodyseesanything", "http://"];

for (const view of ["/", "/grid"]) {
  test(`a day of ${view} is one page with every talk on it`, async ({ page, serve }) => {
    test.setTimeout(120_000);
    const { origin } = await serve({ folder: demoDist });
    await page.goto(origin);
    const titles = await listed(page);
    expect(titles.size).toBeGreaterThan(90);
    await page.goto(`${origin}${view}`);
    await expect(page.getByRole("button", { name: "Print this day" })).toBeVisible();
    for (const format of PAPER) {
      const pages = await printed(page, format);
      expect(pages.length, format).toBe(1);
      expect([...titles].filter((title) => !pages[0].includes(even(title))), `${format}: talks that are not there`).toEqual([]);
      for (const words of ["Harbourside2026", "Europe/London", "GreatHall", "10:00", "–10:30"]) expect(pages[0], format).toContain(words);
      for (const words of CHROME) expect(pages[0], format).not.toContain(words);
    }
    // Afterwards the screen is as it was.
    await expect(page.locator(".paper")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Print this day" })).toBeVisible();
  });
}

test("a search over all days prints each day on a page of its own, and says that it is a search", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(`${origin}/?q=workshop`);
  await expect(page.getByRole("button", { name: "Print these days" })).toBeVisible();
  const pages = await printed(page, "A4");
  expect(pages.length).toBe(3);
  for (const text of pages) expect(text).toContain("onlywhatwaslookedfor");
});

test("my agenda: each day on a page, overlaps said; one day alone on request", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  const ids = ["h26-1-boathouse-600", "h26-1-chart-room-600", "h26-1-library-690", "h26-2-boathouse-600", "h26-3-boathouse-600"];
  await page.addInitScript((ids) => localStorage.setItem("plenary.starred", JSON.stringify(ids)), ids);
  await page.goto(`${origin}/mine`);
  const stars = page.getByRole("main").getByRole("button", { name: /^Star /, pressed: true });
  await expect(stars).toHaveCount(ids.length);
  const titles = await stars.evaluateAll((all) => all.map((star) => star.getAttribute("aria-label")!.slice(5)));
  for (const format of PAPER) {
    const pages = await printed(page, format);
    expect(pages.length, format).toBe(3);
    expect(pages[0], format).toContain("These2overlapby20minutes.");
    expect(pages[0], format).toContain("Myagenda");
    const all = pages.join("");
    expect(titles.filter((title) => !all.includes(even(title)))).toEqual([]);
    for (const words of [...CHROME, "Sharemypicks", "Printthisday"]) expect(all, format).not.toContain(words);
  }
  // The browser's dialog would wait for a person; what stands on the sheet when it is asked for is what counts.
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", document.querySelector(".paper")?.textContent ?? "nothing");
  });
  await page.getByRole("button", { name: /^Print this day: / }).nth(1).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", /My agenda/);
  const sheet = even((await page.locator("body").getAttribute("data-printed"))!);
  expect(titles.filter((title) => sheet.includes(even(title)))).toEqual([titles[3]]);
});
