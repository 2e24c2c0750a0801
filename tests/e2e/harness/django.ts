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
  /** In place of every answer. */
  refusal?: { status: number; type: string; body: string };
  private server: Server;

  constructor(private readonly size = 20) {
    this.server = createServer((request, response) => {
      const { status, type, body } = this.refusal ?? this.answer(request);
      response.writeHead(status, { "Content-Type": type }).end(body);
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
    const json = (status: number, value: unknown) => ({ status, type: "application/json", body: JSON.stringify(value) });
    this.asked.push(request.url ?? "");
    this.credentials.push(`${request.headers.cookie ?? ""}${request.headers.authorization ?? ""}`);
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
    return json(200, { count: found.length, next, previous, results: found.slice((page - 1) * this.size, page * this.size) });
  }
}
