/** A web server for one contestant, which remembers what it sent. Not: a backend; whoever asks for an account is told that nobody is signed in. */
import { createServer } from "node:http";

export class Host {
  #server;
  /** Path, bytes of the body and moment of every request since `forget`. */
  sent = [];

  constructor(contestant) {
    this.contestant = contestant;
    this.files = new Map();
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  /** From now on this programme. */
  show(programme) {
    this.files = this.contestant.files(programme, this.origin);
  }

  forget() {
    this.sent = [];
  }

  close() {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request, response) {
    const at = Date.now();
    const { pathname } = new URL(request.url, this.origin);
    const file = this.files.get(pathname);
    if (!file) {
      const status = pathname.startsWith("/api/") ? 401 : 404;
      const body = JSON.stringify({ type: "about:blank", title: "Nothing here", status });
      this.sent.push({ path: pathname, bytes: body.length, at, status });
      response.writeHead(status, { ...this.contestant.headers, "Content-Type": "application/problem+json", "Content-Length": body.length }).end(body);
      return;
    }
    this.sent.push({ path: pathname, bytes: file.bytes.length, at, status: 200 });
    const headers = { "Cache-Control": "no-cache", ...this.contestant.headers, "Content-Type": file.type, "Content-Length": file.bytes.length, ETag: file.etag };
    if (file.encoding) headers["Content-Encoding"] = file.encoding;
    response.writeHead(200, headers).end(file.bytes);
  }
}
