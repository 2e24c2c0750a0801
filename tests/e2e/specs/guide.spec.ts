/** The organisers' guide as the backend serves it: for everybody to use, under the app's policy, found from a broken config.json. Not: whether its commands are right. */
import { Page } from "@playwright/test";
import { directives, pageHeaders } from "../harness/policy";
import { check } from "../harness/sound";
import { expect, test } from "../harness/test";

const links = (page: Page) => page.getByRole("navigation", { name: "Guide" }).getByRole("listitem").getByRole("link");

test("each page is sound, light and dark, narrow and wide, with its pictures, and is reached from each other", async ({ page, app }) => {
  test.setTimeout(180_000);
  const answer = await page.goto(`${app.origin}/guide/index.html`);
  const policy = answer!.headers()["content-security-policy"];
  expect(directives(policy)).toEqual(directives(pageHeaders()["Content-Security-Policy"]));
  const names = await links(page).allTextContents();
  expect(names).toHaveLength(6);
  for (const name of names) {
    await links(page).filter({ hasText: name }).click();
    await expect(links(page).filter({ hasText: name })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    const pictures = page.getByRole("img");
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]), name).toEqual([1000, 640]);
    }
    const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: "light" });
    const light = await background();
    await check(page, name);
    expect(await background(), name).not.toBe(light);
  }
});

test("whoever meets a broken config.json finds how it is written", async ({ page, app }) => {
  app.front.fail(/^\/config\.json$/, { kind: "answer", body: '{"name": 7}' });
  await page.goto(app.origin);
  await page.getByRole("alert").getByRole("link", { name: "For organisers" }).click();
  await expect(page.getByRole("heading", { name: "A host of plain files" })).toBeInViewport();
  await expect(page).toHaveURL(`${app.origin}/guide/host.html#plain`);
});
