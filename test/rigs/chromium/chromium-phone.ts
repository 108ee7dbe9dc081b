import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { holds, type Phone, type PhoneOptions } from '../phone/phone.ts';
import { waitFor } from '../process.ts';
import { startFcm, type Fcm } from '../push/fcm.ts';
import { chromiumPage, openChromium } from './chromium.ts';
import { recordNotifications, type ChromiumNotifications } from './notifications.ts';

/** A Chromium as the person's phone. */
export interface ChromiumPhone extends Phone {
  readonly push: Fcm;
}

/** Opens a Chromium with a push service of its own. */
export async function openChromiumPhone(options: PhoneOptions): Promise<ChromiumPhone> {
  const push = await startFcm();
  const profile = await mkdtemp(join(tmpdir(), 'countersign-chromium-'));
  let on: { context: BrowserContext; notifications: ChromiumNotifications } | null = null;

  async function turnOn(): Promise<void> {
    const context = await openChromium(profile, push, options);
    on = { context, notifications: await recordNotifications(context) };
  }
  async function turnOff(): Promise<void> {
    await on?.context.close();
    on = null;
  }
  async function close(): Promise<void> {
    await turnOff();
    await push.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  const running = () => {
    if (on === null) throw new Error('The phone is off.');
    return on;
  };
  const displayed = (words: string) =>
    waitFor(`a notification “${words}”`, () => {
      return running().notifications.shown().some(holds(words));
    });
  try {
    await turnOn();
  } catch (error) {
    await close();
    throw error;
  }
  const standing = () => running().notifications.standing();
  return {
    push,
    async open(url) {
      const page = chromiumPage(await running().context.newPage());
      await page.goto(url);
      return page;
    },
    async setDark(dark) {
      const colorScheme = dark ? 'dark' : 'light';
      await Promise.all(
        running()
          .context.pages()
          .map((page) => page.emulateMedia({ colorScheme })),
      );
    },
    shown: () => Promise.resolve(running().notifications.shown()),
    standing,
    async notification(words) {
      await displayed(words);
      return waitFor(`“${words}” to stand`, async () =>
        (await standing()).filter(holds(words)).at(-1),
      );
    },
    async tap(words, action) {
      await displayed(words);
      await waitFor(`“${words}” to press`, () => running().notifications.tap(words, action));
    },
    undecryptable: () => running().notifications.undecryptable(),
    turnOff,
    turnOn,
    close,
  };
}
