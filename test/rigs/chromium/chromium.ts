import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { keyFingerprint } from '../push/certificates.ts';
import { evaluateBy } from '../phone/evaluate.ts';
import { phonePage, type PhonePage } from '../phone/page.ts';
import type { PhoneOptions } from '../phone/phone.ts';
import type { Fcm } from '../push/fcm.ts';
import { findChromium } from '../vscode/browser.ts';

/**
 * Starts a stock Chromium, headless, whose push goes to a service of ours.
 * @param profile a folder, kept: without one of its own Chromium refuses to subscribe (measured)
 */
export async function openChromium(
  profile: string,
  push: Fcm,
  options: PhoneOptions,
): Promise<BrowserContext> {
  const { width = 360, height = 740, scale = 1, dark = false, origins, hosts = [] } = options;
  const fingerprints = (options.trust ?? []).map(({ cert }) => keyFingerprint(cert));
  const trusted = [push.fingerprint, ...fingerprints].join(',');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    // Push is background networking.
    ignoreDefaultArgs: ['--disable-background-networking'],
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-component-update'],
      `--ignore-certificate-errors-spki-list=${trusted}`,
      `--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
      ...push.args,
    ],
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: dark ? 'dark' : 'light',
  });
  for (const origin of origins) await context.grantPermissions(['notifications'], { origin });
  return context;
}

/** A page of Chromium as a phone's. */
export function chromiumPage(page: Page): PhonePage {
  return phonePage({
    evaluate: evaluateBy((expression) => page.evaluate<string>(expression)),
    async goto(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    typeText: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => page.close(),
  });
}
