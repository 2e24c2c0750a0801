/** Watches every page of a test for what must never happen. Not: what a test expects to happen. */
import { BrowserContext, expect, Page, Request } from "@playwright/test";

/** What a page did that it may not do, unless the test said so beforehand. */
export class Witness {
  private readonly seen: string[] = [];
  private readonly origins = new Set<string>();
  private over = false;
  private readonly pardoned: RegExp[] = [];

  /** Says beforehand which findings belong to the test: a refused file is reported on the console too. */
  pardon(...patterns: RegExp[]): void {
    this.pardoned.push(...patterns);
  }

  /** Allows requests to an origin beside the page's own. */
  allow(origin: string): void {
    this.origins.add(origin);
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding("witnessPolicy", (_, text: string) => this.note(`policy: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const where = `${event.sourceFile ?? ""}:${event.lineNumber ?? 0}`;
        const report = (globalThis as unknown as { witnessPolicy(text: string): void }).witnessPolicy;
        report(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${where}`);
      });
    });
    context.on("page", (page) => this.follow(page));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol === "http:" || url.protocol === "https:") this.contacted(url.origin, pageOf(request));
    });
  }

  private contacted(origin: string, page: string): void {
    const own = page.startsWith("http") ? new URL(page).origin : origin;
    if (origin !== own && !this.origins.has(origin)) this.note(`foreign origin: ${origin}`);
  }

  private follow(page: Page): void {
    page.on("pageerror", (error) => this.note(`page error: ${error.message}`));
    page.on("console", (message) => {
      const { url } = message.location();
      if (message.type() === "error" && !isRefusal(message.text(), url)) this.note(`console: ${message.text()} ${url}`);
    });
  }

  private note(finding: string): void {
    if (!this.over) this.seen.push(finding);
  }

  /** The test is over and its servers are about to go: what a page cannot fetch from now on says nothing. */
  end(): void {
    this.over = true;
  }

  /** What happened and was not pardoned. */
  findings(): string[] {
    return this.seen.filter((finding) => !this.pardoned.some((pattern) => pattern.test(finding)));
  }

  settle(): void {
    expect(this.findings(), "what no page may do").toEqual([]);
  }
}

/** Which page asks. The first request of a window that a page opened comes before the window's own frame. */
function pageOf(request: Request): string {
  try {
    return request.frame().url();
  } catch {
    return request.url();
  }
}

/** The browser reports every refusal of the API on the console; "nobody is signed in" is one. */
function isRefusal(text: string, url: string): boolean {
  return /status of (401|403|404|409|412|422|428|429)\b/.test(text) && new URL(url, "http://none").pathname.includes("/api/");
}
