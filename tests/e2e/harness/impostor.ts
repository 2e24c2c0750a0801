/**
 * A provider that lies: a signing server of our own whose answers have one thing wrong at a time, and are right otherwise.
 * Not: a way to sign in; nobody is asked anything there.
 */
import { createHash, createHmac, createSign, generateKeyPairSync, KeyObject, randomBytes } from "node:crypto";
import { createServer, IncomingMessage, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";

/** What is wrong. */
export type Trick =
  | "none"
  | "iss-in-token"
  | "iss-parameter"
  | "iss-parameter-missing"
  | "nonce"
  | "nonce-missing"
  | "aud"
  | "aud-of-many"
  | "azp"
  | "expired"
  | "old"
  | "unsigned"
  | "hmac"
  | "unknown-key"
  | "at-hash"
  | "no-id-token"
  | "code-refused"
  | "error"
  | "token-endpoint-hangs"
  | "token-endpoint-broken"
  | "token-endpoint-redirects"
  | "discovery-of-another"
  | "userinfo-of-another"
  | "email-not-verified"
  | "no-email";

const ANOTHER = "https://another.example";
const base64url = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

export class Impostor {
  private server: Server;
  private key: KeyObject;
  private kid = "first";
  private others = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  private asked = new Map<string, { nonce: string; challenge: string }>();
  readonly secret = randomBytes(32).toString("hex");
  trick: Trick = "none";
  /** Who everybody is there. */
  account = { sub: "impostor-1", email: "ada@example.org" };
  /** Codes that were shown to the token endpoint. */
  readonly shown: string[] = [];
  port = 0;

  private constructor() {
    this.key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  static async open(): Promise<Impostor> {
    const impostor = new Impostor();
    await new Promise<void>((resolve) => impostor.server.listen(0, "127.0.0.1", resolve));
    impostor.port = (impostor.server.address() as AddressInfo).port;
    return impostor;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get issuer(): string {
    return `http://localhost:${this.port}`;
  }

  /** As providers do now and then: from now on it signs with another key. */
  changeKey(): void {
    this.key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    this.kid = randomBytes(4).toString("hex");
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.issuer);
    const json = (body: unknown, status = 200) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return void json(this.metadata());
      case "/jwks": {
        const { n, e } = this.key.export({ format: "jwk" });
        return void json({ keys: [{ kty: "RSA", use: "sig", alg: "RS256", kid: this.kid, n, e }] });
      }
      case "/authorize":
        return void response.writeHead(303, { Location: this.back(url.searchParams) }).end();
      case "/token":
        return this.token(await text(request), request.headers.authorization ?? "", json, response);
      case "/userinfo":
        return void json(this.userinfo());
      default:
        return void response.writeHead(404).end();
    }
  }

  private metadata(): object {
    const issuer = this.trick === "discovery-of-another" ? ANOTHER : this.issuer;
    return {
      issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256", "HS256", "none"],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private back(query: URLSearchParams): string {
    const code = randomBytes(16).toString("hex");
    this.asked.set(code, { nonce: query.get("nonce") ?? "", challenge: query.get("code_challenge") ?? "" });
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("state", query.get("state") ?? "");
    if (this.trick === "error") back.searchParams.set("error", "invalid_scope");
    else back.searchParams.set("code", code);
    if (this.trick === "iss-parameter") back.searchParams.set("iss", ANOTHER);
    else if (this.trick !== "iss-parameter-missing") back.searchParams.set("iss", this.issuer);
    return back.href;
  }

  private token(body: string, authorization: string, json: (body: unknown, status?: number) => void, response: ServerResponse): void {
    const form = new URLSearchParams(body);
    const code = form.get("code") ?? "";
    this.shown.push(code);
    if (this.trick === "token-endpoint-hangs") return;
    if (this.trick === "token-endpoint-broken") return json({ error: "server_error" }, 500);
    if (this.trick === "token-endpoint-redirects") return void response.writeHead(307, { Location: `${this.issuer}/elsewhere` }).end();
    const asked = this.asked.get(code);
    this.asked.delete(code);
    const proof = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    const client = `Basic ${Buffer.from(`plenary:${this.secret}`).toString("base64")}`;
    if (!asked || this.trick === "code-refused" || asked.challenge !== proof || authorization !== client) return json({ error: "invalid_grant" }, 400);
    const access = randomBytes(16).toString("hex");
    const id = this.trick === "no-id-token" ? {} : { id_token: this.idToken(asked.nonce, access) };
    json({ access_token: access, token_type: "Bearer", expires_in: 60, ...id });
  }

  private idToken(nonce: string, access: string): string {
    const now = Math.floor(Date.now() / 1000);
    const half = createHash("sha256").update(access).digest().subarray(0, 16).toString("base64url");
    const claims: { [name: string]: unknown } = { iss: this.issuer, sub: this.account.sub, aud: "plenary", iat: now, exp: now + 300, nonce, at_hash: half };
    if (this.trick === "iss-in-token") claims.iss = ANOTHER;
    if (this.trick === "nonce") claims.nonce = "another";
    if (this.trick === "nonce-missing") delete claims.nonce;
    if (this.trick === "aud") claims.aud = "another-client";
    if (this.trick === "aud-of-many") claims.aud = ["plenary", "another-client"];
    if (this.trick === "azp") claims.azp = "another-client";
    if (this.trick === "expired") Object.assign(claims, { iat: now - 500, exp: now - 200 });
    if (this.trick === "old") Object.assign(claims, { iat: now - 86_400, exp: now + 300 });
    if (this.trick === "at-hash") claims.at_hash = "AAAAAAAAAAAAAAAAAAAAAA";
    return this.sign(claims);
  }

  private sign(claims: object): string {
    if (this.trick === "unsigned") return `${base64url({ alg: "none" })}.${base64url(claims)}.`;
    // The client's own secret as the key: what a verifier does that takes the algorithm from the token (RFC 8725, 2.1).
    if (this.trick === "hmac") {
      const input = `${base64url({ alg: "HS256" })}.${base64url(claims)}`;
      return `${input}.${createHmac("sha256", this.secret).update(input).digest("base64url")}`;
    }
    const [kid, key] = this.trick === "unknown-key" ? ["unknown", this.others] : [this.kid, this.key];
    const input = `${base64url({ alg: "RS256", kid })}.${base64url(claims)}`;
    return `${input}.${createSign("RSA-SHA256").update(input).sign(key).toString("base64url")}`;
  }

  private userinfo(): object {
    const { sub, email } = this.account;
    if (this.trick === "no-email") return { sub };
    return { sub: this.trick === "userinfo-of-another" ? "somebody-else" : sub, email, email_verified: this.trick !== "email-not-verified" };
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
