/** A page that is read from right to left, and what has to be true of every screen of it. Not: which screens there are. */
import AxeBuilder from "@axe-core/playwright";
import { expect, Page } from "@playwright/test";

/** Every document of this page is right to left from its first element on, as one in Arabic would be; what the page itself says of its English is undone. */
export async function mirror(page: Page): Promise<void> {
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement && document.documentElement.dir !== "rtl") document.documentElement.dir = "rtl";
    }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["dir"] });
  });
}

/** Text of which a part is outside the window at either side and cannot be scrolled to: what overflows at the beginning of a line is lost. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const lost: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const around = node.parentElement;
      if (!node.textContent?.trim() || !around || scrolls(around) || !around.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width } = range.getBoundingClientRect();
      if (width > 1 && (left < -1 || right > document.documentElement.clientWidth + 1)) lost.push(`${node.textContent.trim().slice(0, 40)} (${left} to ${right})`);
    }
    return lost;
  });
}

/** Nothing that axe knows, nothing beside the screen, nothing cut off; light and dark, on a small phone and a desk. */
export async function examine(page: Page, screen: string): Promise<void> {
  expect(await page.evaluate(() => getComputedStyle(document.body).direction), screen).toBe("rtl");
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      const where = `${screen}, right to left, ${colorScheme}, ${width} px`;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // In the dark the colours are others, and nothing else is.
      const axe = new AxeBuilder({ page });
      const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
      expect.soft(found, where).toEqual([]);
    }
    const where = `${screen}, right to left, ${width} px`;
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(beyond, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
    expect.soft(await cutOff(page), `${where}: cut off`).toEqual([]);
  }
}

/** How many of a screen's ways are followed: a list of a hundred people has a hundred alike. */
const MOST = 45;

/**
 * Tab reaches what can be used, in the order in which it stands, and what has the focus is in sight and not behind something. On a phone, where
 * bars take most of the room.
 */
export async function reach(page: Page, screen: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const wanted = await page.evaluate((most) => {
    const place: ParentNode = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
    const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const groups = new Set<string>();
    const all = [...place.querySelectorAll<HTMLElement>(usable)].filter((element) => {
      const name = element instanceof HTMLInputElement && element.type === "radio" ? element.name : "";
      const is_first = name === "" || !groups.has(name);
      groups.add(name);
      const disabled = element.matches(":disabled, [tabindex='-1']") || element.closest("[inert]") !== null;
      return is_first && !disabled && element.checkVisibility({ visibilityProperty: true });
    });
    const active = document.activeElement;
    if (active instanceof HTMLElement && place === document) active.blur();
    window.scrollTo(0, 0);
    // By what they are: a list that is drawn in pieces draws them anew.
    const known = window as unknown as { known(element: HTMLElement): string };
    known.known = (element) => {
      const group = element instanceof HTMLInputElement && element.type === "radio" ? element.name : "";
      const said = group || element.getAttribute("aria-label") || element.textContent?.trim() || element.id;
      return `${element.localName} ${said.slice(0, 60)} ${element.getAttribute("href") ?? ""}`.trim();
    };
    return [...new Set(all.slice(0, most).map(known.known))];
  }, MOST);
  expect(wanted.length, screen).toBeGreaterThan(0);
  const reached = new Set<string>();
  const unmet = () => wanted.filter((element) => !reached.has(element));
  const behind: string[] = [];
  for (let pressed = 0; pressed < 3 * MOST && unmet().length > 0; pressed++) {
    await page.keyboard.press("Tab");
    const { met, covered } = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return { met: "", covered: "" };
      // An input may be drawn by its label.
      const shown = element.closest("label") ?? element;
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      const there = document.elementFromPoint(x, y);
      const is_seen = there !== null && (shown.contains(there) || there.contains(shown) || there.closest("label, li") === shown.closest("label, li"));
      const what = `${(shown.getAttribute("aria-label") ?? shown.textContent ?? "").trim().slice(0, 40)} behind ${there?.outerHTML.slice(0, 60)}`;
      const met = (window as unknown as { known(element: HTMLElement): string }).known(element);
      return { met, covered: is_seen ? "" : what };
    });
    reached.add(met);
    if (covered) behind.push(covered);
  }
  expect.soft(unmet(), `${screen}: Tab does not reach`).toEqual([]);
  expect.soft(behind, `${screen}: has the focus and is not in sight`).toEqual([]);
}
