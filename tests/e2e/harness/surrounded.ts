/** `test` for a page around the app: it is let past the witness, and its conference is stopped afterwards. Not: what the page does. */
import { Page } from "@playwright/test";
import { Around } from "./around";
import { expect, test as base } from "./test";

export { expect };

export const LINES = `<script async src="{app}/embed.js"></script><plenary-app><a href="{app}/">The programme</a></plenary-app>`;
/** The policy of a page that takes what it gets. */
export const LOOSE = "default-src 'none'; script-src {app} 'unsafe-inline'; frame-src *";

export const inside = (page: Page) => page.frameLocator("plenary-app iframe");
export const shown = (page: Page) => expect(inside(page).getByRole("main").getByRole("button", { name: /^Star / }).first()).toBeVisible({ timeout: 30_000 });

export const test = base.extend<{ at(found: Around): Around }>({
  at: async ({ page, witness }, use) => {
    const places: Around[] = [];
    await use((found) => {
      for (const origin of [found.app.origin, found.origin]) witness.allow(origin);
      places.push(found);
      return found;
    });
    await page.goto("about:blank");
    witness.end();
    for (const place of places) await place.app.stop();
  },
});
