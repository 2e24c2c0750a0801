/** What each contestant is served: its files and, under the names that it asks for, the same programme. Not: how it is measured. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const pages = join(import.meta.dirname, "pages");
const page = (name) => readFileSync(join(pages, name), "utf8");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
/** As a release: pictures are not smaller compressed. */
const COMPRESSED = new Set([".html", ".js", ".css", ".wasm", ".json", ".svg", ".webmanifest", ".txt"]);

/** A file as it goes over the wire, compressed beforehand: compressing while somebody waits would be measured with the page. */
function stored(path, bytes, cache) {
  const ending = extname(path) || ".html";
  const file = { type: TYPES[ending] ?? "application/octet-stream", bytes: Buffer.from(bytes), encoding: null, etag: null };
  const digest = createHash("sha256").update(file.bytes).digest("hex");
  file.etag = `"${digest.slice(0, 16)}"`;
  if (!COMPRESSED.has(ending)) return file;
  const kept = join(cache, `${digest}.br`);
  if (!existsSync(kept)) {
    mkdirSync(cache, { recursive: true });
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.bytes.length } };
    writeFileSync(kept, brotliCompressSync(file.bytes, options));
  }
  return { ...file, bytes: readFileSync(kept), encoding: "br" };
}

function everyFile(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".br"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** The page headers of a release, from Trunk.toml. */
export function pageHeaders(root) {
  const section = readFileSync(join(root, "Trunk.toml"), "utf8").split(/^\[serve\.headers\]$/m)[1].split(/^\[/m)[0];
  return Object.fromEntries([...section.matchAll(/^"([^"]+)"\s*=\s*"([^"]*)"$/gm)].map(([, name, value]) => [name, value]));
}

/**
 * The contestants by name. `files(programme)` gives a map from path to stored file; `star`, `day` and `search` select what is clicked or typed into;
 * `later` are the paths of what is not needed for the list to stand.
 */
export function contestants({ root, dist, widget, programmes, cache }) {
  const store = (entries) => new Map(entries.map(([path, bytes]) => [path, stored(path, bytes, cache)]));
  const data = (programme, name) => readFileSync(join(programmes, programme, name));

  const product = {
    files: (programme) => {
      const config = JSON.stringify({ name: "Conference", backend: "/api", programme: null, zone: "Europe/Berlin" });
      const own = everyFile(dist).map((file) => [`/${relative(dist, file).replaceAll("\\", "/")}`, readFileSync(file)]);
      const files = store([...own, ["/config.json", config], ["/agenda.json", data(programme, "agenda.json")], ["/texts.json", data(programme, "texts.json")]]);
      files.set("/", files.get("/index.html"));
      files.set("/api/agenda", files.get("/agenda.json"));
      files.set("/api/agenda/texts", files.get("/texts.json"));
      return files;
    },
    headers: pageHeaders(root),
    star: "main button.star",
    day: 'nav[aria-label="Days"] a',
    search: 'input[type="search"]',
    later: /\/texts$/,
  };
  const peer = (format) => ({
    files: (programme, origin) =>
      store([
        ["/", page("peer.html").replaceAll("FORMAT", format).replaceAll("ORIGIN", origin)],
        ["/event/widgets/schedule.js", readFileSync(widget)],
        ["/event/schedule/widgets/schedule.json", data(programme, "widget.json")],
      ]),
    star: ".btn-fav-container, .fav-button",
    day: ".days .bunt-tab-header-item",
  });
  const plain = {
    files: (programme) => store([["/", page("plain.html")], ["/list.css", page("list.css")], ["/plain.js", page("plain.js")], ["/rows.json", data(programme, "rows.json")]]),
    star: ".star",
    day: "nav a",
  };
  const expert = {
    files: (programme) => store([["/", page("expert.html").replace("/* list.css */", page("list.css"))], ["/columns.json", data(programme, "columns.json")]]),
    star: ".star",
    day: "nav a",
  };
  const blank = { files: () => store([["/", page("blank.html")]]) };
  return { product, "P grid": peer("grid"), "P list": peer("list"), V: plain, "V again": plain, "V+": expert, blank };
}
