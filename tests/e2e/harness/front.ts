/**
 * A real proxy on loopback in front of the backend: pages and their requests meet the same faults.
 * Not: a mock. Without a fault every byte comes from the backend.
 */
import { createServer, IncomingMessage, request as ask, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";

/** What a request meets instead of the backend. */
export type Fault =
  /** The connection is closed without an answer. */
  | { kind: "unreachable" }
  /** A hotel's sign-in page, with status 200, as captive portals do. */
  | { kind: "portal" }
  /** An answer of our own. */
  | { kind: "answer"; status?: number; type?: string; body: string; headers?: Record<string, string> }
  /** No answer until `release` is called; then the backend's. */
  | { kind: "held" }
  /** The backend gets it and answers, but no byte of that arrives; so often. */
  | { kind: "lost"; times: number };

interface Rule {
  method?: string;
  path: RegExp;
  fault: Fault;
}

const PORTAL = "<!doctype html><title>Grand Hotel Wi-Fi</title><h1>Welcome! Please accept our terms to go online.</h1>";

export class Front {
  private rules: Rule[] = [];
  private waiting: (() => void)[] = [];
  private detours: { path: string; port: number }[] = [];
  private server: Server;
  private backend = 0;
  origin = "";

  constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  /** `host`: by which name pages know it; it listens on loopback whatever that is. */
  async listen(host = "127.0.0.1"): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  /** Where the backend listens. */
  forwardTo(port: number): void {
    this.backend = port;
  }

  /** What is asked below this path goes to another server, without that path, as a web server in front of two of them does it. */
  detour(path: string, port: number): void {
    this.detours.push({ path, port });
  }

  /** From now on requests for this path (and method) meet the fault. The latest rule wins. */
  fail(path: RegExp, fault: Fault, method?: string): void {
    this.rules.unshift({ path, fault, method });
  }

  /** Everything is well again, and the backend is alone. */
  heal(): void {
    this.rules = [];
    this.detours = [];
    this.release();
  }

  release(): void {
    for (const go of this.waiting.splice(0)) go();
  }

  async close(): Promise<void> {
    this.heal();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://front").pathname;
    const rule = this.rules.find(({ path: pattern, method }) => pattern.test(path) && (!method || method === request.method));
    switch (rule?.fault.kind) {
      case "unreachable":
        request.socket.destroy();
        return;
      case "portal":
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(PORTAL);
        return;
      case "answer": {
        const { status = 200, type = "application/json", body, headers = {} } = rule.fault;
        response.writeHead(status, { "Content-Type": type, ...headers }).end(body);
        return;
      }
      case "held":
        await new Promise<void>((resolve) => this.waiting.push(resolve));
        break;
      case "lost":
        if (rule.fault.times-- > 0) return this.lose(request);
        break;
      case undefined:
        break;
    }
    this.pass(request, response);
  }

  /** The connection is closed once the backend has said all. */
  private lose(request: IncomingMessage): void {
    const { method, url, headers } = request;
    const onwards = ask({ host: "127.0.0.1", port: this.backend, method, path: url, headers }, (answer) => {
      answer.resume();
      answer.on("close", () => request.socket.destroy());
    });
    onwards.on("error", () => request.socket.destroy());
    request.pipe(onwards);
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "/", headers } = request;
    const detour = this.detours.find(({ path }) => url.startsWith(`${path}/`));
    const [port, path] = detour ? [detour.port, url.slice(detour.path.length)] : [this.backend, url];
    const onwards = ask({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    onwards.on("error", () => response.destroy());
    response.on("close", () => onwards.destroy());
    request.pipe(onwards);
  }
}
