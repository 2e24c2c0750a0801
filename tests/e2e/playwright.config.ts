/** How the end-to-end tests run: one real browser, no sleeps. Not: what they start, which is in `harness/`. */
import { defineConfig } from "@playwright/test";

const chromium = process.env.PLENARY_CHROMIUM || "/usr/bin/chromium";
const json = process.env.PLAYWRIGHT_JSON_OUTPUT_NAME;

export default defineConfig({
  testDir: "specs",
  outputDir: "test-results",
  // The machine that runs this has two cores, and every worker starts a backend and a browser.
  workers: process.env.PLENARY_WORKERS ? Number(process.env.PLENARY_WORKERS) : 2,
  fullyParallel: false,
  // On a busy machine one of three hundred journeys may be starved. `cargo xtask test` tries it once more, with a fresh backend, and names it.
  retries: json ? 1 : 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: json ? [["list"], ["json", { outputFile: json }]] : [["list"]],
  use: {
    browserName: "chromium",
    headless: true,
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    locale: "en-GB",
    timezoneId: "Europe/London",
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: "off",
  },
});
