/** Chromium's own authenticator in software, as a device would have it. Not: a stand-in for the browser's part, which is the real one. */
import { CDPSession, Page } from "@playwright/test";

export interface Authenticator {
  /** How many passkeys it keeps. */
  kept(): Promise<number>;
  /** Whether its owner unlocks it when asked; a question that they do not answer ends with an error at once. */
  unlocked(yes: boolean): Promise<void>;
  /** Everything that it keeps, for a second one that claims to be it. */
  copy(): Promise<unknown[]>;
  /** Puts a passkey in. */
  keep(credential: unknown): Promise<void>;
  /** Takes it out of the machine. */
  remove(): Promise<void>;
}

/** A fingerprint reader in the machine of this page. */
export async function authenticator(page: Page): Promise<Authenticator> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const credentials = async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  return {
    kept: async () => (await credentials()).length,
    unlocked: async (yes) => void (await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: yes })),
    copy: credentials,
    keep: async (credential) => void (await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: credential as never })),
    remove: async () => void (await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId })),
  };
}

/** A browser that has passkeys, but does not offer them among an input's suggestions. */
export async function withoutSuggestions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (globalThis.PublicKeyCredential) Reflect.set(globalThis.PublicKeyCredential, "isConditionalMediationAvailable", async () => false);
  });
}
