/**
 * A real OpenID provider of an organisation on loopback: its own accounts, page and sign-in state.
 * Not: one that misbehaves, which is `impostor.ts`.
 *
 * Its issuer is named `localhost` and the app `127.0.0.1`: to a browser these are two sites, as they are in life.
 */
import { expect, Page } from "@playwright/test";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, IncomingMessage, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";
import { Provider as Oidc } from "oidc-provider";
import { ADA, BELA, CHIOMA, DISABLED, MINISTER, YUSUF } from "./people";

/** Who can sign in there, and what the provider says about them. */
export interface ProviderAccount {
  /** Stable and opaque, as the provider numbers its people. */
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** The two clients: the backend, which keeps a secret, and the app itself on a static host, which cannot. */
export const CONFIDENTIAL = "plenary";
export const PUBLIC = "plenary-app";
/** For whom access tokens are made (RFC 8707, RFC 9068), where `resource` asks for it. */
export const AUDIENCE = "https://api.plenary.example";
/** An access token of the API lives this long. */
export const ACCESS_SECONDS = 300;

type Record = { [member: string]: unknown };
type Context = { oidc: { entities: { [model: string]: { authTime?: number } | undefined } } };

export class Provider {
  private server: Server;
  private oidc!: InstanceType<typeof Oidc>;
  private clients = new Map<string, Record>();
  private kept = new Map<string, Map<string, Record>>();
  /** By what is typed on its page. Tests may add and change people. */
  readonly accounts = new Map<string, ProviderAccount>();
  /** Of the confidential client, for the backend's environment. */
  readonly secret = randomBytes(32).toString("hex");
  /** Paths that were asked for, without queries, in order. */
  readonly asked: string[] = [];
  port = 0;
  /** How long access tokens live that are made from now on. */
  accessSeconds = ACCESS_SECONDS;

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
    for (const email of [ADA, BELA, CHIOMA, DISABLED, MINISTER, YUSUF]) {
      const login = email.split("@")[0];
      this.accounts.set(login, { sub: `org-${randomBytes(8).toString("hex")}`, email, email_verified: true, name: login });
    }
  }

  static async open(): Promise<Provider> {
    const provider = new Provider();
    await provider.listen(0);
    provider.oidc = new Oidc(provider.issuer, provider.configuration());
    return provider;
  }

  get issuer(): string {
    return `http://localhost:${this.port}`;
  }

  /** The backend at this origin may send people here. */
  serveBackend(origin: string): void {
    this.clients.set(CONFIDENTIAL, {
      client_id: CONFIDENTIAL,
      client_secret: this.secret,
      token_endpoint_auth_method: "client_secret_basic",
      grant_types: ["authorization_code"],
      response_types: ["code"],
      redirect_uris: [`${origin}/api/auth/oidc/callback`],
    });
  }

  /** The app at this origin may sign people in by itself. */
  serveApp(origin: string, redirect = `${origin}/sign-in/return`): void {
    this.clients.set(PUBLIC, {
      client_id: PUBLIC,
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      redirect_uris: [redirect],
      post_logout_redirect_uris: [`${origin}/`],
    });
  }

  /** Off the network, as after a power cut; `resume` brings it back at the same address with everything it knew. */
  async pause(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async resume(): Promise<void> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await this.listen(this.port);
  }

  async stop(): Promise<void> {
    if (this.server.listening) await this.pause();
  }

