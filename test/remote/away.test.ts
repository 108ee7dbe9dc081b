import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startAwayDesk, type AwayDesk } from '../rigs/away/away-desk.ts';
import { startTunnelRig, type TunnelRig } from '../rigs/tunnel/tunnel-rig.ts';
import { pairPhone } from '../rigs/away/pair-phone.ts';
import { openChromiumPhone } from '../rigs/chromium/chromium-phone.ts';
import { installClaude } from '../rigs/claude/install.ts';
import { openFirefoxPhone } from '../rigs/firefox/firefox-phone.ts';
import type { PhonePage } from '../rigs/phone/page.ts';
import type { Phone } from '../rigs/phone/phone.ts';
import { waitFor } from '../rigs/process.ts';

const HOST = 'localhost';

describe.each([
  { name: 'Firefox', openPhone: openFirefoxPhone },
  { name: 'Chromium', openPhone: openChromiumPhone },
])('the real Claude Code, answered from $name through a real tunnel', ({ openPhone }) => {
  let farEnd: TunnelRig;
  let phone: Phone;
  let away: AwayDesk;
  let page: PhonePage;

  beforeAll(async () => {
    await installClaude();
    farEnd = await startTunnelRig({ name: HOST });
    const { origin, certificates } = farEnd;
    const certificate = {
      ca: certificates.ca,
      cert: readFileSync(certificates.certFile, 'utf8'),
    };
    phone = await openPhone({ origins: [origin], hosts: [HOST], trust: [certificate] });
    away = await startAwayDesk(farEnd, phone.push);
    page = await pairPhone(phone, away);
    await away.desk.remote.setAway(true);
  });
  afterAll(async () => {
    await away?.close();
    await phone?.close();
    await farEnd?.stop();
  });
  beforeEach(async () => {
    await page.evaluate(() => void (location.hash = ''));
    await page.sees('Nothing waits');
  });

  const stateOf = (id: string) =>
    away.desk.view().items.find(({ request }) => request.id === id)?.state;

  it('runs a command that is approved in its notification', async () => {
    const wish = await away.ask();
    await phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    expect(stateOf(wish.id)).toMatchObject({ by: { kind: 'device' } });
  });

  it('does not run a command that is denied in its notification', async () => {
    const wish = await away.ask();
    await phone.tap(wish.words, 'deny');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
  });

  it('runs a command that is allowed on the page', async () => {
    const wish = await away.ask();
    await page.press('a.waiting', wish.words);
    await page.press('button', 'Allow');
    await page.sees('Allowed');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
  });

  it('answers while no page is open, after the phone was off', async () => {
    await page.close();
    await phone.turnOff();
    const wish = await away.ask();
    await phone.turnOn();
    await phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    page = await phone.open(farEnd.origin);
  });

  it('takes the notification’s question back when the request is answered at the desk', async () => {
    const wish = await away.ask();
    const asking = await phone.notification(wish.words);
    expect(asking.actions.map(({ action }) => action)).toContain('approve');
    await away.desk.decide(wish.id, { behavior: 'deny', always: null, message: null });
    await wish.outcome();
    await waitFor('the question to be taken back', async () => {
      const standing = await phone.standing();
      return standing.every(({ actions }) => actions.length === 0);
    });
  });

  it('sends one decision, whole or not at all, when the tunnel is cut in mid-answer', async () => {
    const wish = await away.ask();
    await page.press('a.waiting', wish.words);
    await page.sees('You sign exactly what is shown above');
    await farEnd.cut();
    await page.press('button', 'Allow');
    await page.sees('not sent');
    expect(wish.ran()).toBe(0);
    expect(stateOf(wish.id)?.kind).toBe('pending');
    await farEnd.mend();
    await waitFor('the address to lead here again', () => away.status().tunnel.kind === 'up');
    await page.press('button', 'Allow');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
  });

  it('stays paired when the address changes', async () => {
    const { certificates } = farEnd;
    const other = await startTunnelRig({ name: HOST, certificates });
    away.moveTo(other);
    await waitFor('the new address to lead here', () => {
      const { tunnel } = away.status();
      return tunnel.kind === 'up' && tunnel.origin === other.origin;
    });
    const wish = await away.ask();
    await phone.tap(wish.words, 'approve');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    away.moveTo(farEnd);
    await other.stop();
  });

  it('obeys a revoked phone no more', async () => {
    const wish = await away.ask();
    await phone.notification(wish.words);
    await away.desk.remote.revokeDevice(away.status().devices[0]!.id);
    await phone.tap(wish.words, 'approve');
    await phone.notification('not paired');
    expect(wish.ran()).toBe(0);
    await away.desk.decide(wish.id, { behavior: 'deny', always: null, message: null });
    expect(await wish.outcome()).toMatchObject({ isError: true });
  });
});
