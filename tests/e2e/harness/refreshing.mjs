/**
 * A real OpenID provider (oidc-provider) whose refresh tokens the conformance suite asks about: nobody has to sign in, because tokens are made for
 * the run. What is wrong with it on purpose is said by the first word of the client's name. Not: the provider of the tests in the browser, which
 * has a page and people (`provider.ts`).
 *
 *   node refreshing.mjs serve            prints its address; ends with its standard input
 *   node refreshing.mjs mint URL CLIENT  prints a refresh token of a sign-in of its own
 *   node refreshing.mjs asked URL CLIENT prints how often this client's tokens were refreshed
 */
import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";

/** Where something is wrong, and where it is only another way. */
const WAYS = {
  /** A used token is used again for ever. */
  unrotated: { rotates: false },
  /** Nobody remembers that a token was used. */
  forgetful: { remembers: false },
  /** A used token is refused, and what came of it goes on. */
  lenient: { revokes: false },
  /** For two seconds a used token is taken again, and every time it begins another line. */
  forking: { forks: 2 },
  /** For two seconds a used token has the same answer as before. */
  patient: { repeats: 2 },
  /** Whoever shows a used token locks the person out. */
  locking: { locks: true },
  /** Falls over when it is asked twice at once. */
  falling: { falls: true },
};
const SOUND = { rotates: true, remembers: true, revokes: true, forks: 0, repeats: 0, locks: false, falls: false };
const way = (client) => ({ ...SOUND, ...WAYS[String(client).split("-")[0]] });

const [task, url, client] = process.argv.slice(2);
if (task === "serve") {
  await serve();
} else {
  const answer = await fetch(`${url}/for-tests/${task}?client=${encodeURIComponent(client)}`);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  process.stdout.write(await answer.text());
}

async function serve() {
  const { Provider, errors } = await import("oidc-provider");
  const kept = new Map();
  const [locked, refreshes] = [new Set(), new Map()];
  const now = () => Date.now() / 1000;

  const revoke = (grant) => {
    for (const records of kept.values()) for (const [id, record] of records) if (record.grantId === grant || id === grant) records.delete(id);
  };
  const shelf = (model) => {
    const records = kept.get(model) ?? new Map();
    kept.set(model, records);
    const isTold = (record) => record.consumed !== undefined && now() >= record.consumed + way(record.clientId).forks;
    return {
      find: async (id) => {
        if (model === "Client") return registered(id);
        const record = records.get(id);
        if (!record || locked.has(record.clientId)) return undefined;
        return isTold(record) ? record : { ...record, consumed: undefined };
      },
      findByUid: async (uid) => [...records.values()].find((record) => record.uid === uid),
      findByUserCode: async () => undefined,
      upsert: async (id, record) => void records.set(id, record),
      destroy: async (id) => {
        if (model !== "Grant" || way(records.get(id)?.clientId).revokes) records.delete(id);
      },
      // Of several who come with one token at the same time only the first gets on: the others are a second use.
      consume: async (id) => {
        const record = records.get(id);
        if (!record || !way(record.clientId).remembers) return;
        if (isTold(record)) {
          if (way(record.clientId).revokes) revoke(record.grantId);
          throw new errors.InvalidGrant("refresh token already used");
        }
        record.consumed ??= now();
      },
      revokeByGrantId: async (grant) => {
        for (const [id, record] of records) {
          if (record.grantId !== grant) continue;
          if (way(record.clientId).locks) locked.add(record.clientId);
          if (way(record.clientId).revokes) records.delete(id);
        }
      },
    };
  };
  const registered = (id) => ({
    client_id: id,
    application_type: "native",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    redirect_uris: ["http://127.0.0.1/back"],
  });

  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    adapter: shelf,
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }] },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    scopes: ["openid", "offline_access"],
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => "/nobody-signs-in-here" },
    pkce: { required: () => true },
    rotateRefreshToken: (ctx) => {
      const id = ctx.oidc.client.clientId;
      refreshes.set(id, (refreshes.get(id) ?? 0) + 1);
      return way(id).rotates;
    },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, RefreshToken: 3600, Grant: 3600 },
  });

  const mint = async (id) => {
    const grant = new provider.Grant({ accountId: "somebody", clientId: id });
    grant.addOIDCScope("openid offline_access");
    const token = new provider.RefreshToken({
      accountId: "somebody",
      client: await provider.Client.find(id),
      grantId: await grant.save(),
      gty: "authorization_code",
      scope: "openid offline_access",
      authTime: Math.floor(now()),
    });
    return token.save();
  };

  const [answers, inside] = [new Map(), randomBytes(16).toString("hex")];
  let busy = 0;
  const refreshed = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const { repeats, falls } = way(form.get("client_id"));
    busy += 1;
    try {
      if (falls) await new Promise((resolve) => setTimeout(resolve, 500));
      if (falls && busy > 1) return void response.writeHead(500).end();
      const token = form.get("refresh_token");
      const known = answers.get(token);
      const isRepeated = known && now() < known.at + repeats;
      if (!isRepeated) answers.set(token, { at: now(), said: passedOn(form) });
      const { status, type, text } = await answers.get(token).said;
      response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" }).end(text);
    } finally {
      busy -= 1;
    }
  };
  // The library answers requests, so it is sent one.
  const passedOn = async (form) => {
    const answer = await fetch(`${issuer}/token`, { method: "POST", body: form, headers: { "X-Inside": inside } });
    return { status: answer.status, type: answer.headers.get("content-type"), text: await answer.text() };
  };

  server.on("request", async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, issuer);
    const id = searchParams.get("client");
    if (pathname === "/for-tests/mint") return void response.end(await mint(id));
    if (pathname === "/for-tests/asked") return void response.end(String(refreshes.get(id) ?? 0));
    if (pathname === "/token" && request.headers["x-inside"] !== inside) return refreshed(request, response);
    return provider.callback()(request, response);
  });
  process.stdin.on("end", () => process.exit()).resume();
  console.log(issuer);
}
