/** A provider that lies, and addresses that try: nobody is signed in by them, and each gets a clear sentence. Not: the honest way (`oidc.spec.ts`). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { conference, Conference } from "../harness/backend";
import { Impostor, Trick } from "../harness/impostor";
import { NOBODY } from "../harness/people";
import { project } from "../harness/policy";
import { expect, test as base } from "../harness/test";

interface Stage {
  impostor: Impostor;
  hall: Conference;
}

const test = base.extend<object, { stage: Stage }>({
  stage: [
    async ({}, use) => {
      const impostor = await Impostor.open();
      impostor.account.email = NOBODY;
      const settings = ["--oidc-issuer", impostor.issuer, "--oidc-client-id", "plenary", "--oidc-name", "Example Ministry"];
      const hall = await conference([], settings, { PLENARY_OIDC_CLIENT_SECRET: impostor.secret });
      await use({ impostor, hall });
      await hall.stop();
      await impostor.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** A browser without a screen: cookies, and one redirect at a time. */
class Visitor {
  readonly cookies = new Map<string, string>();
  /** Names of every cookie that was ever set. */
  readonly set: string[] = [];

  constructor(private readonly hall: Conference) {}

  async open(address: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
    const url = new URL(address, this.hall.origin);
    const ours = url.origin === this.hall.origin;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { method, redirect: "manual", headers: ours ? { cookie, ...headers } : headers });
    for (const line of ours ? answer.headers.getSetCookie() : []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      this.set.push(name);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return answer;
  }

  /** Presses the button: the provider's address. */
  async leave(returnTo = ""): Promise<URL> {
    const answer = await this.open(`/api/auth/oidc/start?return_to=${encodeURIComponent(returnTo)}`);
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get("location")!, this.hall.origin);
  }

  /** The address that the provider sends this browser back to. */
  async prove(at: URL): Promise<string> {
    return (await this.open(at.href)).headers.get("location")!;
  }

  /** Where in the app they land. */
  async land(callback: string): Promise<string> {
    const answer = await this.open(callback);
    expect(answer.status, await answer.text()).toBe(303);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    return answer.headers.get("location")!;
  }

  async whole(returnTo = ""): Promise<string> {
    const at = await this.leave(returnTo);
    return at.origin === this.hall.origin ? at.pathname + at.search : this.land(await this.prove(at));
  }

  async isOutside(): Promise<void> {
    expect(this.set).not.toContain("plenary");
    expect((await this.open("/api/me")).status).toBe(401);
  }
}

const problem = (word: string) => `/sign-in?problem=${word}`;

test.beforeEach(({ stage }) => {
  stage.impostor.trick = "none";
});

test("OIDC-02, 03, 05: what is asked is a code, with S256, state and nonce of 256 bits or so, and one exact way back (V10.4)", async ({ stage }) => {
  const [one, two] = [await new Visitor(stage.hall).leave("/profile"), await new Visitor(stage.hall).leave("/profile")];
  const asked = (at: URL, name: string) => at.searchParams.get(name)!;
  expect(asked(one, "response_type")).toBe("code");
  expect(asked(one, "code_challenge_method")).toBe("S256");
  expect(asked(one, "code_challenge")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(asked(one, "redirect_uri")).toBe(`${stage.hall.origin}/api/auth/oidc/callback`);
  expect(asked(one, "client_id")).toBe("plenary");
  expect(one.href).not.toContain(stage.impostor.secret);
  expect(one.href).not.toContain("profile");
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(asked(one, name).length).toBeGreaterThanOrEqual(22);
    expect(asked(one, name)).not.toBe(asked(two, name));
  }
});

const LIES: [Trick, string][] = [
  ["iss-in-token", "refused"],
  ["iss-parameter", "refused"],
  ["iss-parameter-missing", "refused"],
  ["nonce", "refused"],
  ["nonce-missing", "refused"],
  ["aud", "refused"],
  ["aud-of-many", "refused"],
  ["azp", "refused"],
  ["expired", "refused"],
  ["old", "refused"],
  ["unsigned", "refused"],
  ["hmac", "refused"],
  ["unknown-key", "refused"],
  ["at-hash", "refused"],
  ["no-id-token", "refused"],
  ["code-refused", "refused"],
  ["error", "refused"],
  ["token-endpoint-redirects", "refused"],
  ["userinfo-of-another", "refused"],
  ["token-endpoint-broken", "provider"],
  ["email-not-verified", "no-address"],
  ["no-email", "no-address"],
];

for (const [trick, word] of LIES) {
  test(`OIDC-07: ${trick} opens nothing (V10.5)`, async ({ stage }) => {
    const { impostor, hall } = stage;
    const visitor = new Visitor(hall);
    impostor.trick = trick;
    const shown = impostor.shown.length;
    expect(await visitor.whole("/mine")).toBe(`${problem(word)}&to=%2Fmine`);
    await visitor.isOutside();
    // In a mix-up the code is not shown to anybody.
    if (trick.startsWith("iss-parameter") || trick === "error") expect(impostor.shown.length).toBe(shown);
    impostor.trick = "none";
    expect(await new Visitor(hall).whole("/mine"), "the honest one passes right after").toBe("/sign-in/join?to=%2Fmine");
  });
}

