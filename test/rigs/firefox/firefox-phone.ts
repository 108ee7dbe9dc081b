import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds, type Phone, type PhoneOptions } from '../phone/phone.ts';
import { waitFor } from '../process.ts';
import { startAutopush, type Autopush } from '../push/autopush.ts';
import { recordAlerts, type Alerts } from './alerts.ts';
import { openFirefox, type Firefox } from './firefox.ts';
import { trustAuthority } from './trust.ts';

/** Firefox's internals, as far as they are used here. */
declare const Services: {
  readonly prefs: { setIntPref(name: string, value: number): void };
};

/** A Firefox as the person's phone. */
export interface FirefoxPhone extends Phone {
  readonly push: Autopush;
  /** Sweeps the newest notification that holds these words away. */
  dismiss(words: string): Promise<void>;
}

/** Opens a Firefox with a push service of its own. */
export async function openFirefoxPhone(options: PhoneOptions): Promise<FirefoxPhone> {
  const push = await startAutopush();
  const profile = await mkdtemp(join(tmpdir(), 'countersign-firefox-'));
  const prefs = {
    ...push.prefs,
    'network.dns.localDomains': (options.hosts ?? []).join(','),
    'ui.systemUsesDarkTheme': options.dark === true ? 1 : 0,
  };
  let on: { firefox: Firefox; alerts: Alerts } | null = null;

  async function turnOn(): Promise<void> {
    // What waits is to come only when the recorder is there to see it.
    push.disconnect();
    const firefox = await openFirefox({ ...options, profile, prefs });
    for (const { ca } of options.trust ?? []) await trustAuthority(firefox, ca);
    on = { firefox, alerts: await recordAlerts(firefox) };
    push.reconnect();
  }
  async function turnOff(): Promise<void> {
    await on?.firefox.close();
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
  try {
    await turnOn();
  } catch (error) {
    await close();
    throw error;
  }
  const standing = () => running().alerts.standing();
  return {
    push,
    open: (url) => running().firefox.open(url),
    async setDark(dark) {
      await running().firefox.privileged(
        (override) => {
          Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', override);
        },
        dark ? 0 : 1,
      );
    },
    shown: () => running().alerts.shown(),
    standing,
    notification: (words) =>
      waitFor(`a notification “${words}”`, async () =>
        (await standing()).filter(holds(words)).at(-1),
      ),
    async tap(words, action) {
      await waitFor(`“${words}” to press`, () => running().alerts.tap(words, action));
    },
    async dismiss(words) {
      await waitFor(`“${words}” to sweep away`, () => running().alerts.dismiss(words));
    },
    undecryptable: () => push.undecryptable(),
    turnOff,
    turnOn,
    close,
  };
}
