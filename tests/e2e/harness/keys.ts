/** Using a page by keyboard alone. Not: a shortcut; every step is a key. */
import { expect, Locator, Page } from "@playwright/test";

/** Presses Tab until this element has the focus, which must be visible, as a person would. */
export async function tabTo(target: Locator, most = 120): Promise<void> {
  const page: Page = target.page();
  const there = () => target.evaluateAll((found) => found.length === 1 && found[0] === document.activeElement);
  for (let pressed = 0; !(await there()); pressed++) {
    expect(pressed, `Tab does not reach ${target}`).toBeLessThan(most);
    await page.keyboard.press("Tab");
  }
  const seen = await target.evaluate((element) => {
    // A hidden input may show its focus on its label, a link that is a whole card on the card.
    const around = [element, element.closest("label"), element.closest("li")].filter((e) => e !== null).map((e) => getComputedStyle(e));
    return around.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  });
  expect(seen, `focus on ${target} cannot be seen`).toBe(true);
}

export async function pressOn(target: Locator, key = "Enter"): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}
