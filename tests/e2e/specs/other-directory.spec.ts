/** A directory that is not of the contract, behind the organiser's own origin: a real pretalx, and what Django's REST framework makes. Not: how an answer is read member by member. */
import { expect, Page } from "@playwright/test";
import type { Conference } from "../harness/backend";
import { Django } from "../harness/django";
import { CHIOMA, signIn, signOut } from "../harness/people";
import { pretalx } from "../harness/pretalx";
import { elsewhere, signInThere } from "../harness/public-client";
import { check } from "../harness/sound";
import { test } from "../harness/test";

/** The backend's own settings, with these beside them. */
async function configure(app: Conference, more: object): Promise<void> {
  const own = (await (await fetch(`${app.origin}/config.json`)).json()) as object;
  app.front.fail(/^\/config\.json$/, { kind: "answer", body: JSON.stringify({ ...own, ...more }) });
}

const main = (page: Page) => page.getByRole("main");
const names = async (page: Page) => await main(page).locator(".person").getByRole("link").allTextContents();

test.describe("a real pretalx", () => {
  const speakers = "/talks/api/events/democon/speakers/";
  const settings = {
    routes: { "/delegates": `${speakers}?page_size=10`, "/delegates/{id}": `${speakers}{id}/` },
    directory: {
      people: "/results",
      next: "/next",
      search: "q",
      fields: { id: "/code", name: "/name", biography: "/biography" },
      known: ["/submissions", "/avatar_url", "/answers"],
    },
  };

  test("its speakers are the directory: page after page, sought, opened, and nothing else of them is read", async ({ page, app }) => {
    test.setTimeout(180_000);
    const system = await pretalx();
    try {
      app.front.detour("/api/talks", Number(new URL(system.origin).port));
      await configure(app, settings);
      const { results } = (await (await fetch(`${system.origin}/api/events/democon/speakers/`)).json()) as { results: { name: string; biography: string }[] };
      expect(results.length).toBeGreaterThan(30);

      await signIn(page, app, CHIOMA);
      await page.goto(`${app.origin}/delegates`);
      await expect(main(page).getByText("More than 10 people chose to be listed")).toBeVisible();
      await expect(async () => {
        await page.mouse.wheel(0, 4000);
        await expect(main(page).getByText(`${results.length} people chose to be listed`)).toBeVisible({ timeout: 500 });
      }).toPass();

      const { name, biography } = results[results.length - 1];
      await page.goto(`${app.origin}/delegates`);
      await page.getByRole("searchbox", { name: "Search delegates" }).fill(name);
      await expect(main(page).getByText("1 person found")).toBeVisible();
      expect(await names(page)).toEqual([name]);

      // It cannot be asked for letters: they are sought in its answers.
      const letter = name[0];
      const begins = results.map((speaker) => speaker.name).filter((other) => other.startsWith(letter));
      await page.goto(`${app.origin}/delegates?letter=${letter}`);
      await expect(main(page).getByText(begins.length === 1 ? "1 person found" : `${begins.length} people found`)).toBeVisible();
      expect((await names(page)).toSorted()).toEqual(begins.toSorted());

      await main(page).getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
      await expect(main(page).getByText(biography.split("\n")[0].slice(0, 60))).toBeVisible();
      await expect(main(page).getByRole("button", { name: "Block" }), "whoever speaks there has no account here").toHaveCount(0);
      await check(page, "a speaker of pretalx");
      expect(await app.errand("over-shares")).not.toContain("avatar_url");
    } finally {
      await system.stop();
    }
  });

  test("what comes beyond the map is told to the organisers by its name alone", async ({ page, app }) => {
    test.setTimeout(180_000);
    const system = await pretalx();
    try {
      app.front.detour("/api/talks", Number(new URL(system.origin).port));
      const { known: _, ...directory } = settings.directory;
      await configure(app, { ...settings, directory });
      await signIn(page, app, CHIOMA);
      const told = page.waitForResponse((response) => response.url().endsWith("/api/reports/over-share"));
      await page.goto(`${app.origin}/delegates`);
      expect((await told).request().postDataJSON()).toMatchObject({ place: "directory", members: { answers: 10, avatar_url: 10, submissions: 10 } });
      expect(await app.errand("over-shares")).toContain("avatar_url");
    } finally {
      await page.goto("about:blank");
      await system.stop();
    }
  });
});

