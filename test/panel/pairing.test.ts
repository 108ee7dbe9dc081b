import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { FromPairingPage, ToPairingPage } from '../../src/protocol/pairing-panel.ts';
import type { PairingStatus, TunnelStatus } from '../../src/protocol/remote-status.ts';
import {
  buildPage,
  openThemedPage,
  startBrowser,
  themes,
  type PageOptions,
  type ThemedPage,
} from './themed-page.ts';

const up: TunnelStatus = {
  kind: 'up',
  by: 'cloudflared',
  origin: 'https://desk.example.com',
  risk: 'Cloudflare ends TLS, so it could read along or change the page.',
  verifiedAt: 0,
};
const down: TunnelStatus = { kind: 'down', by: 'your address', message: 'Nobody answers there.' };
const open: PairingStatus = {
  link: 'https://desk.example.com/#pair=AAECAwQFBgcICQoLDA0ODw',
  code: '7QK3-M0ZT-B4XE',
  endsAt: 102_000,
  triesLeft: 5,
  device: null,
};
const known: PairingStatus = { ...open, device: { name: 'Pixel 8' } };
const here: PairingStatus = { ...open, link: 'http://127.0.0.1:27183/#pair=AAECAwQFBgcICQ' };

/** What the editor says of a pairing, with 1:42 left of it. */
const state = (pairing: PairingStatus | null, tunnel: TunnelStatus = up): ToPairingPage => ({
  kind: 'state',
  now: 0,
  pairing,
  tunnel,
});
const outcome = (message: string): ToPairingPage => ({
  kind: 'outcome',
  outcome: { kind: 'refused', code: 'wrong-digits', message },
});
const done = (note: string): ToPairingPage => ({
  kind: 'outcome',
  outcome: { kind: 'done', note },
});

/** Each step, by what leads to it. */
const steps: Readonly<Record<string, readonly ToPairingPage[]>> = {
  scan: [state(open)],
  starting: [state(here, { kind: 'starting', by: 'cloudflared' })],
  unreachable: [state(here, { kind: 'none' })],
  down: [state(here, down)],
  digits: [state(known)],
  wrong: [
    state(known),
    outcome('These are not the digits that the device shows; 4 tries are left.'),
  ],
  paired: [state(known), state(null), done('Pixel 8 is paired.')],
  closed: [state(open), state(null)],
};

let browser: Browser;
const opened: ThemedPage[] = [];
beforeAll(async () => {
  await buildPage('pairing');
  browser = await startBrowser();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.close()));
});
afterAll(() => browser.close());

async function openPairing(options: PageOptions = {}): Promise<ThemedPage> {
  const size = { width: 900, height: 760 };
  const page = await openThemedPage(browser, 'pairing', { ...size, ...options });
  opened.push(page);
  return page;
}

const typed = async ({ told }: ThemedPage): Promise<readonly FromPairingPage[]> =>
  (await told<FromPairingPage>()).filter(({ kind }) => kind !== 'ready');

test.each(themes)('every step can be read, heard and reached by all, in %s', async (theme) => {
  const page = await openPairing({ theme });
  for (const [name, messages] of Object.entries(steps)) {
    for (const message of messages) await page.send(message);
    expect(await page.violations(), name).toEqual([]);
    await page.picture(`${name}-${theme}`);
  }
  expect(page.faults()).toEqual([]);
});

test('the QR code is dark on light, with a margin of four modules, each of whole pixels', async () => {
  const { page, send } = await openPairing();
  await send(state(open));
  const qr = page.locator('svg.qr');
  const { width, modules } = await qr.evaluate((element) => ({
    width: element.getBoundingClientRect().width,
    modules: Number(element.getAttribute('viewBox')?.split(' ')[2]),
  }));
  expect(Number.isInteger(width / modules)).toBe(true);
  const first = /^M(\d+) (\d+)h7/.exec((await qr.locator('path').getAttribute('d')) ?? '');
  expect(first?.slice(1)).toEqual(['4', '4']);
  expect(await qr.locator('rect').getAttribute('fill')).toBe('#fff');
});

test('what no phone could open is not there to be scanned', async () => {
  const { page, send } = await openPairing();
  for (const tunnel of [{ kind: 'none' }, down, { kind: 'starting', by: 'ngrok' }] as const) {
    await send(state(here, tunnel));
    expect(await page.locator('svg.qr').count()).toBe(0);
  }
  await send(state(here, down));
  expect(await page.locator('main').innerText()).toContain('Nobody answers there.');
  await page.getByText('Pair a browser on this computer').click();
  expect(await page.locator('.code').innerText()).toBe('7QK3-M0ZT-B4XE');
});

test('once a device is known the field has the focus, Enter sends, and an error stands at it', async () => {
  const page = await openPairing();
  const { keyboard } = page.page;
  await page.send(state(open));
  await page.send(state(known));
  expect(await page.page.locator('svg.qr').count()).toBe(0);
  await keyboard.type('12 34');
  await keyboard.press('Enter');
  const field = page.page.getByRole('textbox', { name: 'The six digits it shows' });
  expect(await page.page.getByRole('alert').innerText()).toContain('not six digits');
  expect(await typed(page)).toEqual([]);
  await field.fill('123 456');
  await keyboard.press('Enter');
  // Pressed again while it is on its way, nothing more is sent.
  await keyboard.type('654321');
  await keyboard.press('Enter');
  expect(await typed(page)).toEqual([{ kind: 'type-digits', digits: '123456' }]);
  await page.send(outcome('These are not the digits.'));
  expect(await page.page.getByRole('alert').innerText()).toBe('These are not the digits.');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('what is done next has the focus once a pairing is over, and it can be cancelled before', async () => {
  const page = await openPairing();
  await page.send(state(known));
  await page.page.getByRole('button', { name: 'Cancel' }).click();
  await page.send(state(null));
  const heading = page.page.getByRole('heading', { name: 'No pairing is open' });
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.page.getByRole('button', { name: 'Open a Pairing' }).click();
  expect(await typed(page)).toEqual([{ kind: 'cancel' }, { kind: 'open-again' }]);
});
