/**
 * A directory as Django's REST framework makes them: `{count, next, previous, results}`, whole addresses in `next`, `{"detail"}` where it refuses.
 * A stand-in: what matters of it is its shape. Not: a real Django, which is `pretalx`.
 */
import { createServer, IncomingMessage, Server } from "node:http";
import { AddressInfo } from "node:net";

export interface DjangoPerson {
  pk: number;
  full_name: string;
  work?: { role?: string; employer?: string };
  contact?: { mobile?: string; mobile_visible?: boolean };
  consent?: { directory?: boolean };
  [more: string]: unknown;
}

export class Django {
  /** What was asked: path and query, in order. */
  readonly asked: string[] = [];
  /** What came with the questions. */
  readonly credentials: string[] = [];
  people: DjangoPerson[] = [];
  /** In place of its own host, in `next`. */
  nextAt?: string;
  /** The list goes on by a `Link` header and not by its answer. */
  byLink = false;
  /** A page of this origin may ask with a token, as CORS has it. */
  cors?: string;
  /** What comes with a question that has this in its path is not taken any more, from the first such question on. */
  refuses?: string;
  private readonly refused = new Set<string>();
  /** In place of every answer. */
  refusal?: { status: number; type: string; body: string; link?: string };
  private server: Server;

  constructor(private readonly size = 20) {
    this.server = createServer((request, response) => {
      const allowed: Record<string, string> = this.cors
        ? { "Access-Control-Allow-Origin": this.cors, "Access-Control-Allow-Headers": "authorization, x-plenary, x-plenary-viewer", "Access-Control-Expose-Headers": "Link" }
        : {};
      if (request.method === "OPTIONS") return response.writeHead(204, allowed).end();
      const { status, type, body, link } = this.refusal ?? this.answer(request);
      response.writeHead(status, { "Content-Type": type, ...(link ? { Link: link } : {}), ...allowed }).end(body);
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage) {
    const json = (status: number, value: unknown, link?: string) => ({ status, type: "application/json", body: JSON.stringify(value), link });
    const credential = `${request.headers.cookie ?? ""}${request.headers.authorization ?? ""}`;
    this.asked.push(request.url ?? "");
    this.credentials.push(credential);
    if (this.refuses && request.url?.includes(this.refuses)) {
      this.refused.add(credential);
      this.refuses = undefined;
    }
    if (this.refused.has(credential)) return json(401, { detail: "Token has expired." });
    // As Django builds it: from the name by which it was asked, and from its own path.
    const url = new URL(request.url ?? "/", `http://${request.headers.host}`);
    const [, what, pk] = url.pathname.split("/");
    if (what !== "people" || request.method !== "GET") return json(405, { detail: `Method "${request.method}" not allowed.` });
    if (pk) {
      const one = this.people.find((person) => `${person.pk}` === pk);
      return one ? json(200, one) : json(404, { detail: "Not found." });
    }
    const words = (url.searchParams.get("search") ?? "").toLowerCase();
    const found = this.people.filter(({ full_name }) => full_name.toLowerCase().includes(words));
    const page = Number(url.searchParams.get("page") ?? 1);
    const address = (to: number) => {
      url.searchParams.set("page", `${to}`);
      return `${this.nextAt ?? url.origin}${url.pathname}${url.search}`;
    };
    const next = page * this.size < found.length ? address(page + 1) : null;
    const previous = page > 1 ? address(page - 1) : null;
    const results = found.slice((page - 1) * this.size, page * this.size);
    if (this.byLink) return json(200, { results }, next ? `<${address(1)}>; rel="first", <${next}>; rel="next"` : undefined);
    return json(200, { count: found.length, next, previous, results });
  }
}
