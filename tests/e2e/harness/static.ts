/** A static host: a folder, the page policy, and the app's page for every address of the app. Not: a backend. */
import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { pageHeaders } from "./policy";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".xml": "application/xml",
  ".ics": "text/calendar; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

/** Answers a request itself and says so with `true`, or leaves it to the folder. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface Host {
  origin: string;
  /** Every path that was asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

export interface HostOptions {
  folder: string;
  headers?: Record<string, string>;
  /** Files by path that replace or add to those of the folder. */
  files?: Record<string, string | Buffer>;
  before?: Answer;
  /** Off for a host of plain files. */
  fallback?: boolean;
}

export async function host({ folder, headers = pageHeaders(), files = {}, before, fallback = true }: HostOptions): Promise<Host> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    asked.push(path);
    if (await before?.(request, response)) return;
    const send = (status: number, type: string, body: string | Buffer) =>
      response.writeHead(status, { ...headers, "Content-Type": type, "Content-Length": Buffer.byteLength(body) }).end(body);
    const type = TYPES[extname(path)];
    const own = files[path];
    if (own !== undefined) return send(200, type ?? "application/octet-stream", own);
    try {
      // An address of the app has no extension; a missing file must be a 404, or a page would be taken for it.
      if (!type) throw new Error("not a file");
      return send(200, type, await readFile(join(folder, normalize(path))));
    } catch {
      if (type || !fallback) return send(404, "text/plain", "not found");
      // A release names its files as they lie to the page; here is the root of the site.
      const page = files["/index.html"] ?? (await readFile(join(folder, "index.html")));
      return send(200, TYPES[".html"], String(page).replaceAll('="./', '="/'));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
