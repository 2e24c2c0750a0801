// <plenary-app>: the conference's programme inside any page. Two lines are all it takes:
//   <script async src="https://app.example.org/embed.js"></script>
//   <plenary-app><a href="https://app.example.org/">The programme</a></plenary-app>
// What stands inside the element is seen until, and unless, the programme is there. The programme lives in a frame of the app's own origin, so that neither
// page can read or change the other: they talk over one channel, and each checks who is at its other end. No framework, no dependency.
"use strict";

(() => {
  const script = document.currentScript ?? document.querySelector("script[src*='/embed.js']");
  if (!script || customElements.get("plenary-app")) return;
  const home = new URL(".", script.src);

  // `event-url` and `format` are what the widget of pretalx calls them, so that a page changes from it by two lines.
  const ATTRIBUTES = ["src", "event-url", "view", "format", "locale", "timezone", "date-filter", "room-filter", "track-filter", "theme"];
  const PATIENCE = 30_000; // milliseconds, after which a frame that said nothing is called missing
  // While it is on its way the frame has its width already, so that its height is true when it is shown.
  const LOOK = ":host{display:block;position:relative}iframe{border:0;display:block;width:100%;height:36rem}.coming{position:absolute;visibility:hidden;top:0}[hidden]{display:none}";
  const propertyOf = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const list = (text) => (text ?? "").split(",").map((part) => part.trim()).filter(Boolean);

  class PlenaryApp extends HTMLElement {
    static observedAttributes = [...ATTRIBUTES, "style", "class"];
    #root = this.attachShadow({ mode: "open" });
    #slot = document.createElement("slot");
    #frame = null;
    #port = null;
    #near = null;
    #late = 0;
    #hear = (event) => this.#heard(event);

    constructor() {
      super();
      const look = new CSSStyleSheet(); // a <style> would need an exception from a strict content policy
      look.replaceSync(LOOK);
      this.#root.adoptedStyleSheets = [look];
      this.#root.append(this.#slot);
    }

    connectedCallback() {
      // What was set before this script came, as scripts of frameworks do, stands in front of the property.
      for (const name of ATTRIBUTES.map(propertyOf)) {
        if (!Object.hasOwn(this, name)) continue;
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
      addEventListener("message", this.#hear);
      this.#near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.#start(), { rootMargin: "800px" });
      this.#near.observe(this);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#near.disconnect();
      this.#stop();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || before === now) return;
      if (this.#frame.src !== this.#address()) return this.#restart();
      this.#port?.postMessage(this.#wishes());
    }

    /** Hands the page's custom properties to the programme once more, where they changed without a change of this element. */
    refresh() {
      this.#port?.postMessage(this.#wishes());
    }

    #address() {
      const view = this.getAttribute("view") ?? this.getAttribute("format");
      const address = new URL(view === "grid" ? "grid" : "", this.#app());
      const locale = this.getAttribute("locale");
      if (locale) address.searchParams.set("locale", locale);
      return address.href;
    }

    /** Where the app is: beside this script, unless `src` says otherwise. What `event-url` names may be another system, whose programme the app shows. */
    #app() {
      try {
        const src = this.getAttribute("src");
        return src === null ? home : new URL(src.endsWith("/") ? src : `${src}/`, document.baseURI);
      } catch {
        return home;
      }
    }

    #wishes() {
      const style = getComputedStyle(this);
      const of = (property) => style.getPropertyValue(property).trim();
      const look = {
        accent: this.#hex(of("--plenary-accent") || of("--pretalx-clr-primary")),
        surface: this.#hex(of("--plenary-surface")),
        font: of("--plenary-font"),
        radius: of("--plenary-radius"),
      };
      return JSON.stringify({
        event: this.getAttribute("event-url"),
        theme: this.getAttribute("theme"),
        timezone: this.getAttribute("timezone"),
        days: list(this.getAttribute("date-filter")),
        rooms: list(this.getAttribute("room-filter")),
        tracks: list(this.getAttribute("track-filter")),
        look,
      });
    }

    /** `teal`, `oklch(0.5 0.1 200)` and the like as `#rrggbb`; what the browser does not know as a colour, or sees through, stays as it is. */
    #hex(colour) {
      this.#slot.style.color = "";
      this.#slot.style.color = `color-mix(in srgb, ${colour}, ${colour})`;
      const parts = this.#slot.style.color && getComputedStyle(this.#slot).color.match(/-?[\d.]+(e-?\d+)?/g);
      const byte = (part) => Math.round(Math.min(Math.max(part, 0), 1) * 255).toString(16).padStart(2, "0");
      return parts?.length === 3 ? `#${parts.map(byte).join("")}` : colour;
    }

    #start() {
      if (this.#frame) return;
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("aria-label") || this.textContent.trim() || "Programme";
      frame.className = "coming";
      frame.referrerPolicy = "origin";
      frame.allow = "clipboard-write; web-share";
      // Nothing of the app may take this page elsewhere; what opens apart is a page like any other.
      frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox";
      frame.src = this.#address();
      this.#frame = frame;
      this.#root.append(frame);
      this.#late = setTimeout(() => this.#tell("error", { reason: "no-answer" }), PATIENCE);
    }

    #stop() {
      clearTimeout(this.#late);
      this.#port?.close();
      this.#frame?.remove();
      this.#frame = this.#port = null;
      this.#slot.hidden = false;
    }

    #restart() {
      this.#stop();
      this.#start();
    }

    /** The frame says that it is there; only the frame itself, at the app's own origin, is given the channel. */
    #heard({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== new URL(this.#frame.src).origin || data !== "plenary:here") return;
      this.#port?.close(); // the frame loaded itself anew
      const { port1, port2 } = new MessageChannel();
      this.#port = port1;
      port1.onmessage = ({ data }) => this.#told(data);
      source.postMessage(this.#wishes(), origin, [port2]);
    }

    #told({ kind, detail }) {
      clearTimeout(this.#late);
      if (kind === "height") return this.#frame.style.setProperty("height", `${Math.min(Math.max(Number(detail) || 0, 160), 200_000)}px`);
      if (kind === "ready") {
        this.#frame.className = "";
        this.#slot.hidden = true;
      }
      this.#tell(kind, detail);
    }

    #tell(kind, detail) {
      this.dispatchEvent(new CustomEvent(`plenary-${kind}`, { bubbles: true, composed: true, detail }));
    }
  }

  for (const name of ATTRIBUTES) {
    Object.defineProperty(PlenaryApp.prototype, propertyOf(name), {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(name) ?? "";
      },
      set(value) {
        if (value == null || value === "") this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  customElements.define("plenary-app", PlenaryApp);
})();
