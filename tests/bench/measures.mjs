/** What is measured of one contestant: opening, a star, a day, a key in the search, memory. Not: in which order, or against whom. */
import { readFileSync } from "node:fs";
import { launch, settle, withPage } from "./browser.mjs";

/** What a page was armed to answer; `null` when nothing of the kind happens, which is said and not waited for for ever. */
async function answer(page, what) {
  const patience = new Promise((resolve) => setTimeout(resolve, 30_000, null));
  const found = await Promise.race([page.evaluate(() => __answer), patience]);
  if (found === null) console.log(`${what}: no answer within 30 seconds`);
  return found;
}

/** Opens the page once at leisure: which titles end up in view, how many elements there are. What is measured later waits for the same titles. */
export async function learn(browser, host, titles) {
  return withPage(browser, {}, async (page) => {
    await page.goto(host.origin);
    await settle(page);
    const shown = await page.evaluate((titles) => __bench.visible(titles), titles);
    return { shown, elements: await page.evaluate(() => __bench.count()) };
  });
}

/** Milliseconds from navigation to the frame in which all of these titles are in view. With nothing to wait for, to the first frame. */
export async function open(browser, host, shown, slower) {
  const first = `globalThis.__shown = __bench.shown(${JSON.stringify(shown)});`;
  return withPage(browser, { slower, first }, async (page) => {
    await page.goto(host.origin, { waitUntil: "commit" });
    return page.evaluate(() => __shown);
  });
}

/** What goes over the wire until the list stands, and until the page is at rest. Bodies only, as they are sent. */
export async function bytes(browser, host, shown) {
  const first = `globalThis.__shown = __bench.shown(${JSON.stringify(shown)});`;
  return withPage(browser, { first }, async (page) => {
    host.forget();
    await page.goto(host.origin, { waitUntil: "commit" });
    const { moment } = await page.evaluate(() => __shown);
    await settle(page);
    const sum = (sent) => sent.reduce((bytes, request) => bytes + request.bytes, 0);
    const needed = host.sent.filter(({ path, at }) => at <= moment && !host.contestant.later?.test(path));
    return { list: sum(needed), all: sum(host.sent), sent: host.sent.map(({ path, bytes, status }) => ({ path, bytes, status })) };
  });
}

/** Milliseconds from a click on a star to the frame in which it looks otherwise, several times. */
export async function star(browser, host, slower, times) {
  return withPage(browser, { slower }, async (page) => {
    await page.goto(host.origin);
    await settle(page);
    const found = [];
    for (let n = 0; n < times; n++) {
      const at = await page.evaluate(([selector, nth]) => {
        const spot = __bench.target(selector, nth);
        globalThis.__answer = __bench.clickChanges(selector, nth);
        return { x: spot.x, y: spot.y };
      }, [host.contestant.star, n % 3]);
      await page.mouse.click(at.x, at.y);
      found.push(await answer(page, "star"));
      await settle(page, 150);
    }
    return found;
  });
}

/** Milliseconds from a click on another day to the frame in which its first talks are in view, several times to and fro. */
export async function day(browser, host, slower, times, titles) {
  return withPage(browser, { slower }, async (page) => {
    await page.goto(host.origin);
    await settle(page);
    const press = async (nth) => {
      const { x, y } = await page.evaluate(([selector, nth]) => __bench.target(selector, nth), [host.contestant.day, nth]);
      await page.mouse.click(x, y);
    };
    const expected = [];
    // Twice: a page that guesses the height of what it has not drawn yet lands elsewhere the first time.
    for (const nth of [1, 0, 1, 0]) {
      await press(nth);
      await settle(page, 600);
      expected[nth] = await page.evaluate((titles) => __bench.visible(titles), titles);
    }
    const found = [];
    for (let n = 0; n < times; n++) {
      const nth = (n + 1) % 2;
      await page.evaluate((wanted) => void (globalThis.__answer = __bench.clickShows(wanted)), expected[nth]);
      await press(nth);
      found.push(await answer(page, "day"));
      await settle(page, 300);
    }
    return found;
  });
}

/** Milliseconds from a key press to the frame in which what it finds is in view, for every key of a word that changes what is in view. */
export async function search(browser, host, slower, word, titles) {
  return withPage(browser, { slower }, async (page) => {
    await page.goto(host.origin);
    await settle(page);
    const input = page.locator(host.contestant.search).first();
    await input.click();
    const views = [];
    for (const key of word) {
      await page.keyboard.press(key);
      await settle(page, 600);
      views.push(await page.evaluate((titles) => __bench.visible(titles), titles));
    }
    await input.fill("");
    await settle(page, 600);
    const found = [];
    let before = (await page.evaluate((titles) => __bench.visible(titles), titles)).toSorted().join();
    for (const [n, key] of [...word].entries()) {
      const after = views[n].toSorted().join();
      if (after === before) {
        await page.keyboard.press(key); // What it finds is in view already.
      } else {
        await page.evaluate(([wanted, titles]) => void (globalThis.__answer = __bench.keyShows(wanted, titles)), [views[n], titles]);
        await page.keyboard.press(key);
        found.push(await answer(page, `search, key ${n + 1}`));
      }
      before = after;
      await settle(page, 300);
    }
    return found;
  });
}

/** Megabytes that the renderers of a fresh browser keep for themselves while it shows this page. */
export async function memory(chromium, host) {
  const browser = await launch(chromium);
  try {
    return await withPage(browser, {}, async (page) => {
      await page.goto(host.origin);
      await settle(page, 2_000);
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const dirty = ({ id }) => Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]);
      return processInfo.filter(({ type }) => type === "renderer").reduce((sum, renderer) => sum + dirty(renderer), 0) / 1024;
    });
  } finally {
    await browser.close();
  }
}
