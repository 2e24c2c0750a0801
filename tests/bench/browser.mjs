/** Chromium as everything is measured in it: the same flags, a fresh profile for every page. Not: what is measured. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(import.meta.dirname, "..", "e2e", "package.json"));
const { chromium } = require("@playwright/test");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const WATCH = readFileSync(join(import.meta.dirname, "watch.js"), "utf8");
/** Long enough for the slowest page on the slowest machine. */
const PATIENCE = 180_000;

export const launch = (executablePath) => chromium.launch({ executablePath, args: FLAGS, headless: true });

/** Runs `act` with a page of a new profile, on a processor so many times slower. `first` runs in the page before anything of its own. */
export async function withPage(browser, { slower = 1, first = "" }, act) {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", viewport: { width: 1280, height: 800 } });
  try {
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript({ content: `if (location.protocol.startsWith("http")) {\n${WATCH}\n${first}\n}` });
    const page = await context.newPage();
    if (slower !== 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: slower });
    return await act(page);
  } finally {
    await context.close();
  }
}

/** Waits until nothing is under way and the page has come to rest. */
export async function settle(page, quiet = 800) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(
    (quiet) =>
      new Promise((resolve) => {
        let timer = setTimeout(resolve, quiet);
        const again = () => {
          clearTimeout(timer);
          timer = setTimeout(resolve, quiet);
        };
        new MutationObserver(again).observe(document, { childList: true, subtree: true });
      }),
    quiet,
  );
}