test.describe("Django's REST framework", () => {
  const settings = {
    routes: { "/delegates": "/people/people/", "/delegates/{id}": "/people/people/{id}/" },
    directory: {
      people: "/results",
      next: "/next",
      search: "search",
      listed: "/consent/directory",
      fields: { id: "/pk", name: "/full_name", job_title: "/work/role", organisation: "/work/employer", phone: "/contact/mobile" },
    },
  };
  const agreed = { consent: { directory: true } };
  const crowd = Array.from({ length: 45 }, (_, n) => ({ pk: 100 + n, full_name: `Delegate ${n}`, ...agreed }));
  const noor = { pk: 7, full_name: "Noor Haddad", work: { role: "Signaller", employer: "Hill Line" }, contact: { mobile: "+44 7700 900123", mobile_visible: false }, ...agreed };

  let django: Django;
  let port: number;
  test.beforeEach(async ({ app }) => {
    django = new Django();
    django.people = [noor, { pk: 8, full_name: "Never Asked", consent: {} }, ...crowd];
    port = await django.listen();
    app.front.detour("/api/people", port);
    await configure(app, settings);
  });
  test.afterEach(() => django.close());

  test("its list is followed to the end at its own address, and what is hidden is nowhere", async ({ page, app }) => {
    await signIn(page, app, CHIOMA);
    await page.goto(`${app.origin}/delegates`);
    await expect(async () => {
      await page.mouse.wheel(0, 4000);
      await expect(main(page).getByText("46 people chose to be listed")).toBeVisible({ timeout: 500 });
    }).toPass();
    expect(django.asked).toEqual(["/people/", "/people/?page=2", "/people/?page=3"]);
    await page.goto(`${app.origin}/delegates?q=haddad`);
    await main(page).getByRole("link", { name: "Noor Haddad" }).click();
    await expect(main(page).getByText("Signaller")).toBeVisible();
    await expect(main(page).getByRole("link", { name: "Hill Line" })).toBeVisible();
    expect(await page.content()).not.toContain("900123");
    await page.goto(`${app.origin}/delegates/8`);
    await expect(page.getByText("Never Asked")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not found");
  });

  test("a next page at another host is not followed, and what is there stays", async ({ page, app, serve }) => {
    const evil = await serve({ folder: "/nowhere" });
    django.nextAt = evil.origin;
    await signIn(page, app, CHIOMA);
    await page.goto(`${app.origin}/delegates`);
    await expect(main(page).getByRole("link", { name: "Noor Haddad" })).toBeVisible();
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(main(page).getByRole("alert")).toContainText("an answer that this app does not understand (“next”)");
    await expect(main(page).getByRole("link", { name: "Noor Haddad" })).toBeVisible();
    expect(evil.asked, "the witness would have told of it as well").toEqual([]);
    expect(django.asked).toEqual(["/people/"]);
  });

  test("asked with a token it is renewed where Django takes it no longer, and it goes nowhere else t38", async ({ page, witness }) => {
    test.setTimeout(120_000);
    const there = await elsewhere();
    for (const origin of [there.provider.issuer, there.backend.origin, there.app.origin]) witness.allow(origin);
    try {
      Object.assign(django, { byLink: true, cors: there.app.origin });
      there.backend.front.detour("/api/people", port);
      await page.route("**/config.json", async (route) => {
        const own = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...own, ...settings } });
      });
      await signInThere(page, there, "chioma", "/delegates");
      await expect(main(page).getByRole("link", { name: "Noor Haddad" })).toBeVisible();
      expect(django.credentials[0], "no cookie beside it").toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
      // Not the next question, whatever it is: further pages may still be on their way.
      django.refuses = "search=delegate";
      await page.getByRole("searchbox", { name: "Search delegates" }).fill("delegate 4");
      await expect(main(page).getByText("6 people found")).toBeVisible();
      await expect(signOut(page), "nobody was signed out").toBeVisible();
      const searched = django.credentials.filter((_, at) => django.asked[at].includes("search=delegate"));
      expect(searched).toHaveLength(2);
      expect(searched[1]).toMatch(/^Bearer /);
      expect(searched[1], "the next token").not.toBe(searched[0]);

      // Another host of this machine: the witness tells of every request to it.
      django.nextAt = there.backend.origin.replace("127.0.0.1", "localhost");
      await page.goto(`${there.app.origin}/delegates`);
      await page.getByRole("button", { name: "Show more" }).click();
      await expect(main(page).getByRole("alert")).toContainText("(“next”)");
    } finally {
      await page.goto("about:blank");
      await there.stop();
    }
  });

  test("what it refuses is said in words, whoever wrote them", async ({ page, app, witness }) => {
    witness.pardon(/status of (400|500|413)/);
    await signIn(page, app, CHIOMA);
    const refused = async (status: number, type: string, body: string, sentence: RegExp) => {
      django.refusal = { status, type, body };
      await page.goto(`${app.origin}/delegates`);
      await expect(main(page).getByText(sentence)).toBeVisible({ timeout: 15_000 });
    };
    await refused(403, "application/json", '{"detail":"You do not have permission to perform this action."}', /does not allow this for your account/);
    await refused(400, "application/json", '{"detail":"Invalid page."}', /did not take this. It says: “Invalid page.”/);
    await refused(500, "text/html", "<h1>Server Error (500)</h1>", /server failed \(status 500\)/);
    await refused(200, "text/html", "<title>Log in | Django site admin</title>", /This Wi-Fi answered instead/);

    app.front.fail(/^\/api\/me$/, { kind: "answer", status: 400, body: '{"biography":["Ensure this field has no more than 20 characters."]}' }, "PATCH");
    await page.goto(`${app.origin}/profile`);
    await page.getByRole("textbox", { name: "About me" }).fill("Something that is longer than twenty characters");
    await page.getByRole("button", { name: "Save profile" }).click();
    await expect(main(page).getByText(/It says: .*“Ensure this field has no more than 20 characters.” Nothing was changed/)).toBeVisible();
    await expect(page.getByRole("textbox", { name: "About me" })).toHaveValue("Something that is longer than twenty characters");
    app.front.fail(/^\/api\/me$/, { kind: "answer", status: 413, type: "text/html", body: "<h1>413 Request Entity Too Large</h1>" }, "PATCH");
    await page.getByRole("button", { name: "Save profile" }).click();
    await expect(main(page).getByText("What was sent is larger than the conference’s server takes.")).toBeVisible();
  });

  test("a map that cannot be used is named, with what to write", async ({ page, app }) => {
    const said = async (more: object, sentence: string) => {
      await configure(app, { ...settings, ...more });
      await page.goto(`${app.origin}/delegates`);
      await expect(page.getByRole("heading", { name: "This conference is not set up yet" })).toBeVisible();
      await expect(main(page).getByText(sentence)).toBeVisible();
    };
    await said({ routes: { "/delegates/{id}": "/people/" } }, "In config.json, “/delegates/{id}” among the routes must be a path below the backend’s address");
    await said({ routes: { "/me": "https://elsewhere.example/me" } }, "In config.json, “/me” among the routes must be a path");
    await said({ directory: { ...settings.directory, next: "next" } }, "In config.json, “directory.next” must be a JSON pointer such as /contact/phone.");
    await said({ routes: { "/delegats": "/people/" } }, "In config.json, “routes” has “/delegats” in it, which means nothing to this version.");
    await said({ directory: { people: "/results" } }, "In config.json, “directory.fields” must give JSON pointers by field");
  });
});
