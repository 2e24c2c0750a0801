/** Somebody who writes Arabic, with something on each of their screens: connections, questions, a block, looks, an incident, notices. Not: how it came about. */
import { expect, Page } from "@playwright/test";
import type { Conference } from "./backend";
import { announce } from "./notices";
import { ADA, CHIOMA, MINISTER, signIn, YUSUF } from "./people";

/** What they filled in: their own script, a very long word, and values that run from left to right all the same. */
export const ARABIC = {
  job_title: "كبير المترجمين الفوريين في الاجتماعات العامة والمؤتمرات الدولية",
  organisation: "معهد اللغة الواضحة والترجمة الفورية",
  pronouns: "هو",
  languages: "العربية، English، Français",
  biography: "أعمل مترجمًا فوريًا في الاجتماعات العامة.\nAsk me about WebAssembly 2.0 (في أي وقت).",
  links: "https://translators.example/a-very-long-address/that-goes-on-and-on/and-on?with=questions&and=answers",
};

/** Asks the backend as the page does; `undefined` where nothing is answered. */
export async function ask(page: Page, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<any> {
  const sent = { method, path: `/api${path}`, body: body === undefined ? undefined : JSON.stringify(body), headers };
  return page.evaluate(async ({ method, path, body, headers }) => {
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    const answer = await fetch(path, { method, body, headers: { "X-Plenary": "1", ...type, ...headers } });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  }, sent);
}

/** `asker` takes the code of `shower` and offers something. Its name, for the asker; they are connected once the other one answers. */
async function question(shower: Page, asker: Page, fields: string[]): Promise<string> {
  const { code } = await ask(shower, "POST", "/connections/code");
  const { id } = await ask(asker, "POST", "/connections", { token: code });
  await ask(asker, "PUT", `/connections/${id}/gift`, { fields, term: "conference" });
  return id;
}

/** Signs Yusuf in on `page` and the others on pages of their own, and lets all of it happen. Theirs are closed again. */
export async function peopled(app: Conference, page: Page, another: () => Promise<Page>): Promise<void> {
  await signIn(page, app, YUSUF);
  const [chioma, ada, minister] = [await another(), await another(), await another()];
  await signIn(chioma, app, CHIOMA);
  await signIn(ada, app, ADA);
  await signIn(minister, app, MINISTER);

  const me = await ask(page, "GET", "/me");
  await ask(page, "PATCH", "/me", ARABIC, { "If-Match": `"${me.version}"` });
  const fields = Object.fromEntries(["name", ...Object.keys(ARABIC)].map((field) => [field, "delegates"]));
  await ask(page, "PUT", "/me/audiences", { fields, listed: true });

  await question(page, chioma, ["phone"]);
  const { requests } = await ask(page, "GET", "/connections");
  await ask(page, "PUT", `/connections/${requests[0].id}/gift`, { fields: ["email", "phone"], term: "open" });
  await question(page, ada, ["phone", "email"]);
  await question(minister, page, ["email"]);
  await ask(chioma, "GET", `/delegates/${me.id}`);

  const { delegates } = await ask(page, "GET", "/delegates?q=lantern");
  await ask(page, "POST", `/blocks/${delegates[0].id}`);

  const span = ["--from", "2020-01-01T00:00:00Z", "--to", "2099-01-01T00:00:00Z"];
  await app.errand("incident", ...span, "--text", "سُرق حاسوب محمول في البهو.\nA laptop was stolen in the foyer.");
  await announce(app, { kind: "announcement", title: "تغيّرت القاعة", text: "The opening is in Hall 2 (القاعة ٢), at 10:00." });
  await announce(app, { kind: "incident", title: "وصلت قائمة إلى غير أصحابها", text: "Twelve people got it.\nلا يلزمكم فعل أي شيء." });
  for (const other of [chioma, ada, minister]) await other.context().close();
  await expect(page.getByRole("contentinfo")).toBeVisible();
}
