// Starts the app with its integrity enforced, or says in words why it cannot. No part of the app's own logic is here.
// A classic script in <head>: the theme and the Trusted Types policy must be in place before anything is drawn.
"use strict";

(() => {
  const root = document.documentElement;

  // --- Where the app begins ------------------------------------------------------------------------------------
  //
  // Beside this script, in whatever folder of its site that is: one build works in any. Later addresses of this page are of no help.

  const opened = location.origin + location.pathname; // what stands behind it may be a secret
  // A path that began with two slashes would be another host wherever it is put before something.
  const base = new URL(".", document.currentScript.src).pathname.replace(/^\/+/, "/");
  const folder = base.slice(0, -1);
  root.dataset.base = base;

  // --- Light or dark, before the first paint -------------------------------------------------------------------

  const THEMES = ["light", "dark", "system"];

  function kept(name) {
    try {
      return JSON.parse(localStorage.getItem(`${name}${folder}`)); // apps in other folders of this site have their own
    } catch {
      return null; // storage may be denied; that must not keep the programme away
    }
  }

  const chosen = kept("plenary.theme");
  const theme = THEMES.includes(chosen) ? chosen : "system";
  root.dataset.theme = theme;
  if (theme !== "system") {
    const colours = [...document.querySelectorAll("meta[name=theme-color]")];
    const chosen = colours.find((meta) => meta.media.includes(theme));
    for (const meta of colours) meta.content = chosen ? chosen.content : meta.content;
  }

  // --- The language of the page --------------------------------------------------------------------------------
  //
  // What was chosen here, else what the address asks for, else the first of the browser's languages that there are words in. English stands in the
  // app; any other is fetched beside it, and where that fails the app speaks English and says so.

  const LANGUAGES = ["en", "ar", "cy", "de", "es", "fr"];
  const asked = [kept("plenary.language"), new URLSearchParams(location.search).get("locale"), ...(navigator.languages ?? [])];
  const language = asked.filter((tag) => typeof tag === "string").map((tag) => tag.toLowerCase().split(/[-_]/)[0]).find((tag) => LANGUAGES.includes(tag)) ?? "en";
  const words = language === "en" ? Promise.resolve() : fetchWords();

  function speak(language) {
    root.lang = language === "en" ? "en-GB" : language;
    root.dir = language === "ar" ? "rtl" : "ltr";
  }
  speak(language);

  async function fetchWords() {
    try {
      const answer = await fetch(`${base}words/${language}.json`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(`words/${language}.json: ${answer.status}`);
      const file = await answer.text();
      const sentences = JSON.parse(file);
      if (sentences?.constructor !== Object) throw new Error(`words/${language}.json is no list of sentences`);
      globalThis.plenaryWords = file;
      return sentences;
    } catch (error) {
      console.error("the words did not come", error);
      speak("en");
      root.dataset.wordsMissing = "";
    }
  }

  /** Says what stands in this file's page in the language of the page. */
  function translate(within, sentences) {
    const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data } = texts.currentNode;
      const said = sentences[data.trim().replace(/\s+/g, " ")];
      if (typeof said === "string") texts.currentNode.data = data.replace(/\S[^]*\S|\S/, () => said);
    }
  }

  // --- Inside another page -------------------------------------------------------------------------------------
  //
  // embed.js of the page around this one answers with a channel and with what that page wishes; the app decides what it believes.

  if (parent !== window) {
    root.dataset.framed = "";
    addEventListener("message", ({ source, origin, data, ports }) => {
      if (source !== parent || ports.length !== 1 || typeof data !== "string") return;
      globalThis.plenaryHost = { origin, port: ports[0], wishes: data };
      dispatchEvent(new Event("plenary:host"));
    });
    parent.postMessage("plenary:here", "*"); // says nothing that the page around does not know
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

  /** Data about the programme for search engines. An object that begins with a quoted name is a syntax error as a script, so it can never run. */
  function isData(text) {
    if (!text.startsWith('{"@context":"https://schema.org"')) return false;
    try {
      const data = JSON.parse(text);
      // Nor may it be read as an import map or as rules for loading pages ahead.
      return !["imports", "scopes", "integrity", "prefetch", "prerender", "tag"].some((member) => member in data);
    } catch {
      return false;
    }
  }

  globalThis.trustedTypes?.createPolicy("default", {
    createHTML(html) {
      const reason = refusal(html);
      if (reason === null) return html;
      console.error(`markup refused: ${reason}`); // never the markup itself: it could hold somebody's text
      return null;
    },
    createScriptURL: (url) => (scripts.has(new URL(url, location.href).href) ? url : null),
    createScript: (text) => (isData(text) ? text : null),
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

  // --- What the app will ask for first --------------------------------------------------------------------------
  //
  // Asked for while the app is on its way, exactly as the app itself would; it takes each answer once, by its address.

  const early = new Map();

  function askEarly(address, options) {
    // What else stands in a configuration is a mistake, which the app names.
    if (!/^(?:https?:\/\/|\/(?![\/\\]))/i.test(address)) throw new Error("no address");
    const { href } = new URL(address, location.href);
    const abort = new AbortController();
    const answer = fetch(href, { ...options, signal: abort.signal });
    answer.catch(() => {}); // the app hears of it, or asks again
    early.set(href, { answer, abort });
    return answer;
  }

  async function askForProgramme() {
    const file = { credentials: "omit", cache: "no-cache" };
    const { backend = `${base}api`, programme, routes } = await (await askEarly(`${base}config.json`, file)).clone().json();
    const contract = { credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json", "X-Plenary": "1" } };
    const list = routes?.["/agenda"] ?? "/agenda";
    if (programme) askEarly(programme, file);
    else if (backend !== "demo" && list) askEarly(backend.replace(/\/+$/, "") + list, contract);
  }

  askForProgramme().catch(() => {}); // the app says what is wrong with a configuration
  Object.defineProperty(globalThis, "plenaryEarly", {
    value(href, signal) {
      const { answer, abort } = early.get(href) ?? {};
      early.delete(href);
      signal.addEventListener("abort", () => abort?.abort());
      return answer;
    },
  });

  // --- The start -----------------------------------------------------------------------------------------------

  /** The URL and integrity of a link Trunk wrote; a build without integrity does not start. */
  function promised(link) {
    if (!link?.href || !link.integrity) throw new Refusal("broken");
    return link;
  }

  /** A part of the app that a release names in the page as <meta name="plenary-part">: its module and its WebAssembly. */
  function named(name) {
    const { script, scriptIntegrity, wasm, wasmIntegrity } = document.querySelector(`meta[name=plenary-part][content="${name}"]`)?.dataset ?? {};
    const absolute = (path) => path && new URL(path, opened).href;
    return {
      modules: [promised({ href: absolute(script), integrity: scriptIntegrity })],
      wasm: promised({ href: absolute(wasm), integrity: wasmIntegrity }),
    };
  }

  /**
   * What to start: somebody who reads the programme does not wait for the part with the door, the directory and the privacy page; but a kept wish to be hidden is sent from any page.
   * A build that is no release has one part, in the links that Trunk wrote.
   */
  function part() {
    if (document.querySelector("meta[name=plenary-part]")) {
      const place = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : "";
      return named(kept("plenary.hide") === null && /^(?:(?:talks|speakers)\/[^/]*|grid|mine|picks|changes|notices|speakers)?$/.test(place) ? "programme" : "whole");
    }
    const modules = [...document.querySelectorAll("link[rel=modulepreload]")].map(promised);
    return { modules, wasm: promised(document.querySelector("link[rel=preload][type='application/wasm']")) };
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

  /** Fetches the files of a part, checked: its module, and the answer with its WebAssembly. */
  async function fetchPart({ wasm, modules }) {
    const main = modules.find((link) => !new URL(link.href).pathname.includes("/snippets/"));
    if (!main) throw new Refusal("broken");
    for (const { href, integrity } of modules) scripts.set(href, integrity);
    const [answer] = await Promise.all([fetchChecked(wasm), ...modules.map(loadChecked)]);
    return { module: await import(main.href), answer };
  }

  async function start() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiate !== "function") throw new Refusal("no-webassembly");
    announce("loading");
    const [{ module, answer }] = await Promise.all([fetchPart(part()), words]);
    announce("starting");
    await module.default({ module_or_path: answer });
    boot.remove();
    announce("started");
  }

  // --- What the app asks for later -----------------------------------------------------------------------------

  /** Parts by name, loaded or loading; and how often each has failed. */
  const loaded = new Map();
  const failures = new Map();

  async function loadPart(name) {
    const { wasm, modules } = named(name);
    const again = failures.get(name);
    // A module that failed once stays failed under its address: another attempt needs another one.
    const { module, answer } = await fetchPart({ wasm, modules: modules.map(({ href, integrity }) => ({ href: again ? `${href}?again=${again}` : href, integrity })) });
    await module.default({ module_or_path: answer });
    return module;
  }

  /** Asks a part of the app that is loaded when it is first wanted. Rejects with a Refusal where it could not be fetched. */
  async function plenaryPart(name, question, texts) {
    if (!loaded.has(name)) loaded.set(name, loadPart(name));
    try {
      return (await loaded.get(name)).answer(question, texts);
    } catch (error) {
      console.error(`the part "${name}" did not answer`, error);
      loaded.delete(name); // what failed or stopped is started afresh by the next question
      failures.set(name, (failures.get(name) ?? 0) + 1);
      throw error;
    }
  }
  Object.defineProperty(globalThis, "plenaryPart", { value: plenaryPart });

  function stopped(error) {
    if (typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError) show("stopped");
  }

  document.addEventListener("DOMContentLoaded", async () => {
    boot = document.getElementById("boot");
    // The browser may ask for these after the app has changed the page's address, from which they would be elsewhere.
    for (const link of document.querySelectorAll("link[rel~=icon], link[rel=apple-touch-icon], link[rel=manifest]")) link.href = link.href;
    boot.addEventListener("click", (event) => {
      if (!event.target.closest(".boot-retry")) return;
      event.preventDefault(); // the plain link would drop what is behind `#`, and a sign-in link lives there
      location.reload();
    });
    words.then((sentences) => sentences && translate(boot, sentences));
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
