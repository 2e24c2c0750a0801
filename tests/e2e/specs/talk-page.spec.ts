/** A talk's page, a speaker's and the list of speakers, in a real browser and with texts that want to harm. Not: the reading of Markdown. */
import AxeBuilder from "@axe-core/playwright";
import { Page } from "@playwright/test";
import { demoDist } from "../harness/build";
import { hostileProgramme } from "../harness/hostile";
import { tabTo } from "../harness/keys";
import { alsoConnectTo } from "../harness/policy";
import { Host, HostOptions } from "../harness/static";
import { expect, test } from "../harness/test";
import { Witness } from "../harness/witness";

type Serve = (options: HostOptions) => Promise<Host>;

/** The app with the hostile programme, which lives elsewhere and can be replaced. */
async function edges(serve: Serve, witness: Witness): Promise<{ origin: string; update(): void }> {
  let programme = hostileProgramme();
  const elsewhere = await serve({
    folder: demoDist,
    fallback: false,
    before: (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" }).end(programme);
      return true;
    },
  });
  witness.allow(elsewhere.origin);
  const config = { name: "Sharp Edges", backend: "demo", programme: `${elsewhere.origin}/programme.json`, zone: "Europe/Berlin" };
  const { origin } = await serve({ folder: demoDist, headers: alsoConnectTo(elsewhere.origin), files: { "/config.json": JSON.stringify(config) } });
  return { origin, update: () => void (programme = hostileProgramme(true)) };
}

const h1 = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

test("Markdown and HTML become nodes; links lead out safely and say so; a stranger's picture is not fetched", async ({ page, serve, witness }) => {
  const { origin } = await edges(serve, witness);
  await page.goto(`${origin}/talks/markdown`);
  const about = page.getByRole("region", { name: "What it is about" });
  await expect(about.getByRole("heading", { level: 3, name: "What you will see" })).toBeVisible();
  await expect(about.locator("em")).toHaveText("emphasis");
  await expect(about.locator("strong").first()).toHaveText("weight");
  await expect(about.locator("s")).toHaveText("a mistake");
  await expect(about.getByRole("list").first().getByRole("listitem")).toHaveCount(3);
  await expect(about.getByRole("columnheader")).toHaveText(["Day", "What"]);
  await expect(about.locator("blockquote")).toHaveText("Somebody said so.");
  const picture = about.getByRole("link", { name: /Picture: A chart/ });
  await expect(picture).toHaveAttribute("href", "https://stranger.example/chart.png");
  await expect(about.getByText("(stranger.example)")).toBeVisible();
  await expect(page.locator("article img")).toHaveCount(0);
  const outward = page.locator("article a[href^=http]");
  for (const link of await outward.all()) {
    await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(link).toHaveAccessibleName(/another site/);
  }
  await expect(page.getByRole("region", { name: "When and where" }).getByText(/Not recorded/)).toBeVisible();
  await expect(page.getByRole("link", { name: /Feedback/ })).toHaveAttribute("href", "https://example.org/feedback");
  await expect(page.getByText("Bad", { exact: true })).toHaveCount(0);

  await page.goto(`${origin}/talks/html`);
  await expect(about.getByText("second line")).toBeVisible();
  await expect(about.locator("b, i, br + br")).toHaveCount(0);
  await expect(about.locator("strong")).toHaveText("abstract");
  await expect(about.getByRole("listitem")).toHaveCount(2);
  await expect(about.getByText("Café")).toBeVisible();
});

