/** A made-up language, in which every sentence of the app stands between ⟦ and ⟧: what is shown without them was never given to a translator.
 * Not: which screens are looked at. */
import { Page, Response } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./policy";

/** Shown as it is: names, and what somebody may type. */
const NAMES = new Set(["Plenary", "English", "العربية", "Cymraeg", "Deutsch", "Español", "Français"]);

/** What a device is called, without the word between the two names. */
const DEVICE = /^(Chrome|Edge|Firefox|Safari) (Linux|Mac|Windows)$/;

/** Dates and times, which the browser writes. */
const WRITTEN_BY_THE_BROWSER =
  /\b(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez|vor|in|Sekunden?|Minuten?|Stunden?|Tage?n?|gestern|heute|Uhr|um|bis|UTC|und)\b\.?/g;

/** The page is in the made-up language, in which somebody has `written` something; German tells the browser how to count. */
export async function makeUp(page: Page, written = ""): Promise<{ unspoken(): Promise<string[]> }> {
  const file = readFileSync(join(project, "public", "words", "ar.json"), "utf8");
  const arabic = JSON.parse(file) as { [english: string]: unknown };
  // What stands between two slots is a text of its own on the page.
  const between = (english: string) => english.replace(/(\{[^}]*\})|([^{}]+)/g, (_, slot?: string, text?: string) => slot ?? `⟦${text}⟧`);
  const made = Object.fromEntries(
    Object.entries(arabic).map(([english, said]) => [english, typeof said === "string" ? between(english) : { one: between(english), other: between(english) }]),
  );
  await page.addInitScript(() => location.protocol.startsWith("http") && localStorage.setItem("plenary.language", JSON.stringify("de")));
  await page.context().route("**/words/de.json", (route) => route.fulfill({ json: made }));
  // What people and the programme say, and what the organiser configured.
  let said = written;
  const read = async (answer: Response) => {
    if (!/json/.test(answer.headers()["content-type"] ?? "") || answer.url().includes("/words/")) return;
    // A page that went on takes its last answers with it.
    const text = await answer.text().catch(() => "");
    said += text.replace(/\\[nrt]/g, " ").replace(/\\"/g, '"').replace(/\s+/g, " ");
  };
  const reading: Promise<void>[] = [];
  page.on("response", (answer) => void reading.push(read(answer)));
  const unspoken = async () => {
    await Promise.all(reading);
    const shown = await page.evaluate(() => {
      const shown: string[] = [document.title];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node: Node | null = walk.currentNode; node; node = walk.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement!;
        if (element.closest("script, style, noscript, code, kbd, output, [lang]:not(html)")) continue;
        if (node instanceof Element) shown.push(...["aria-label", "title", "placeholder", "alt", "aria-roledescription"].map((name) => node.getAttribute(name) ?? ""));
        else shown.push(node.textContent ?? "");
      }
      return shown;
    });
    const bare = (text: string) => text.replace(/⟦[^⟧]*⟧/g, " ").replace(/[⟦⟧]/g, " ").replace(/\s+/g, " ").trim().replace(/^[–·,:|] | [–·,:|]$/g, "");
    const undated = (text: string) => text.replace(WRITTEN_BY_THE_BROWSER, "").replace(/^[\d\s:.,–]+|[\s:.,]+$/g, "");
    const is_data = (text: string) =>
      /^\p{Lu}{1,3}$/u.test(text) || // the letters of a name without a portrait
      DEVICE.test(text) ||
      !/\p{Letter}{2}/u.test(undated(text)) || [text, undated(text)].some((text) => NAMES.has(text) || said.includes(text) || said.includes(JSON.stringify(text).slice(1, -1)));
    // Of several pieces of data joined by marks, each is looked for by itself.
    return [...new Set(shown.map(bare).filter((text) => !is_data(text) && !text.split(/ [·–—|] |, |: | \(|\)| → /).every((part) => is_data(part.trim()))))];
  };
  return { unspoken };
}