test("OIDC-04: an answer is good once, in the browser that began, and for the state that it began with (V10.2.1)", async ({ stage }) => {
  const { impostor, hall } = stage;
  const [visitor, other] = [new Visitor(hall), new Visitor(hall)];
  const callback = await visitor.prove(await visitor.leave());
  await other.leave();
  // Somebody else's browser, with and without a sign-in of its own under way; no state; a state that is none; everything twice.
  expect(await other.land(callback)).toBe(problem("expired"));
  expect(await new Visitor(hall).land(callback)).toBe(problem("expired"));
  const wrong = new URL(callback);
  wrong.searchParams.set("state", "0".repeat(64));
  expect(await visitor.land(wrong.href)).toBe(problem("expired"));
  wrong.searchParams.delete("state");
  expect(await visitor.land(wrong.href)).toBe(problem("refused"));
  expect(await visitor.land(`${callback}&code=another`)).toBe(problem("refused"));
  expect(await visitor.land("/api/auth/oidc/callback")).toBe(problem("refused"));
  // A scanner that asks for the head of it spends nothing.
  expect((await visitor.open(callback, {}, "HEAD")).status).toBe(405);
  const shown = impostor.shown.length;
  expect(await visitor.land(callback)).toBe("/sign-in/join");
  expect(await visitor.land(callback)).toBe(problem("expired"));
  expect(impostor.shown.length).toBe(shown + 1);
  await other.isOutside();
});

test("two tabs on their way at once both arrive", async ({ stage }) => {
  const visitor = new Visitor(stage.hall);
  const [one, two] = [await visitor.leave("/mine"), await visitor.leave("/picks")];
  expect(await visitor.land(await visitor.prove(two))).toBe("/sign-in/join?to=%2Fpicks");
  expect(await visitor.land(await visitor.prove(one))).toBe("/sign-in/join?to=%2Fmine");
});

test("the cookie of the way there is Lax, without a script and without a secret of the session; the rest stays Strict", async ({ stage }) => {
  const answer = await fetch(`${stage.hall.origin}/api/auth/oidc/start`, { redirect: "manual" });
  const [cookie, ...more] = answer.headers.getSetCookie();
  expect(more).toEqual([]);
  expect(cookie).toMatch(/^plenary-organisation=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
});

test("a page of somebody else starts no sign-in", async ({ stage }) => {
  for (const site of ["cross-site", "same-site"]) {
    const visitor = new Visitor(stage.hall);
    const answer = await visitor.open("/api/auth/oidc/start?return_to=%2Fmine", { "sec-fetch-site": site });
    expect([answer.status, answer.headers.get("location"), visitor.set]).toEqual([303, "/sign-in?to=%2Fmine", []]);
  }
});

test("a provider that changes its key is believed after one look at its keys, and there is one look a minute", async ({ stage }) => {
  const { impostor, hall } = stage;
  await hall.restart();
  expect(await new Visitor(hall).whole()).toBe("/sign-in/join");
  impostor.changeKey();
  expect(await new Visitor(hall).whole()).toBe("/sign-in/join");
  impostor.changeKey();
  expect(await new Visitor(hall).whole()).toBe(problem("refused"));
  await hall.restart();
});

test("REDIR-01: no trick in return_to leaves the app (V3.7.2)", async ({ stage }) => {
  test.slow();
  const tricks: string[] = JSON.parse(readFileSync(join(project, "tests", "contract", "open-redirects.json"), "utf8"));
  expect(tricks.length).toBeGreaterThanOrEqual(40);
  for (const trick of tricks) {
    expect(await new Visitor(stage.hall).whole(trick), JSON.stringify(trick)).toBe("/sign-in/join");
    const refused = await new Visitor(stage.hall).open(`/api/auth/oidc/start?return_to=${encodeURIComponent(trick)}`, { "sec-fetch-site": "cross-site" });
    expect(refused.headers.get("location"), JSON.stringify(trick)).toBe("/sign-in");
  }
  expect(await new Visitor(stage.hall).whole("/delegates?letter=B")).toBe("/sign-in/join?to=%2Fdelegates%3Fletter%3DB");
});

test("nothing that comes back is written into the log", async ({ stage }) => {
  const { hall, impostor } = stage;
  const visitor = new Visitor(hall);
  const callback = new URL(await visitor.prove(await visitor.leave("/mine")));
  await visitor.land(callback.href);
  impostor.trick = "nonce";
  await new Visitor(hall).whole();
  const log = hall.log();
  expect(log).toContain("reason=nonce");
  for (const secret of [callback.searchParams.get("code")!, callback.searchParams.get("state")!, impostor.secret, NOBODY, impostor.account.sub, ...visitor.cookies.values()]) {
    expect(log).not.toContain(secret);
  }
});

test("a provider that hangs or is another's is a sentence, not a page of errors, and a mailed code still opens (T37)", async ({ page, stage, witness }) => {
  const { impostor, hall } = stage;
  witness.allow(impostor.issuer);
  witness.allow(hall.origin);
  impostor.trick = "token-endpoint-hangs";
  await page.goto(`${hall.origin}/sign-in`);
  await page.getByRole("link", { name: "Sign in with Example Ministry" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "did not answer" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  // The backend asks for the metadata afresh after a restart.
  impostor.trick = "discovery-of-another";
  await hall.restart();
  await page.getByRole("link", { name: "Sign in with Example Ministry" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "could not be trusted" })).toBeVisible();
  impostor.trick = "none";
});

test("a word in the address that is none of ours puts nothing on the page", async ({ page, stage }) => {
  await page.goto(`${stage.hall.origin}/sign-in?problem=Your%20account%20is%20locked`);
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  await expect(page.getByText("locked")).toHaveCount(0);
});