test("no script of a text runs, no stranger is asked, every word stays", async ({ page, serve, witness }) => {
  const { origin } = await edges(serve, witness);
  await page.goto(`${origin}/talks/attacks`);
  const about = page.getByRole("region", { name: "What it is about" });
  for (const word of ["one", "two", "three", "four", "five", "six", "seven", "eight"]) {
    const found = about.getByText(`word ${word}`);
    if (word !== "three") await expect(found).toBeVisible();
  }
  const harmful = about.locator("script, style, iframe, object, svg, img, form, input, meta, link, [style], [onclick], [onload], [onerror], [onmouseover], [id], [class~=toast]");
  await expect(harmful).toHaveCount(0);
  const hrefs = await page.locator("article a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  for (const href of hrefs) expect(href.startsWith(origin) || /^(https?:\/\/[^/@]+\/|mailto:)/.test(href), href).toBe(true);
  for (const link of await about.getByRole("link").all()) await link.hover();
  expect(await page.evaluate(() => (window as unknown as { harmed?: string }).harmed)).toBeUndefined();
});

/** The data block of the page, as a machine reads it. */
async function structured(page: Page): Promise<any> {
  const blocks = page.locator("head script[type='application/ld+json']");
  await expect(blocks).toHaveCount(1);
  return JSON.parse((await blocks.textContent())!);
}

function complete(event: any): void {
  expect(event).toMatchObject({ "@type": "Event", name: expect.stringMatching(/./), location: { "@type": "Place", name: expect.stringMatching(/./) } });
  for (const time of [event.startDate, event.endDate]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  expect(new URL(event.url).protocol).toMatch(/^https?:$/);
}

test("machines read each talk and the whole programme, and only what is shown", async ({ page, serve, witness }) => {
  const { origin } = await edges(serve, witness);
  await page.goto(`${origin}/talks/attacks`);
  await expect.poll(async () => (await structured(page)).description).toContain("window.harmed");
  const attacks = await structured(page);
  complete(attacks);
  expect(attacks).toMatchObject({ "@context": "https://schema.org", url: `${origin}/talks/attacks`, superEvent: { name: "Sharp Edges" } });
  await page.getByRole("article").getByRole("link", { name: /^Markdown/ }).click();
  await expect(h1(page, "Markdown")).toBeVisible();
  await expect.poll(async () => (await structured(page)).name).toBe("Markdown");
  await page.goto(`${origin}/talks/off`);
  await expect(h1(page, "Called off")).toBeVisible();
  expect((await structured(page)).eventStatus).toBe("https://schema.org/EventCancelled");
  await page.goto(origin);
  const whole = await structured(page);
  complete(whole);
  expect(whole.subEvent).toHaveLength(6);
  whole.subEvent.forEach(complete);
  await page.goto(`${origin}/speakers`);
  await expect(h1(page, "Speakers")).toBeVisible();
  await expect(page.locator("script[type='application/ld+json']")).toHaveCount(0);

  // The way for data is no way for anything that runs.
  const ran = await page.evaluate(() => {
    const outcomes: string[] = [];
    for (const text of ["window.harmed = 1", '{"@context":"https://schema.org"};window.harmed=1', '{"@context":"https://schema.org"}']) {
      const script = document.createElement("script");
      try {
        script.text = text;
        document.head.append(script);
        outcomes.push("taken");
      } catch {
        outcomes.push("refused");
      }
    }
    return [outcomes, (window as unknown as { harmed?: number }).harmed];
  });
  expect(ran).toEqual([["refused", "refused", "taken"], undefined]);
  witness.pardon(/require-trusted-types-for/, /TrustedScript/, /script-src-elem inline/, /inline script/i);
});

test("a link to a talk survives an update that moves and renames it; one to a withdrawn talk is answered kindly", async ({ page, serve, witness }) => {
  const { origin, update } = await edges(serve, witness);
  await page.goto(`${origin}/talks/markdown`);
  const where = page.getByRole("region", { name: "When and where" });
  await expect(where.getByText("10:00–10:45")).toBeVisible();
  await page.getByRole("button", { name: /^Star Markdown/ }).click();
  update();
  await page.reload();
  await expect(h1(page, "Markdown, renamed")).toBeVisible();
  await expect(where.getByText("13:00–13:45")).toBeVisible();
  await expect(where.getByRole("link", { name: "Annexe" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Star Markdown/ })).toHaveAttribute("aria-pressed", "true");

  await page.goto(`${origin}/talks/withdrawn-markdown`);
  await expect(h1(page, "This talk is not in the programme")).toBeVisible();
  await page.getByRole("link", { name: "Look for similar talks" }).click();
  await expect(page).toHaveURL(/q=withdrawn/);
});

test("what is around a talk: before, after, at the same time; called off is said", async ({ page, serve, witness }) => {
  const { origin } = await edges(serve, witness);
  await page.goto(`${origin}/talks/markdown`);
  const room = page.getByRole("region", { name: "Before and after in Hall" });
  await expect(room.getByRole("heading", { level: 3 })).toHaveText(["Before it", "HTML"]);
  await expect(page.getByRole("region", { name: "At the same time" }).getByRole("listitem")).toHaveCount(1);
  await room.getByRole("link", { name: "HTML" }).click();
  await room.getByRole("link", { name: "Called off" }).click();
  await expect(page.getByText("Cancelled.")).toBeVisible();
  await expect(h1(page, "Called off")).toBeFocused();
  await tabTo(page.getByRole("button", { name: "Star Called off" }));
  await page.keyboard.press("Space");
  await expect(page.getByText("Starred. Only you can see this.")).toBeVisible();
  await page.goto(`${origin}/talks/arabic`);
  await expect(h1(page, "الماء والمدينة")).toHaveAttribute("lang", "ar");
  const blocks = page.locator(".prose p");
  await expect(blocks.first().locator("strong")).toHaveText("مياه");
  const directions = await blocks.evaluateAll((all) => all.map((p) => getComputedStyle(p).direction));
  expect(directions).toEqual(["rtl", "ltr"]);
});

test("speakers are found as one types, and lead to their talks", async ({ page, serve, witness }) => {
  const { origin } = await edges(serve, witness);
  await page.goto(`${origin}/speakers`);
  // Not the ways to the other views, which are a list as well.
  const people = page.locator("main ul:not(nav ul)").getByRole("link");
  await expect(people).toHaveText(["Ada Example", "Zoë Example"]);
  await page.getByRole("searchbox", { name: "Search speakers" }).fill("zoe");
  await expect(people).toHaveText(["Zoë Example"]);
  await expect(page).toHaveURL(/q=zoe/);
  await page.getByRole("searchbox", { name: "Search speakers" }).fill("xyz");
  await expect(page.getByRole("heading", { name: "Nobody found" })).toBeVisible();
  await page.getByRole("link", { name: "Show everybody" }).click();
  await people.first().click();
  await expect(h1(page, "Ada Example")).toBeFocused();
  await expect(page.getByRole("region", { name: "About" }).locator("strong")).toHaveText("proofs");
  await expect(page.getByRole("region", { name: "Talks" }).getByRole("link", { name: "Markdown" })).toBeVisible();
  await page.getByRole("link", { name: "Speakers" }).first().click();
  await expect(h1(page, "Speakers")).toBeVisible();
});

for (const path of ["talks/markdown", "talks/attacks", "talks/off", "talks/arabic", "talks/gone-for-good", "speakers", "speakers/ada"]) {
  test(`${path}: no violation that axe knows, nothing beside the screen, either direction`, async ({ page, serve, witness }) => {
    test.setTimeout(120_000);
    const { origin } = await edges(serve, witness);
    await page.goto(`${origin}/${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    for (const [colorScheme, width, dir] of [["light", 320, "ltr"], ["dark", 320, "rtl"], ["dark", 768, "ltr"], ["light", 1440, "ltr"]] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate((dir) => void (document.documentElement.dir = dir), dir);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
      expect.soft(found, `${colorScheme} ${width} ${dir}`).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(beyond, `${width} ${dir}: scrolls sideways`).toBeLessThanOrEqual(0);
    }
  });
}

test("the letters above the speakers stand in one row at every width, and lead to the names that begin with them", async ({ page, app }) => {
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 780 });
    await page.goto(`${app.origin}/speakers`);
    const letters = page.getByRole("navigation", { name: "Letters" }).getByRole("link");
    await expect(letters.nth(9)).toBeAttached();
    const tops = await letters.evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(new Set(tops).size, `${width} px`).toBe(1);
  }
  await page.getByRole("link", { name: "M", exact: true }).click();
  await expect(page.getByRole("heading", { name: "M", exact: true })).toBeFocused();
});