  private async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(port, "127.0.0.1", resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  private configuration(): object {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    return {
      adapter: (model: string) => this.shelf(model),
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: randomBytes(8).toString("hex"), alg: "RS256", use: "sig" }] },
      cookies: { keys: [randomBytes(32).toString("hex")] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      scopes: ["openid", "email", "profile", "offline_access"],
      findAccount: (_: unknown, sub: string) => {
        const account = [...this.accounts.values()].find((candidate) => candidate.sub === sub);
        return account && { accountId: sub, claims: () => ({ ...account }) };
      },
      features: {
        devInteractions: { enabled: false },
        rpInitiatedLogout: { enabled: true },
        revocation: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: () => ({
            scope: "",
            audience: AUDIENCE,
            accessTokenTTL: this.accessSeconds,
            accessTokenFormat: "jwt",
            jwt: { sign: { alg: "RS256" } },
          }),
          useGrantedResource: () => true,
        },
      },
      // RFC 9068, 2.2.1: a backend judges by it whether a proof is fresh.
      extraTokenClaims: (ctx: Context) => ({ auth_time: (ctx.oidc.entities.RefreshToken ?? ctx.oidc.entities.AuthorizationCode)?.authTime }),
      interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      clientBasedCORS: () => true,
      issueRefreshToken: (_: unknown, client: { grantTypeAllowed(type: string): boolean }) => client.grantTypeAllowed("refresh_token"),
      rotateRefreshToken: true,
      ttl: { AccessToken: () => this.accessSeconds, AuthorizationCode: 60, IdToken: 600, RefreshToken: 3600, Interaction: 600, Session: 86_400, Grant: 86_400 },
    };
  }

  /** The provider's storage: maps by model, and ours for the clients, so that origins can be told once they are known. */
  private shelf(model: string): object {
    const kept = this.kept.get(model) ?? new Map<string, Record>();
    this.kept.set(model, kept);
    const by = (member: string, value: string) => [...kept.values()].find((record) => record[member] === value);
    return {
      find: async (id: string) => (model === "Client" ? this.clients.get(id) : kept.get(id)),
      findByUid: async (uid: string) => by("uid", uid),
      findByUserCode: async (code: string) => by("userCode", code),
      upsert: async (id: string, record: Record) => void kept.set(id, record),
      consume: async (id: string) => void Object.assign(kept.get(id) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id: string) => void kept.delete(id),
      revokeByGrantId: async (grant: string) => {
        for (const records of this.kept.values()) {
          for (const [id, record] of records) if (record.grantId === grant) records.delete(id);
        }
      },
    };
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", this.issuer).pathname;
    this.asked.push(path);
    if (!path.startsWith("/interaction/")) return void this.oidc.callback()(request, response);
    try {
      await (request.method === "POST" ? this.decide(request, response) : this.show(request, response));
    } catch {
      response.writeHead(400, { "Content-Type": "text/html; charset=utf-8" }).end(page("<p>This sign-in is over.</p>"));
    }
  }

  private async show(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt } = await this.oidc.interactionDetails(request, response);
    const asks = prompt.name === "login" ? `<label>Account <input name="login" required></label><button name="do" value="on">Continue</button>` : `<button name="do" value="on">Allow</button>`;
    const form = `<form method="post">${asks}</form><form method="post"><button name="do" value="cancel">Cancel</button></form>`;
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(page(form));
  }

  private async decide(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const typed = new URLSearchParams(body);
    const { prompt, params, session, grantId } = await this.oidc.interactionDetails(request, response);
    if (typed.get("do") === "cancel") {
      return this.oidc.interactionFinished(request, response, { error: "access_denied", error_description: "The person pressed Cancel." });
    }
    if (prompt.name === "login") {
      const account = this.accounts.get(typed.get("login") ?? "");
      if (!account) return this.show(request, response);
      return this.oidc.interactionFinished(request, response, { login: { accountId: account.sub } }, { mergeWithLastSubmission: false });
    }
    const grant = grantId ? await this.oidc.Grant.find(grantId) : new this.oidc.Grant({ accountId: session!.accountId, clientId: params.client_id as string });
    const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = prompt.details as { [name: string]: never };
    if ((missingOIDCScope as string[]).length) grant!.addOIDCScope((missingOIDCScope as string[]).join(" "));
    if ((missingOIDCClaims as string[]).length) grant!.addOIDCClaims(missingOIDCClaims);
    for (const [resource, scopes] of Object.entries<string[]>(missingResourceScopes)) grant!.addResourceScope(resource, scopes.join(" "));
    await this.oidc.interactionFinished(request, response, { consent: { grantId: await grant!.save() } }, { mergeWithLastSubmission: true });
  }
}

const page = (body: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Organisation sign-in</title><link rel="icon" href="data:,"><h1>Your organisation</h1>${body}`;

/** On the provider's page: through its login and its consent, as far as it asks for them. */
export async function proveAtProvider(page: Page, provider: Provider, login: string): Promise<void> {
  // A page of the app may have a heading of the same name.
  await expect.poll(() => new URL(page.url()).origin).toBe(provider.issuer);
  await expect(page.getByRole("heading", { name: "Your organisation" })).toBeVisible();
  await page.getByRole("textbox", { name: "Account" }).fill(login);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
}
