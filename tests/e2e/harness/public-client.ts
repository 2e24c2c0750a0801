/**
 * The app on a static host, its backend on another origin, and a real OpenID provider on a third: the app is the provider's public client.
 * Not: the backend's own sign-in, which is not used here.
 */
import { BrowserContext, expect, Page } from "@playwright/test";
import { conference, Conference } from "./backend";
import { dist } from "./build";
import { signOut } from "./people";
import { pageHeaders } from "./policy";
import { AUDIENCE, Provider, proveAtProvider, PUBLIC } from "./provider";
import { host, Host } from "./static";

export interface Elsewhere {
  /** What the browser opens: files alone. */
  app: Host;
  backend: Conference;
  provider: Provider;
  stop(): Promise<void>;
}

const ORGANISATION = "Example Ministry";

/** `limits`: the backend's. */
export async function elsewhere(limits: string[] = []): Promise<Elsewhere> {
  const provider = await Provider.open();
  const files: Record<string, string> = {};
  const headers: Record<string, string> = {};
  const app = await host({ folder: dist, files, headers });
  provider.serveApp(app.origin);
  const tokens = ["--bearer-issuer", provider.issuer, "--bearer-audience", AUDIENCE, "--bearer-origins", app.origin];
  const backend = await conference(limits, tokens);
  const auth = { mode: "oidc", issuer: provider.issuer, client_id: PUBLIC, scope: "openid", audience: AUDIENCE, organisation: ORGANISATION };
  files["/config.json"] = JSON.stringify({ name: "Static", backend: `${backend.origin}/api`, auth });
  const policy = pageHeaders();
  const name = "Content-Security-Policy";
  Object.assign(headers, policy, { [name]: policy[name].replace("connect-src 'self'", `connect-src 'self' ${backend.origin} ${provider.issuer}`) });
  // Everybody of the provider has an account but one, whom nobody has joined.
  const joined = [...provider.accounts].filter(([login]) => login !== "yusuf").map(([, { email, sub }]) => `${email};;${sub}`);
  await backend.invite(joined.join("\n"));
  const stop = async () => {
    await app.close();
    await backend.stop();
    await provider.stop();
  };
  return { app, backend, provider, stop };
}

export const enter = (page: Page) => page.getByRole("button", { name: `Sign in with ${ORGANISATION}` });

/** As far as the provider's page. */
export async function leave(page: Page, there: Elsewhere, to = "/profile"): Promise<void> {
  await page.goto(`${there.app.origin}/sign-in?to=${encodeURIComponent(to)}`);
  await enter(page).click();
  await expect(page.getByRole("heading", { name: "Your organisation" })).toBeVisible();
}

/** Through the provider, and back to `to`. */
export async function signInThere(page: Page, there: Elsewhere, login: string, to = "/profile"): Promise<void> {
  await leave(page, there, to);
  await proveAtProvider(page, there.provider, login);
  await expect(page).toHaveURL(`${there.app.origin}${to}`);
  await expect(signOut(page)).toBeVisible();
}

/** Every token that passed through the pages of this context, from now on. */
export class TokenWatch {
  readonly access: string[] = [];
  readonly refresh: string[] = [];
  readonly id: string[] = [];
  /** Every address that was asked for. */
  readonly addresses: string[] = [];
  /** The access tokens that the backend was shown, in order. */
  readonly shown: string[] = [];

  constructor(context: BrowserContext, { provider }: Elsewhere) {
    context.on("request", (request) => {
      this.addresses.push(request.url());
      const [, token] = /^Bearer (.+)$/.exec(request.headers()["authorization"] ?? "") ?? [];
      if (token) this.shown.push(token);
    });
    context.on("response", async (response) => {
      if (!response.url().startsWith(`${provider.issuer}/token`) || response.request().method() !== "POST") return;
      const body = await response.json().catch(() => ({}));
      if (body.access_token) this.access.push(body.access_token);
      if (body.refresh_token) this.refresh.push(body.refresh_token);
      if (body.id_token) this.id.push(body.id_token);
    });
  }

  get all(): string[] {
    return [...this.access, ...this.refresh, ...this.id];
  }
}

/** Everything that a page of this origin has put anywhere, as one text. */
export async function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stores = [localStorage, sessionStorage].map((store) => JSON.stringify({ ...store }));
    const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)));
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const history_ = [JSON.stringify(history.state), location.href, document.referrer, window.name, document.cookie];
    return [...stores, JSON.stringify(caches_), JSON.stringify(databases), ...history_, document.documentElement.outerHTML].join("\n");
  });
}
