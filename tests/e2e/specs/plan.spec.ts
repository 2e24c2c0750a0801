/** Somebody's own days and the picks of others, in the demo conference. Not: how stars reach an account (stars.spec.ts). */
import AxeBuilder from "@axe-core/playwright";
import { Locator, Page } from "@playwright/test";
import jsQR from "jsqr";
import { demoDist } from "../harness/build";
import { expect, test } from "../harness/test";

/** Talks of the demo's first day, by what their ids say: day, room, minutes after midnight. */
const BOATHOUSE_10 = "h26-1-boathouse-600"; // 10:00–10:20
const CHART_10 = "h26-1-chart-room-600"; // 10:00–10:30
const BOATHOUSE_1020 = "h26-1-boathouse-620"; // 10:20–10:40
const LIBRARY_1130 = "h26-1-library-690"; // 11:30–12:15
const BOATHOUSE_16 = "h26-1-boathouse-960"; // 16:00–16:30
const LIBRARY_1640 = "h26-1-library-1005"; // 16:45–17:25

async function starred(page: Page, origin: string, ids: string[]): Promise<void> {
  await page.addInitScript((ids) => {
    if (localStorage.getItem("plenary.starred") === null) localStorage.setItem("plenary.starred", JSON.stringify(ids));
  }, ids);
  await page.goto(`${origin}/mine`);
  await expect(page.getByRole("heading", { level: 1, name: "My agenda" })).toBeVisible();
}

const main = (page: Page) => page.getByRole("main");
const stars = (page: Page) => main(page).getByRole("button", { name: /^Star /, pressed: true });

test("nothing starred: the screen says how to begin", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(`${origin}/mine`);
  await expect(page.getByText("starts with a star")).toBeVisible();
  await expect(page.getByText("on this device only")).toBeVisible();
  await page.getByRole("link", { name: "Find talks to star" }).click();
  await main(page).getByRole("button", { name: /^Star / }).first().click();
  await page.goto(`${origin}/mine`);
  await expect(stars(page)).toHaveCount(1);
});

test("overlaps, free time, walks, and what is gone", async ({ page, serve }) => {
  const walking = { default: 4, rooms: [["Boathouse", "Library", 70]] };
  const config = { name: "Harbourside 2026", backend: "demo", zone: "Europe/London", walking };
  const { origin } = await serve({ folder: demoDist, files: { "/config.json": JSON.stringify(config) } });
  await starred(page, origin, [BOATHOUSE_10, CHART_10, BOATHOUSE_1020, LIBRARY_1130, "withdrawn-7"]);
  await expect(main(page).getByText("4 talks · 2 overlaps · 1 change too short")).toBeVisible();
  await expect(main(page).getByText("These 3 overlap.")).toBeVisible();
  await expect(main(page).getByText(/“.+” and “.+”: 20 minutes/)).toBeVisible();
  await expect(main(page).getByText(/“.+” and “.+”: 10 minutes/)).toBeVisible();
  await expect(main(page).getByText("50 min to walk 70, from Boathouse to Library")).toBeVisible();
  await expect(main(page).getByText("1 talk that the programme does not have any more")).toBeVisible();
  await expect(main(page).getByText("withdrawn-7", { exact: true })).toBeVisible();
});

test("free time says what fits, and a star puts it into the plan", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await starred(page, origin, [BOATHOUSE_10, LIBRARY_1130]);
  const offer = main(page).getByRole("button", { name: /talks? fits? in that time/ });
  await expect(main(page).getByText("1 h 10 min free")).toBeVisible();
  const many = Number((await offer.innerText()).match(/\d+/)![0]);
  await offer.click();
  const offered = main(page).getByRole("button", { name: /^Star /, pressed: false });
  await expect(offered).toHaveCount(many);
  const name = (await offered.first().getAttribute("aria-label"))!;
  await offered.first().click();
  await expect(main(page).getByRole("button", { name, exact: true, pressed: true })).toBeFocused();
  await expect(stars(page)).toHaveCount(3);
});

test("a star that is taken out comes back by one press, and the keyboard stays there", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await starred(page, origin, [BOATHOUSE_10, CHART_10]);
  await expect(main(page).getByText("These 2 overlap by 20 minutes.")).toBeVisible();
  const name = (await stars(page).first().getAttribute("aria-label"))!;
  await stars(page).first().focus();
  await page.keyboard.press("Enter");
  await expect(main(page).getByText("is no longer starred")).toBeVisible();
  await expect(main(page).getByText("These 2 overlap")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Undo/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(main(page).getByRole("button", { name, exact: true })).toBeFocused();
  await expect(main(page).getByText("These 2 overlap by 20 minutes.")).toBeVisible();
  await page.reload();
  await expect(stars(page)).toHaveCount(2);
});

