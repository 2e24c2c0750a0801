/** A page of somebody else around the app: at another site, with a strict policy of its own. Not: the app. */
import { Page } from "@playwright/test";
import { Conference, conference } from "./backend";
import { Host, HostOptions } from "./static";

export interface Around {
  app: Conference;
  /** Of the page around. */
  origin: string;
  /** Shows this page; `{app}` in it is the app's origin. */
  show(page: Page, body: string, policy?: string): Promise<void>;
}

/** Nothing but the app may be loaded, and no style may stand in the page. */
export const STRICT = "default-src 'none'; script-src {app}; frame-src {app}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

export interface AroundOptions {
  /** Further files of the page around, by path. */
  files?: Record<string, string | Buffer>;
  /** Further settings of the backend. */
  settings?: string[];
}

/**
 * The app at `localhost`, the page around it at `127.0.0.1`: two sites, as browsers count. `site` makes the page one of the same site, at another origin.
 */
export async function around(
  serve: (options: HostOptions) => Promise<Host>,
  site: "127.0.0.1" | "localhost" = "127.0.0.1",
  named = true,
  { files: more = {}, settings = [] }: AroundOptions = {},
): Promise<Around> {
  const files: Record<string, string | Buffer> = { ...more };
  const headers: Record<string, string> = {};
  const { origin: loopback } = await serve({ folder: "/nowhere", files, headers });
  const origin = loopback.replace("127.0.0.1", site);
  const app = await conference([], [...settings, ...(named ? ["--frame-ancestors", origin] : [])], {}, "localhost");
  const filled = (text: string) => text.replaceAll("{app}", app.origin);
  const show = async (page: Page, body: string, policy = STRICT) => {
    files["/index.html"] = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A conference's own site</title></head><body>${filled(body)}</body></html>`;
    headers["Content-Security-Policy"] = filled(policy);
    await page.addInitScript(() => {
      const told: unknown[] = [];
      Object.assign(globalThis, { told });
      for (const kind of ["ready", "talk-open", "favourite", "auth-required", "error"]) {
        document.addEventListener(`plenary-${kind}`, (event) => told.push([kind, (event as CustomEvent).detail]));
      }
    });
    await page.goto(origin);
  };
  return { app, origin, show };
}

/** What the page around was told, in order. */
export const told = (page: Page) => page.evaluate(() => (globalThis as unknown as { told: [string, Record<string, string>][] }).told);
