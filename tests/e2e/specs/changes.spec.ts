/** A programme that changes while people look and while they are away: what is different is said, marked and kept until it was read. Not: the comparison's own corner cases. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { demoDist } from "../harness/build";
import { Host } from "../harness/static";
import { expect, test } from "../harness/test";

interface TalkJson {
  id: string;
  title: string;
  start: string;
  end: string;
  day: string;
  room: string;
  cancelled?: boolean;
}

const talk = (id: string, title: string, hour: number, room = "hall"): TalkJson => ({
  id,
  title,
  start: `2030-05-01T${String(hour).padStart(2, "0")}:00:00+01:00`,
  end: `2030-05-01T${String(hour).padStart(2, "0")}:45:00+01:00`,
  day: "2030-05-01",
  room,
});

const programme = (version: string, talks: TalkJson[]) =>
  JSON.stringify({
    version,
    event: { name: "Changing", zone: "Europe/London" },
    days: [{ date: "2030-05-01" }],
    rooms: [
      { id: "hall", name: "Hall" },
      { id: "attic", name: "Attic" },
    ],
    talks,
  });

const FIRST = [talk("open", "Opening", 9), talk("maps", "Drawing maps", 10), talk("tea", "Tea", 11), talk("bread", "Bread", 12)];
/** Maps an hour later and in another room, tea cancelled, bread gone, walls new. */
const SECOND = [FIRST[0], talk("maps", "Drawing maps", 11, "attic"), { ...FIRST[2], cancelled: true }, talk("walls", "Walls", 14)];

type Files = Record<string, string>;

async function conference(serve: (options: { folder: string; files: Files }) => Promise<Host>): Promise<{ host: Host; files: Files }> {
  const files: Files = {
    "/config.json": JSON.stringify({ name: "Changing", backend: "demo", programme: "/programme.json" }),
    "/programme.json": programme("1", FIRST),
  };
  return { host: await serve({ folder: demoDist, files }), files };
}

const card = (page: Page, title: string) => page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });

test("a change while the page is open is found within a minute, and a starred talk that moved says so on every screen", async ({ page, serve }) => {
  await page.clock.install({ time: new Date("2030-04-30T12:00:00Z") });
  const { host, files } = await conference(serve);
  await page.goto(host.origin);
  await page.getByRole("button", { name: /^Star .*Drawing maps/ }).click();
  await page.goto(`${host.origin}/talks/open`);
  await expect(page.getByRole("heading", { level: 1, name: "Opening" })).toBeVisible();

  files["/programme.json"] = programme("2", SECOND);
  await page.clock.runFor(61_000);

  const notice = page.getByRole("status").filter({ hasText: "1 of your starred talks has changed" });
  await expect(notice).toContainText("Drawing maps: moved, other room");
  await notice.getByRole("link", { name: "See what changed" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Changes" })).toBeVisible();
  await expect(notice).toBeHidden();
  await expect(page.getByText("4 talks are different since you last looked.")).toBeVisible();
  await expect(card(page, "Drawing maps")).toContainText("Moved: it was to begin at 10:00.");
  await expect(card(page, "Drawing maps")).toContainText("Another room: Attic instead of Hall.");
  await expect(card(page, "Tea")).toContainText("Cancelled");
  await expect(card(page, "Walls")).toContainText("Added to the programme.");
  const gone = page.getByRole("region", { name: "No longer in the programme" }).or(page.locator("section", { hasText: "No longer in the programme" }));
  await expect(gone).toContainText("Bread");
  await expect(page.getByRole("link", { name: "Opening" })).toHaveCount(0);

  await page.getByRole("button", { name: "I have seen these" }).click();
  await expect(page.getByText("Nothing has changed since you last looked")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing has changed since you last looked")).toBeVisible();
});

test("a change while nobody looked is listed at the next visit, and marked in the list", async ({ page, serve }) => {
  const { host, files } = await conference(serve);
  await page.goto(host.origin);
  await expect(card(page, "Opening").first()).toBeVisible();
  files["/programme.json"] = programme("2", SECOND);
  await page.goto(host.origin);
  await expect(card(page, "Walls").first()).toContainText("New");
  await expect(card(page, "Drawing maps").first()).toContainText("Moved");
  await expect(card(page, "Opening").first()).not.toContainText("Moved");
  await page.goto(`${host.origin}/changes`);
  await expect(page.getByText("4 talks are different since you last looked.")).toBeVisible();
});

test("another conference at the same address is not four hundred changes", async ({ page, serve }) => {
  const { host, files } = await conference(serve);
  await page.goto(host.origin);
  await expect(card(page, "Opening").first()).toBeVisible();
  files["/programme.json"] = programme("9", [talk("x1", "Something else", 9)]);
  await page.goto(`${host.origin}/changes`);
  await expect(page.getByText("Nothing has changed since you last looked")).toBeVisible();
});

test("without a connection the programme stays, and its age is said", async ({ page, serve, witness }) => {
  await page.clock.install({ time: new Date("2030-04-30T12:00:00Z") });
  const { host, files } = await conference(serve);
  await page.goto(`${host.origin}/changes`);
  await expect(page.getByText(/This is the latest programme/)).toBeVisible();
  witness.pardon(/programme\.json|Failed to load resource/);
  files["/programme.json"] = "";
  await page.clock.runFor(61_000);
  await expect(page.getByText(/No connection to the programme: this is how it was at/)).toBeVisible();
  await page.goto(host.origin).catch(() => undefined);
});

test("somebody who reads on keeps their place and the keyboard when the programme is replaced", async ({ page, serve }) => {
  await page.clock.install({ time: new Date("2030-04-30T12:00:00Z") });
  const { host, files } = await conference(serve);
  await page.setViewportSize({ width: 360, height: 400 });
  await page.goto(host.origin);
  const link = page.getByRole("main").getByRole("link", { name: "Drawing maps", exact: true });
  await link.focus();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(0);
  files["/programme.json"] = programme("2", SECOND);
  await page.clock.runFor(61_000);
  await expect(page.getByRole("main").getByRole("link", { name: "Walls", exact: true })).toBeAttached();
  await page.clock.runFor(500);
  await expect(link).toBeFocused();
});

test("the list of changes has no violation that axe knows", async ({ page, serve }) => {
  const { host, files } = await conference(serve);
  await page.goto(host.origin);
  await page.getByRole("button", { name: /^Star .*Drawing maps/ }).click();
  files["/programme.json"] = programme("2", SECOND);
  await page.goto(`${host.origin}/changes`);
  await expect(page.getByRole("status").filter({ hasText: "starred talks" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1440]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`), `${colorScheme}, ${width} px`).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${width} px: scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
});
