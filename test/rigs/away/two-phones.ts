import { readFileSync } from 'node:fs';
import { installClaude } from '../claude/install.ts';
import { openChromiumPhone } from '../chromium/chromium-phone.ts';
import { openFirefoxPhone } from '../firefox/firefox-phone.ts';
import type { PhonePage } from '../phone/page.ts';
import { waitFor } from '../process.ts';
import { startTunnelRig } from '../tunnel/tunnel-rig.ts';
import { startAwayDesk, type AwayDesk } from './away-desk.ts';
import { pairPhone } from './pair-phone.ts';

/** A paired browser and its page. */
export interface PairedPhone {
  readonly page: PhonePage;
  /** As the desk knows it. */
  readonly id: string;
  readonly name: string;
}

/** A desk, the real Claude Code, a real tunnel, and two paired browsers. */
export interface TwoPhones {
  readonly away: AwayDesk;
  readonly chromium: PairedPhone;
  readonly firefox: PairedPhone;
  close(): Promise<void>;
}

const HOST = 'localhost';

/** Opens all of it; both pages stand on the list. Pushes reach Chromium alone. */
export async function openTwoPhones(): Promise<TwoPhones> {
  const ends: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    await installClaude();
    const farEnd = await startTunnelRig({ name: HOST });
    ends.push(() => farEnd.stop());
    const { origin, certificates } = farEnd;
    const trust = [{ ca: certificates.ca, cert: readFileSync(certificates.certFile, 'utf8') }];
    const options = { width: 390, height: 844, scale: 2, origins: [origin], hosts: [HOST], trust };
    const chromium = await openChromiumPhone(options);
    ends.push(() => chromium.close());
    const firefox = await openFirefoxPhone(options);
    ends.push(() => firefox.close());
    const away = await startAwayDesk(farEnd, chromium.push);
    ends.push(() => away.close());
    const one = await pairedFrom(away, await pairPhone(chromium, away), []);
    const other = await pairedFrom(away, await pairPhone(firefox, away), [one.id]);
    return { away, chromium: one, firefox: other, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The device that a page was just paired as: the one that was not there before. */
async function pairedFrom(
  away: AwayDesk,
  page: PhonePage,
  before: readonly string[],
): Promise<PairedPhone> {
  const device = await waitFor('the device to be in the register', () =>
    away.status().devices.find(({ id }) => !before.includes(id)),
  );
  return { page, id: device.id, name: device.name };
}
