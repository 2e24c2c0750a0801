/** The headers of the page, read from Trunk.toml so that they exist once. Not: the backend's copy, which a test compares with these. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const project = join(__dirname, "..", "..", "..");

/** Header name to value, in the order of `[serve.headers]`. */
export function pageHeaders(): Record<string, string> {
  const toml = readFileSync(join(project, "Trunk.toml"), "utf8");
  const section = toml.split(/^\[serve\.headers\]$/m)[1]?.split(/^\[/m)[0] ?? "";
  const headers = Object.fromEntries([...section.matchAll(/^"([^"]+)"\s*=\s*"([^"]*)"$/gm)].map(([, name, value]) => [name, value]));
  if (!headers["Content-Security-Policy"]) throw new Error("Trunk.toml has no [serve.headers] with a Content-Security-Policy");
  return headers;
}

/** Directive to its sources, so that two policies can be compared whatever their order. */
export function directives(policy: string): Record<string, string> {
  const parts = policy.split(";").map((part) => part.trim()).filter(Boolean);
  return Object.fromEntries(parts.map((part) => [part.split(/\s+/)[0], part.split(/\s+/).slice(1).join(" ")]));
}

/** The page policy with another origin that may be asked for data, as an organiser would configure it. */
export function alsoConnectTo(origin: string): Record<string, string> {
  const headers = pageHeaders();
  const name = "Content-Security-Policy";
  return { ...headers, [name]: headers[name].replace("connect-src 'self'", `connect-src 'self' ${origin}`) };
}
