import type { BrowserContext, Page } from 'playwright-core';
import { waitFor } from '../process.ts';
import { screenshot } from '../vscode/workbench.ts';

/** The page for devices in a browser, used as a person does. */
export interface DevicePage {
  readonly page: Page;
  /** Where it was loaded from. */
  readonly url: string;
  /** Types a code and presses Pair, and stays at what comes of it. */
  tryToPair(code: string): Promise<void>;
  /** Pairs by a typed code, up to the digits. */
  pair(code: string, name: string): Promise<void>;
  /** The digits it shows. */
  digits(): Promise<string>;
  /** Waits until these words can be read. */
  sees(words: string): Promise<void>;
  /** Takes a picture of it, as `screenshot` does. */
  picture(name: string): Promise<string>;
  /** Allows the request that shows a command. */
  allow(command: string): Promise<void>;
  /** From now on the browser's push service is at this address, and notifications are allowed. */
  subscribeTo(endpoint: string): Promise<void>;
}

/** Opens the page, as on a phone, in a tab of its own. */
export async function onDevice(context: BrowserContext, url: string): Promise<DevicePage> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(url);
  const press = (label: string | RegExp) =>
    page.getByRole('button', { name: label }).first().click({ timeout: 20_000 });
  const tryToPair = async (code: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Code from VS Code' }).fill(code);
    await press(/^Pair$/);
  };
  return {
    page,
    url,
    tryToPair,
    async pair(code, name) {
      await page.getByRole('textbox', { name: 'Name of this device' }).fill(name);
      await tryToPair(code);
      await page.locator('.digits').waitFor({ timeout: 20_000 });
    },
    digits: async () => (await page.locator('.digits').innerText()).replace(/\s/g, ''),
    sees: (words) => page.getByText(words).first().waitFor({ timeout: 30_000 }),
    picture: (name) => screenshot(page, name),
    async allow(command) {
      await page.bringToFront();
      await page.getByText(command).first().click({ timeout: 30_000 });
      const allow = page.getByRole('button', { name: /^Allow$/ });
      await allow.waitFor({ timeout: 20_000 });
      // What has only just come up takes no answer yet: then, as a person would, it presses again.
      await waitFor('the request to be answered', async () => {
        if ((await allow.count()) === 0) return true;
        await allow.click({ timeout: 1_000 });
        return false;
      });
    },
    async subscribeTo(endpoint) {
      await context.grantPermissions(['notifications'], { origin: new URL(url).origin });
      await page.addInitScript(pushesGoTo, endpoint);
      await page.reload();
    },
  };
}

/** Runs in the page: its browser has a push service of its own at an address. */
function pushesGoTo(endpoint: string): void {
  PushManager.prototype.subscribe = async () => {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const text = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): string =>
      btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '');
    const p256dh = text(await crypto.subtle.exportKey('raw', pair.publicKey));
    const auth = text(crypto.getRandomValues(new Uint8Array(16)));
    const made = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
    return made as unknown as PushSubscription;
  };
}