test("what is starred and taken out without a network is there after it is back", async ({ page, context, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await starred(page, origin, [BOATHOUSE_10, LIBRARY_1130]);
  await context.setOffline(true);
  await stars(page).first().click();
  await main(page).getByRole("button", { name: /in that time/ }).waitFor({ state: "detached" });
  await context.setOffline(false);
  await page.reload();
  await expect(stars(page)).toHaveCount(1);
  expect(await page.evaluate(() => localStorage.getItem("plenary.starred"))).toContain(LIBRARY_1130);
});

/** What a decoder that shares no code with the app reads from a picture of the element. */
async function decoded(page: Page, element: Locator): Promise<string | undefined> {
  const picture = (await element.screenshot()).toString("base64");
  // A page without a policy turns the picture into its pixels.
  const pixels = await page.context().newPage();
  const { data, width, height } = await pixels.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    return { data: [...context.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
  }, picture);
  await pixels.close();
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

test("picks travel by a link or its code, and nothing is starred by opening it", async ({ page, serve, device }) => {
  const { origin, asked } = await serve({ folder: demoDist });
  await starred(page, origin, [BOATHOUSE_10, LIBRARY_1130, BOATHOUSE_16, "withdrawn-7"]);
  await page.getByRole("button", { name: "Share my picks" }).click();
  const link = await page.getByRole("textbox", { name: "Link to 3 talks" }).inputValue();
  expect(link).toMatch(new RegExp(`^${origin}/picks#1[A-Za-z0-9._~-]+$`));
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const code = page.getByRole("img", { name: "QR code of the link to 3 talks" });
    await expect(code).toBeVisible();
    expect(await decoded(page, code), colorScheme).toBe(link);
  }

  const friend = await (await device()).newPage();
  await starred(friend, origin, [LIBRARY_1130, CHART_10]);
  const before = await friend.evaluate(() => localStorage.getItem("plenary.starred"));
  asked.length = 0;
  await friend.goto(link);
  const section = (name: RegExp) => friend.locator("section").filter({ has: friend.getByRole("heading", { level: 2, name }) });
  await expect(section(/^Only theirs/).getByRole("heading", { level: 3 })).toHaveCount(2);
  await expect(section(/^In common/).getByRole("heading", { level: 3 })).toHaveCount(1);
  await expect(section(/^Only mine/).getByRole("heading", { level: 3 })).toHaveCount(1);
  await expect(main(friend).getByText(/overlap by 20 min/)).toBeVisible();
  expect(await friend.evaluate(() => localStorage.getItem("plenary.starred")), "nothing is kept").toBe(before);
  expect(asked.filter((path) => path.includes("h26") || path.includes("#")), "no server learns of it").toEqual([]);

  await friend.getByRole("button", { name: "Star all 2 of theirs" }).click();
  expect(await friend.evaluate(() => localStorage.getItem("plenary.starred")), "asked first").toBe(before);
  await friend.getByRole("button", { name: "Star 2 talks" }).click();
  await expect(section(/^In common/).getByRole("heading", { level: 3 })).toHaveCount(3);
  await friend.getByRole("button", { name: "Undo" }).click();
  await expect(section(/^Only theirs/).getByRole("heading", { level: 3 })).toHaveCount(2);
  await section(/^Only theirs/).getByRole("button", { name: /^Star / }).first().click();
  await expect(section(/^In common/).getByRole("heading", { level: 3 })).toHaveCount(2);

  // A talk and back: the picks are still there.
  await section(/^Only theirs/).getByRole("link").first().click();
  await friend.goBack();
  await expect(section(/^Only theirs/)).toBeVisible();
});

/** A fragment of version 1, written by what the form says: links that people hold must go on being read. */
function fragment(listed: string): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const sum = [...listed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
  const folded = (sum ^ (sum >>> 12) ^ (sum >>> 24)) & 0xfff;
  return `#1${digits[folded >> 6]}${digits[folded & 63]}${listed}`;
}

for (const [what, behind, words] of [
  ["nothing", "", "No picks in this address"],
  ["something else", "#token=abc", "This link is not whole"],
  ["a later form", "#2abc", "need a newer version"],
  ["a talk that is not there", fragment("Aold-talk"), "None of them is in this programme"],
] as const) {
  test(`picks: ${what}`, async ({ page, serve }) => {
    const { origin } = await serve({ folder: demoDist });
    await page.goto(`${origin}/picks${behind}`);
    await expect(main(page).getByText(words)).toBeVisible();
  });
}

test("no violation and nothing beside the screen, also right to left", async ({ page, serve }) => {
  test.setTimeout(180_000);
  const { origin } = await serve({ folder: demoDist });
  await starred(page, origin, [BOATHOUSE_10, CHART_10, BOATHOUSE_1020, LIBRARY_1130, BOATHOUSE_16, LIBRARY_1640, "withdrawn-7"]);
  await page.getByRole("button", { name: "Share my picks" }).click();
  await expect(page.getByRole("img", { name: /^QR code/ })).toBeVisible();
  const link = await page.getByRole("textbox", { name: /^Link to/ }).inputValue();
  await main(page).getByRole("button", { name: /in that time/ }).first().click();
  const examine = async (screen: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const [width, dir] of [[320, "ltr"], [320, "rtl"], [768, "ltr"], [1440, "rtl"]] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate((dir) => void (document.documentElement.dir = dir), dir);
        const where = `${screen}, ${colorScheme}, ${width} px, ${dir}`;
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
        expect.soft(found, where).toEqual([]);
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(beyond, `${where}: scrolls sideways`).toBeLessThanOrEqual(0);
      }
    }
  };
  await examine("my agenda");
  await page.evaluate(() => localStorage.setItem("plenary.starred", "[]"));
  await page.goto(link);
  await page.reload();
  await page.getByRole("button", { name: /^Star all/ }).click();
  await examine("picks");
});
