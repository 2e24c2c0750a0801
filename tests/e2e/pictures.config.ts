/** How the pictures of the organisers' guide are taken: `npm run pictures`, in the same browser as the tests. Not: a test. */
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

export default defineConfig({ ...tests, testDir: "pictures", testMatch: "*.ts", workers: 1, retries: 0, timeout: 120_000, reporter: [["list"]] });
