// Runs inside every page that is measured, before anything of its own. It looks at a page only after a frame was rendered, so that looking costs the
// page no layout that it would not have done, and takes the time of its own earlier looks off the result.
(() => {
  const roots = [];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    observe(root);
    return root;
  };

  let changed = true;
  const observer = new MutationObserver(() => (changed = true));
  const observe = (root) => observer.observe(root, { childList: true, characterData: true, attributes: true, subtree: true });
  observe(document);

  /** Calls back when the next frame has been rendered. */
  function afterFrame(look) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      look();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  }

  function isInViewport(element) {
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const isInside = width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return isInside && element.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true });
  }

  /** Elements that hold exactly one of these texts, by text. */
  function holders(titles) {
    const found = new Map();
    for (const root of [document, ...roots]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        // A found word may be marked, which cuts the title in pieces.
        const marked = node.parentElement?.localName === "mark";
        const element = marked ? node.parentElement.parentElement : node.parentElement;
        const text = (marked ? element.textContent : node.data).trim();
        if (titles.has(text)) found.set(text, [...(found.get(text) ?? []), element]);
      }
    }
    return found;
  }

  /** Which of these titles are in the viewport. */
  function visible(titles) {
    return [...holders(new Set(titles))].filter(([, elements]) => elements.some(isInViewport)).map(([title]) => title);
  }

  const all = (selector) => [document, ...roots].flatMap((root) => [...root.querySelectorAll(selector)]);

  /** Resolves with the moment after the first frame in which `holds` is true. */
  function frameIn(holds) {
    return new Promise((resolve) => {
      let looking = 0;
      const look = () => {
        const now = performance.now();
        if (changed) {
          changed = false;
          if (holds()) return resolve(now - looking);
          // What is in place but not in view yet may come into view without a change of the page, by scrolling.
          changed = holds.again === true;
          looking += performance.now() - now;
        }
        afterFrame(look);
      };
      afterFrame(look);
    });
  }

  const hasAll = (wanted) => {
    const titles = new Set(wanted);
    const holds = () => {
      const found = holders(titles);
      holds.again = found.size === titles.size;
      return holds.again && [...found.values()].every((elements) => elements.some(isInViewport));
    };
    return holds;
  };

  /** The moment of the next trusted event of this type, and of the frame in which `holds` is true after it. */
  function response(type, holds) {
    return new Promise((resolve) => {
      const heard = (event) => {
        changed = true;
        frameIn(holds).then((at) => resolve(at - event.timeStamp));
      };
      addEventListener(type, heard, { capture: true, once: true });
    });
  }

  function describe(element) {
    const above = [element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement];
    return element.outerHTML + above.map((one) => one?.getAttribute("class")).join();
  }

  /** The nth of these elements that is in the viewport, and where to click it. */
  function target(selector, nth) {
    const element = all(selector).filter(isInViewport)[nth];
    if (!element) return null;
    const { left, top, width, height } = element.getBoundingClientRect();
    return { element, x: left + width / 2, y: top + height / 2 };
  }

  globalThis.__bench = {
    visible,
    target,
    count: () => [document, ...roots].reduce((sum, root) => sum + root.querySelectorAll("*").length, 0),
    shown: (wanted) => frameIn(hasAll(wanted)).then((at) => ({ at, moment: performance.timeOrigin + at })),
    /** A click after which these titles are in the viewport. */
    clickShows: (wanted) => response("click", hasAll(wanted)),
    /** A click after which this element looks otherwise. */
    clickChanges: (selector, nth) => {
      const { element } = target(selector, nth);
      const before = describe(element);
      const holds = () => !element.isConnected || describe(element) !== before;
      return response("click", holds);
    },
    /** A key after which these and no other of all titles are in the viewport. */
    keyShows: (wanted, titles) => {
      const known = new Set(titles);
      const sorted = [...wanted].sort().join("\n");
      const holds = () => [...holders(known)].filter(([, elements]) => elements.some(isInViewport)).map(([title]) => title).sort().join("\n") === sorted;
      holds.again = true;
      return response("keydown", holds);
    },
  };
})();
