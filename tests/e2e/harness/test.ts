/** `test` and `expect` of every spec: pages are watched, servers are started on demand and stopped. Not: what is tested. */
import { Browser, BrowserContext, test as base } from "@playwright/test";
import { conference, Conference } from "./backend";
import { host, Host, HostOptions } from "./static";
import { Witness } from "./witness";

interface Fixtures {
  /** The whole product: backend, mail, app. Faults end with the test. */
  app: Conference;
  witness: Witness;
  /** A static host that is gone after the test. */
  serve(options: HostOptions): Promise<Host>;
  /** Another browser profile: somebody else's device. Watched like the first. */
  device(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext>;
}

interface Shared {
  /** One backend for all tests of a worker. */
  house: Conference;
}

export const test = base.extend<Fixtures, Shared>({
  house: [
    async ({}, use) => {
      const started = await conference();
      await use(started);
      await started.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  app: async ({ house }, use) => {
    await use(house);
    house.front.heal();
  },
  witness: async ({}, use) => {
    const witness = new Witness();
    await use(witness);
    witness.settle();
  },
  context: async ({ context, witness }, use) => {
    await witness.watch(context);
    await use(context);
  },
  serve: async ({ witness }, use) => {
    const hosts: Host[] = [];
    await use(async (options) => {
      const started = await host(options);
      hosts.push(started);
      return started;
    });
    witness.end();
    await Promise.all(hosts.map((started) => started.close()));
  },
  device: async ({ browser, witness }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      await witness.watch(context);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect } from "@playwright/test";
