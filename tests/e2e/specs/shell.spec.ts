/** The page before and around the app: starts under the whole policy, refuses changed files, says in words why it cannot start. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bootName, demoDist, dist, partsOf, tampered, workshopOf } from "../harness/build";
import { directives, pageHeaders, project } from "../harness/policy";
import { expect, test } from "../harness/test";

const started = "html[data-boot=started]";

test("starts under the whole policy, and fetches each file once", async ({ page, serve }) => {
  const { origin, asked } = await serve({ folder: demoDist });
  const answer = await page.goto(origin);
  expect(answer?.headers()["content-security-policy"]).toContain("require-trusted-types-for 'script'");
  await expect(page.locator(started)).toBeAttached();
  await expect(page.locator("#boot")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeVisible();
  const files = asked.filter((path) => /\.(js|wasm|css)$/.test(path));
  expect(files).toEqual([...new Set(files)]);
});

for (const [chosen, system, dark] of [["dark", "light", true], ["light", "dark", false], [null, "dark", true], [null, "light", false]] as const) {
  test(`the first paint is ${dark ? "dark" : "light"} when ${chosen ?? "nothing"} was chosen on a ${system} system`, async ({ page, serve, witness }) => {
    witness.pardon(/ERR_FAILED/, /did not start/);
    const { origin } = await serve({ folder: demoDist });
    await page.emulateMedia({ colorScheme: system });
    if (chosen) {
      await page.goto(origin);
      await page.getByLabel("Colours").selectOption(chosen);
    }
    // The app never comes: what is drawn is the shell alone.
    await page.route(/plenary-[^/]*\.(js|wasm)$/, (route) => route.abort());
    await page.goto(origin);
    await expect(page.locator("html")).toHaveAttribute("data-theme", chosen ?? "system");
    const background = await page.locator("#boot").evaluate((boot) => getComputedStyle(boot).backgroundColor);
    const [red] = background.match(/[\d.]+/g)!.map(Number);
    expect(red < 64, background).toBe(dark);
  });
}

test("every style sheet of the folder is linked", () => {
  const linked = [...readFileSync(join(project, "index.html"), "utf8").matchAll(/href="style\/([^"]+)"/g)].map(([, name]) => name);
  expect(linked.toSorted()).toEqual(readdirSync(join(project, "style")).toSorted());
  expect(linked.slice(0, 2)).toEqual(["tokens.css", "base.css"]);
});

for (const [build, folder] of [["the demo", demoDist], ["the release", dist]]) {
  for (const [what, at] of [["wasm", "/"], ["module", "/"], ["wasm", "/sign-in"], ["module", "/sign-in"]] as const) {
    test(`a changed byte in the ${what} of ${build} at ${at} is refused in words`, async ({ page, serve, witness }) => {
      witness.pardon(/integrity/i, /did not start/);
      const parts = partsOf(folder);
      const part = parts.find((part) => part.at === at) ?? parts[0];
      const { origin } = await serve({ folder, files: tampered(folder, part[what]) });
      await page.goto(origin + at);
      await expect(page.getByRole("alert")).toContainText("not started, to keep you safe");
      await expect(page.getByRole("heading")).toBeFocused();
      await expect(page.locator(started)).toHaveCount(0);
      await expect(page.getByRole("navigation")).toHaveCount(0);
    });
  }
}

test("the programme does not load the part for everything personal, and a step there does", async ({ page, app }) => {
  const [programme, whole] = ["/", "/sign-in"].map((at) => partsOf(dist).find((part) => part.at === at)!);
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname.slice(1)));
  await page.goto(app.origin);
  await expect(page.getByRole("searchbox", { name: "Search the programme" })).toBeVisible();
  expect(loaded).toContain(programme.wasm);
  expect(loaded).not.toContain(whole.wasm);
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("textbox", { name: "E-mail address" })).toBeVisible();
  expect(loaded).toContain(whole.wasm);
  await page.goBack();
  await expect(page.getByRole("searchbox", { name: "Search the programme" })).toBeVisible();
});

test("what the app asks first is asked for while it is on its way, and once", async ({ page, app }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  // The app comes late: nothing that is asked before was asked by it.
  let arrived = () => {};
  const late = new Promise<void>((resolve) => (arrived = resolve));
  await page.route(/_bg\.wasm$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto(app.origin);
  await expect.poll(() => asked).toContain("/api/agenda");
  arrived();
  await expect(page.getByRole("searchbox", { name: "Search the programme" })).toBeVisible();
  for (const address of ["/config.json", "/api/agenda"]) expect(asked.filter((path) => path === address), address).toHaveLength(1);
});

const foreign = {
  "/config.json": JSON.stringify({ name: "X", programme: "/schedule.json", zone: "Europe/Berlin" }),
  "/schedule.json": readFileSync(join(project, "src", "formats", "samples", "frab.json")),
};

for (const what of ["wasm", "module"] as const) {
  test(`a changed byte in the ${what} of the part for foreign programmes is refused in words, and another try loads it`, async ({ page, serve, witness }) => {
    witness.pardon(/integrity/i, /did not answer/, /404/);
    const workshop = workshopOf(dist);
    const { origin, asked } = await serve({ folder: dist, files: foreign });
    const [[path, bytes]] = Object.entries(tampered(dist, workshop[what]));
    await page.route(`**${path}*`, (route) => route.fulfill({ body: bytes, contentType: what === "wasm" ? "application/wasm" : "text/javascript" }));
    await page.goto(origin);
    await expect(page.getByRole("heading", { name: "The programme did not load" })).toBeVisible();
    await expect(page.getByText("This Wi-Fi answered instead of the conference").first()).toBeVisible();

    await page.unroute(`**${path}*`);
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("li.talk").first()).toBeVisible();
    expect(asked).toContain(`/${workshop.wasm}`);
  });
}

test("a changed byte in boot.js is refused, and the page still speaks", async ({ page, serve, witness }) => {
  witness.pardon(/integrity/i);
  const { origin } = await serve({ folder: demoDist, files: tampered(demoDist, bootName(demoDist)) });
  await page.goto(origin);
  await expect(page.getByText("This is taking longer than usual")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("link", { name: "try again" })).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-boot");
});

test("a connection that is lost during the first visit", async ({ page, serve, witness }) => {
  witness.pardon(/ERR_/, /did not start/);
  const { origin } = await serve({ folder: demoDist });
  await page.route(/_bg\.wasm$/, (route) => route.abort("internetdisconnected"));
  await page.goto(origin);
  await expect(page.getByRole("alert")).toContainText("You seem to be offline");

  await page.unroute(/_bg\.wasm$/);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.locator(started)).toBeAttached();
});

test("a captive portal in place of a file", async ({ page, serve, witness }) => {
  witness.pardon(/integrity/i, /did not start/);
  const portal = { contentType: "text/html", body: "<title>Hotel Wi-Fi</title>" };
  const { origin } = await serve({ folder: demoDist });
  await page.route(/_bg\.wasm$/, (route) => route.fulfill(portal));
  await page.goto(origin);
  await expect(page.getByRole("alert")).toContainText("Wi-Fi may want you to sign in");
});

test("a file that a newer release has replaced", async ({ page, serve, witness }) => {
  witness.pardon(/404/, /integrity/i, /did not start/);
  const { origin } = await serve({ folder: demoDist });
  await page.route(/_bg\.wasm$/, (route) => route.fulfill({ status: 404, body: "gone" }));
  await page.goto(origin);
  await expect(page.getByRole("alert")).toContainText("There is a newer version");
});

test("a browser without WebAssembly", async ({ page, serve, witness }) => {
  witness.pardon(/did not start/);
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  await expect(page.getByRole("alert")).toContainText("This browser cannot run Plenary");
});

test("a browser without JavaScript", async ({ device, serve }) => {
  const { origin } = await serve({ folder: demoDist });
  const page = await (await device({ javaScriptEnabled: false })).newPage();
  await page.goto(origin);
  await expect(page.locator("noscript p")).toContainText("Plenary needs JavaScript");
});

test("an app that stops says so instead of standing there dead", async ({ page, serve, witness }) => {
  witness.pardon(/page error: unreachable/);
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  await expect(page.locator(started)).toBeAttached();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
  });
  await expect(page.getByRole("alert")).toContainText("Plenary has stopped");
  await expect(page.getByRole("heading", { name: "Plenary has stopped" })).toBeFocused();
});

test("no markup with a script, a handler or a foreign address passes the policy", async ({ page, serve, witness }) => {
  witness.pardon(/require-trusted-types-for|markup refused|TrustedHTML|TrustedScript|TrustedTypePolicy|trusted-types/);
  const { origin } = await serve({ folder: demoDist });
  await page.goto(origin);
  await expect(page.locator(started)).toBeAttached();
  const passes = (html: string) =>
    page.evaluate((markup) => {
      try {
        document.createElement("template").innerHTML = markup;
        return true;
      } catch {
        return false;
      }
    }, html);

  const own = [
    `<div class="talk"><!><span aria-hidden="true">a &amp; b</span><br></div>`,
    `<svg viewBox="0 0 16 16"><path d="M8 0L16 16H0z"/><use href="#star"></use></svg>`,
    `<a href="/talks/x?day=2#top" class=plain>Talk</a><input type="search" disabled>`,
    `<h1>Agenda</h1><!----><!-- --><p>1 < 2 is written 1 &lt; 2</p>`.replace("1 < 2 is", "it is"),
  ];
  for (const html of own) expect(await passes(html), html).toBe(true);

  const foreign = [
    `<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<img/src=x/onerror=alert(1)>`, `<svg onload="alert(1)">`, `<svg><script>1</script></svg>`,
    `<iframe src="/"></iframe>`, `<iframe srcdoc="x">`, `<object data="/x">`, `<embed src="/x">`, `<base href="/x">`, `<meta http-equiv="refresh">`,
    `<link rel="stylesheet" href="/x.css">`, `<a href="javascript:alert(1)">`, `<a href=" javascript:alert(1)">`, `<a href="java&#10;script:alert(1)">`,
    `<a href="&#106;avascript:alert(1)">`, `<a href="https://example.org/">`, `<a href="//example.org/">`, `<a href="/\\example.org/">`, `<a href="\\/x">`,
    `<a href="/&#47;example.org">`, `<form action="https://example.org"></form>`, `<button formaction="data:x">`, `<svg><use xlink:href="data:x#y"/></svg>`,
    `<svg><a xlink:href="javascript:1"></a></svg>`, `<svg><animate attributeName="href" to="javascript:1"/></svg>`, `<svg><set attributeName="onclick"/></svg>`,
    `<math><mtext></mtext></math>`, `<textarea><a title="</textarea><img src=x onerror=alert(1)>"></textarea>`, `<p title="<img onerror=1>">`,
    `<style>@import "/x"</style>`, `<div is="x-y">`, `<x-y></x-y>`, `<img srcset="https://example.org/1.png 2x">`, `<a ping="/x" href="/">`, `<p`, `<p a="`,
    `<!doctype html>`, `<![CDATA[<p>]]>`, `<?xml ?>`, `<!--<img src=x onerror=1>-->`, `<noscript><p title="</noscript><img src=x onerror=1>"></noscript>`,
    `<p onclick="1">`, `<P ONCLICK="1">`, `<video poster="/x">`, `<foreignObject></foreignObject>`, `<template><p></p></template>`,
  ];
  for (const html of foreign) expect(await passes(html), html).toBe(false);

  const scripts = await page.evaluate(() => {
    const attempt = (act: () => void) => {
      try {
        act();
        return "passed";
      } catch {
        return "refused";
      }
    };
    return {
      url: attempt(() => (document.createElement("script").src = "/config.json")),
      text: attempt(() => (document.createElement("script").text = "1")),
      handler: attempt(() => document.createElement("p").setAttribute("onclick", "1")),
      policy: attempt(() => (globalThis as any).trustedTypes.createPolicy("another", {})),
    };
  });
  expect(scripts).toEqual({ url: "refused", text: "refused", handler: "refused", policy: "refused" });
});

test("the backend sends the same page policy as trunk serve", async ({ app }) => {
  const ours = pageHeaders();
  const theirs = await fetch(app.origin);
  const policy = theirs.headers.get("content-security-policy") ?? "";
  expect(directives(policy)).toEqual(directives(ours["Content-Security-Policy"]));
  for (const name of ["Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"]) {
    expect(theirs.headers.get(name), name).toBe(ours[name]);
  }
});
