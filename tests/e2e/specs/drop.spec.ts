/** A programme file of one's own: chosen or dropped, looked at for this visit, and sent nowhere. Not: the formats. */
import { Page } from "@playwright/test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoDist } from "../harness/build";
import { samples } from "../harness/programme";
import { expect, test } from "../harness/test";

const CALENDAR = readFileSync(join(samples, "icalendar.ics"));
const TALK = "On a time that comes twice";

const chooser = (page: Page) => page.getByLabel("Open a programme file");
const looking = (page: Page) => page.getByRole("status").filter({ hasText: "from your device; nobody else sees it" });
const stars = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Star / });

async function choose(page: Page, name: string, buffer: Buffer, mimeType = "text/calendar"): Promise<void> {
  await chooser(page).setInputFiles({ name, mimeType, buffer });
}

test("a chosen file is looked at, sent nowhere, and left again", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(`${origin}/?q=opening`);
  await expect(stars(page).first()).toBeVisible();
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" || request.postData() !== null || /programme|ics/.test(request.url())) sent.push(`${request.method()} ${request.url()}`);
  });
  await chooser(page).focus();
  await expect(chooser(page)).toBeFocused();
  await choose(page, "my programme.ics", CALENDAR);
  await expect(looking(page)).toContainText("my programme.ics");
  const talk = page.getByRole("main").getByRole("link", { name: TALK, exact: true });
  await expect(talk.first()).toBeVisible();

  await stars(page).first().click();
  await expect(page.getByText("Nothing was starred")).toBeVisible();
  await expect(stars(page).first()).toHaveAttribute("aria-pressed", "false");

  await talk.first().click();
  await expect(page.getByRole("heading", { level: 1, name: TALK })).toBeVisible();
  await expect(looking(page), "over every screen").toBeVisible();
  await page.goBack();

  await page.getByRole("button", { name: "Back to the conference’s programme" }).click();
  await expect(looking(page)).toHaveCount(0);
  await expect(talk).toHaveCount(0);
  await expect(stars(page).first()).toBeVisible();
  expect(sent).toEqual([]);

  await choose(page, "my programme.ics", CALENDAR);
  await expect(looking(page)).toBeVisible();
  await page.reload();
  await expect(stars(page).first()).toBeVisible();
  await expect(looking(page), "for this visit only").toHaveCount(0);
});

test("a dropped file is looked at, wherever it is dropped", async ({ page, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  await page.goto(`${origin}/delegates`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const dataTransfer = await page.evaluateHandle((text) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "dropped.ics", { type: "text/calendar" }));
    return carried;
  }, CALENDAR.toString());
  await page.dispatchEvent("body", "dragenter", { dataTransfer });
  await expect(page.getByText("Let go to look at this programme")).toBeVisible();
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await expect(page.getByText("Let go to look at this programme")).toBeHidden();
  await expect(looking(page)).toContainText("dropped.ics");
  await expect(page).toHaveURL(`${origin}/`);
  await expect(page.getByRole("main").getByRole("link", { name: TALK, exact: true }).first()).toBeVisible();
});

test("what is no programme is refused in words, and what was shown stays", async ({ page, serve }, info) => {
  // From the disk, as people choose it: twenty megabytes do not travel through the test's own wire.
  const huge = info.outputPath("huge.json");
  writeFileSync(huge, Buffer.alloc(20 * 1024 * 1024 + 1, 0x20));
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  await expect(stars(page).first()).toBeVisible();
  const refused = page.getByRole("alert").filter({ hasText: "is not shown" });
  for (const [name, buffer, says] of [
    ["picture.json", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]), "not a text"],
    ["huge.json", huge, "larger than 20 MB"],
    ["cut.ics", CALENDAR.subarray(0, 900), "breaks off"],
    ["weather.json", Buffer.from('{"weather": "rain"}'), "weather"],
  ] as const) {
    await (typeof buffer === "string" ? chooser(page).setInputFiles(buffer) : choose(page, name, buffer));
    await expect(refused).toContainText(`“${name}”`);
    await expect(refused).toContainText(says);
    await expect(looking(page)).toHaveCount(0);
    await expect(stars(page).first()).toBeVisible();
  }
  await refused.getByRole("button", { name: "Put away" }).click();
  await expect(refused).toHaveCount(0);
});
