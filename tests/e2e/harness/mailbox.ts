/** The inbox of everybody at the conference, as a mail server received it. Not: a shortcut past the mail. */
import { expect } from "@playwright/test";
import { join } from "node:path";
import { freePort, run, Running } from "./process";

interface Received {
  id: string;
  text?: string;
  subject?: string;
  to?: { address: string }[];
}

/** A mail to somebody. */
export interface Mail {
  subject: string;
  text: string;
  /** What is typed. */
  code: string;
  /** What is opened; empty where the code is all. */
  link: string;
}

export class Mailbox {
  private constructor(
    /** `host:port` for the backend. */
    readonly smtp: string,
    private readonly page: string,
    private readonly own: Running | null,
  ) {}

  /** The one that is named by the environment, or one of our own. */
  static async open(): Promise<Mailbox> {
    const { PLENARY_SMTP: smtp, PLENARY_INBOX: page } = process.env;
    if (smtp && page) return new Mailbox(smtp, page.replace(/\/$/, ""), null);
    const [port, web] = [await freePort(), await freePort()];
    const program = join(__dirname, "..", "node_modules", ".bin", "maildev");
    const args = ["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", `${port}`, "--web", `${web}`, "--silent"];
    const own = await run(program, args, `http://127.0.0.1:${web}/api/healthz`);
    return new Mailbox(`127.0.0.1:${port}`, `http://127.0.0.1:${web}`, own);
  }

  async close(): Promise<void> {
    await this.own?.stop();
  }

  private async received(to: string, from: string | null): Promise<Received[]> {
    const answer = await fetch(`${this.page}/api/email`);
    if (!answer.ok) throw new Error(`the inbox answers ${answer.status}`);
    const all: Received[] = await answer.json();
    // Several backends may share an inbox: a sign-in mail of ours links to our address. A fresh proof comes without a link.
    const ours = ({ text = "" }: Received) => (from === null ? !text.includes("://") : text.includes(from));
    return all.filter((mail) => mail.to?.some(({ address }) => address.toLowerCase() === to.toLowerCase()) && ours(mail));
  }

  /** Of every mail to this address that names this origin, in any order. */
  async subjects(to: string, from: string): Promise<string[]> {
    return (await this.received(to, from)).map(({ subject = "" }) => subject);
  }

  async count(to: string, from: string): Promise<number> {
    return (await this.received(to, from)).length;
  }

  /** How many mails with a code and no link this address got: asked for by somebody who is signed in. */
  async codes(to: string): Promise<number> {
    return (await this.received(to, null)).filter((mail) => codeIn(mail)).length;
  }

  /** What `act` makes arrive for this address. `from` is the origin in its link; `null`: a mail without a link. */
  async next(to: string, from: string | null, act: () => Promise<unknown>): Promise<Mail> {
    const before = new Set((await this.received(to, from)).map((mail) => mail.id));
    await act();
    let arrived: Received | undefined;
    await expect
      .poll(async () => (arrived = (await this.received(to, from)).find((mail) => !before.has(mail.id) && codeIn(mail))), { message: `a mail to ${to}`, timeout: 20_000 })
      .toBeTruthy();
    return read(arrived!);
  }
}

/** What is typed. It stands alone on its line, in groups or not; a mail that only tells something has none. */
function codeIn({ text = "" }: Received): string {
  const line = text.split(/\r?\n/).map((part) => part.trim()).find((part) => /^[A-Z0-9]{4}[ -]?[A-Z0-9]{4}$/.test(part));
  return line ?? text.match(/\b(?=[A-Z0-9-]*\d)[A-Z0-9]{4}[ -]?[A-Z0-9]{4}\b/)?.[0] ?? "";
}

function read(mail: Received): Mail {
  const { subject = "", text = "" } = mail;
  return { subject, text, code: codeIn(mail), link: text.match(/https?:\/\/\S+#\S+/)?.[0] ?? "" };
}
