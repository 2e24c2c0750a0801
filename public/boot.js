// Starts the app with its integrity enforced, or says in words why it cannot. No part of the app's own logic is here.
// A classic script in <head>: the theme and the Trusted Types policy must be in place before anything is drawn.
"use strict";

(() => {
  const root = document.documentElement;

  // --- Light or dark, before the first paint -------------------------------------------------------------------

  const THEMES = ["light", "dark", "system"];

  function chosenTheme() {
    try {
      const theme = JSON.parse(localStorage.getItem("plenary.theme"));
      return THEMES.includes(theme) ? theme : "system";
    } catch {
      return "system"; // storage may be denied; that must not keep the programme away
    }
  }

  const theme = chosenTheme();
  root.dataset.theme = theme;
  if (theme !== "system") {
    const colours = [...document.querySelectorAll("meta[name=theme-color]")];
    const chosen = colours.find((meta) => meta.media.includes(theme));
    for (const meta of colours) meta.content = chosen ? chosen.content : meta.content;
  }

  // --- The `default` Trusted Types policy ----------------------------------------------------------------------
  //
  // Leptos writes the static parts of a view into `template.innerHTML`. That is the only markup that may pass, and it is
  // our own; still, it is read strictly, so that nobody's text can ever ride through this door. Every `<` has to open
  // a tag, an end tag or an empty comment of the grammar below. Because neither attribute values nor comments may
  // contain `<`, a browser cannot read the same string as other tags than these.

  const TAG = /<(?:!(?:--[^<>-]*--)?>|\/([a-z][a-z0-9-]*)\s*>|([a-z][a-z0-9-]*)((?:\s+[a-z_:][\w:.-]*(?:="[^"<]*"|='[^'<]*'|=[\w#/.:-]+)?)*)\s*\/?>)/giy;
  const ATTRIBUTE = /([a-z_:][\w:.-]*)(?:="([^"<]*)"|='([^'<]*)'|=([\w#/.:-]+))?/gi;
  const ELEMENTS = new Set(
    ("a abbr address article aside b bdi bdo blockquote br button caption code col colgroup data datalist dd details dfn dialog div dl dt em " +
      "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter nav " +
      "ol optgroup option output p pre progress q s samp search section select small span strong sub summary sup table tbody td textarea tfoot " +
      "th thead time tr u ul var wbr svg g path circle rect line polyline polygon ellipse defs use symbol title desc text tspan " +
      "lineargradient radialgradient stop clippath mask").split(" "),
  );
  const URLS = new Set(["href", "src", "action", "formaction", "xlink:href"]);
  const NEVER = new Set(
    "srcdoc srcset is ping poster data background manifest longdesc codebase usemap profile archive classid attributionsrc http-equiv".split(" "),
  );
  // A path of this site or a place on this page. No scheme, no `//host`, no backslash, no character reference.
  const OWN_URL = /^(?:#[\w.~-]*|\/(?:[\w.~%-][\w./~%-]*)?(?:\?[\w=%+.~-]*)?(?:#[\w.~%-]*)?)$/;

  function refusedAttribute(text) {
    for (const [, spelt, double, single, bare] of text.matchAll(ATTRIBUTE)) {
      const name = spelt.toLowerCase();
      const value = double ?? single ?? bare ?? "";
      if (name.startsWith("on") || NEVER.has(name)) return name;
      if (URLS.has(name) && !OWN_URL.test(value)) return name;
      if (/j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*(?::|&)/i.test(value)) return name;
    }
    return null;
  }

  /** Why this markup may not become part of the page, or null if it may. */
  function refusal(html) {
    for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) {
      TAG.lastIndex = at;
      const tag = TAG.exec(html);
      if (!tag) return "a tag that is not spelt plainly";
      const [, end, start, attributes] = tag;
      const element = (end ?? start ?? "").toLowerCase();
      if (element && !ELEMENTS.has(element)) return `<${element}>`;
      const attribute = attributes ? refusedAttribute(attributes) : null;
      if (attribute) return `${attribute} on <${element}>`;
    }
    return null;
  }

  /** The scripts of this build, as Trunk wrote them: absolute URL -> integrity. */
  const scripts = new Map();

  globalThis.trustedTypes?.createPolicy("default", {
    createHTML(html) {
      const reason = refusal(html);
      if (reason === null) return html;
      console.error(`markup refused: ${reason}`); // never the markup itself: it could hold somebody's text
      return null;
    },
    createScriptURL: (url) => (scripts.has(new URL(url, location.href).href) ? url : null),
    createScript: () => null,
  });

  // --- Saying what happens -------------------------------------------------------------------------------------

  /** Ends the start with one of the texts of index.html. */
  class Refusal extends Error {
    constructor(panel, cause) {
      super(panel, { cause });
      this.panel = panel;
    }
  }

  function announce(stage) {
    root.dataset.boot = stage;
    dispatchEvent(new CustomEvent("plenary:boot", { detail: { stage } }));
  }

  let boot = null;

  function show(panel) {
    // After a start the app's own page is still there, but nothing in it works any more.
    for (const other of document.body.children) other.inert = other !== boot;
    document.body.append(boot);
    for (const part of boot.querySelectorAll("[data-boot]")) part.hidden = part.dataset.boot !== panel;
    boot.querySelector(`[data-boot="${panel}"] h1`)?.focus();
    announce(panel);
  }

  /** A refused file and an unreachable one look the same to `fetch` with integrity; asking again without tells them apart. */
  async function whyMissing(url) {
    try {
      const answer = await fetch(url, { cache: "no-store" });
      answer.body?.cancel();
      if (answer.status === 404 || answer.status === 410) return "outdated";
      if (answer.redirected || answer.status === 511 || answer.headers.get("content-type")?.startsWith("text/html")) return "intercepted";
      return answer.ok ? "tampered" : "offline";
    } catch {
      return "offline";
    }
  }

  // --- The start -----------------------------------------------------------------------------------------------

  /** The URL and integrity of a link Trunk wrote; a build without integrity does not start. */
  function promised(link) {
    if (!link?.href || !link.integrity) throw new Refusal("broken");
    return link;
  }

  /**
   * What to start: a release has two parts, written into the page as <meta name="plenary-part">. Somebody who reads the programme does not
   * wait for the part with the door, the directory and the privacy page. Any other build has one, in the links that Trunk wrote.
   */
  function part() {
    const parts = new Map([...document.querySelectorAll("meta[name=plenary-part]")].map((meta) => [meta.content, meta.dataset]));
    if (parts.size === 0) {
      const modules = [...document.querySelectorAll("link[rel=modulepreload]")].map(promised);
      return { modules, wasm: promised(document.querySelector("link[rel=preload][type='application/wasm']")) };
    }
    const wanted = /^\/(?:talks\/[^/]*)?$/.test(location.pathname) ? "programme" : "whole";
    const { script, scriptIntegrity, wasm, wasmIntegrity } = parts.get(wanted) ?? {};
    const absolute = (path) => path && new URL(path, location.href).href;
    return {
      modules: [promised({ href: absolute(script), integrity: scriptIntegrity })],
      wasm: promised({ href: absolute(wasm), integrity: wasmIntegrity }),
    };
  }

  async function fetchChecked({ href, integrity }) {
    try {
      return await fetch(href, { integrity, credentials: "same-origin" });
    } catch (error) {
      throw new Refusal(await whyMissing(href), error);
    }
  }

  /** Puts a module into the module map with its integrity checked; a later `import()` gets that same copy. */
  function loadChecked({ href, integrity }) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.type = "module";
      script.integrity = integrity;
      script.crossOrigin = "anonymous";
      script.src = href;
      script.onload = resolve;
      script.onerror = () => whyMissing(href).then((panel) => reject(new Refusal(panel)));
      document.head.append(script);
    });
  }

  async function start() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") throw new Refusal("no-webassembly");

    const { wasm, modules } = part();
    const main = modules.find((link) => !new URL(link.href).pathname.includes("/snippets/"));
    if (!main) throw new Refusal("broken");
    for (const { href, integrity } of modules) scripts.set(href, integrity);

    announce("loading");
    const [answer] = await Promise.all([fetchChecked(wasm), ...modules.map(loadChecked)]);
    const { default: init } = await import(main.href);

    announce("starting");
    await init({ module_or_path: answer });
    boot.remove();
    announce("started");
  }

  function stopped(error) {
    if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) show("stopped");
  }

  document.addEventListener("DOMContentLoaded", async () => {
    boot = document.getElementById("boot");
    boot.addEventListener("click", (event) => {
      if (!event.target.closest(".boot-retry")) return;
      event.preventDefault(); // the plain link would drop what is behind `#`, and a sign-in link lives there
      location.reload();
    });
    addEventListener("error", (event) => stopped(event.error));
    addEventListener("unhandledrejection", (event) => stopped(event.reason));
    try {
      await start();
    } catch (error) {
      console.error("the app did not start", error);
      const trapped = typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
      show(error instanceof Refusal ? error.panel : trapped ? "stopped" : "broken");
    }
  });
})();
