import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import webPush, { type PushSubscription, type RequestOptions } from 'web-push';
import { openChromiumPhone } from '../rigs/chromium/chromium-phone.ts';
import { openFirefoxPhone } from '../rigs/firefox/firefox-phone.ts';
import { serveRigPage, type RigPage } from '../rigs/phone/page-for-rigs.ts';
import type { PhonePage } from '../rigs/phone/page.ts';
import type { Phone } from '../rigs/phone/phone.ts';
import { waitFor } from '../rigs/process.ts';
import { makeCertificate } from '../rigs/push/certificates.ts';

const keys = webPush.generateVAPIDKeys();
const HOST = 'approve.test';
const subject = 'https://github.com/countersign/countersign';

describe.each([
  { name: 'Firefox', openPhone: openFirefoxPhone },
  { name: 'Chromium', openPhone: openChromiumPhone },
])('a real $name and the stand-in for its push service', ({ openPhone }) => {
  let site: RigPage;
  let phone: Phone;
  let page: PhonePage;
  let subscription: PushSubscription;

  beforeAll(async () => {
    const certificate = await makeCertificate([HOST]);
    site = await serveRigPage(HOST, certificate);
    phone = await openPhone({ origins: [site.origin], hosts: [HOST], trust: [certificate] });
    page = await phone.open(site.origin);
    subscription = (await page.evaluate(async (applicationServerKey) => {
      const registration = await navigator.serviceWorker.register('/worker.js');
      await navigator.serviceWorker.ready;
      const options = { userVisibleOnly: true, applicationServerKey };
      return (await registration.pushManager.subscribe(options)).toJSON();
    }, keys.publicKey)) as PushSubscription;
  });
  afterAll(async () => {
    await phone?.close();
    await site?.close();
  });

  async function send(text: string, options: RequestOptions = {}): Promise<number> {
    try {
      const { statusCode } = await webPush.sendNotification(subscription, text, {
        vapidDetails: { subject, ...keys },
        agent: phone.push.agent,
        TTL: 60,
        urgency: 'high',
        ...options,
      });
      return statusCode;
    } catch (error) {
      if (error instanceof webPush.WebPushError) return error.statusCode;
      throw error;
    }
  }
  const hears = (what: string) =>
    waitFor(`the worker to tell “${what}”`, () => site.heard().includes(what), 40_000);

  it('opens no page whose certificate it was not told to trust', async () => {
    const stranger = await serveRigPage(HOST, await makeCertificate([HOST]));
    await expect(phone.open(stranger.origin)).rejects.toThrow();
    await stranger.close();
  });

  it('presses and types as a person does', async () => {
    const form = await phone.open(site.origin);
    await form.type('input', 'My phone');
    await form.press('button', 'Allow');
    await form.sees('Allowed by My phone');
    expect((await form.screenshot()).subarray(1, 4).toString()).toBe('PNG');
    await form.close();
  });

  it('does not deliver a message of which one bit was flipped', async () => {
    phone.push.setFault(() => ({ kind: 'flip-a-bit' }));
    expect(await send('Forged')).toBe(201);
    phone.push.setFault(null);
    await send('Untouched');
    await hears('push Untouched');
    await waitFor('the browser to say so', () => phone.undecryptable() === 1);
    expect(site.heard()).not.toContain('push Forged');
  });

  it('keeps the newest message of a topic while the browser is off, and drops TTL 0', async () => {
    await phone.turnOff();
    await waitFor('the browser to be gone', () => phone.push.connected() === 0);
    await send('Old news', { topic: 'news' });
    await send('Lost', { TTL: 0 });
    await send('New news', { topic: 'news' });
    expect(
      phone.push
        .attempts()
        .slice(-3)
        .map(({ reason }) => reason),
    ).toEqual(['stored', 'dropped', 'stored']);
    await phone.turnOn();
    await hears('push New news');
    await phone.notification('New news');
    expect(site.heard()).not.toContain('push Old news');
    expect(site.heard()).not.toContain('push Lost');
  });

  it('refuses what the real services refuse', async () => {
    const other = webPush.generateVAPIDKeys();
    const before = site.heard().length;
    expect(await send('Other key', { vapidDetails: { subject, ...other } })).toBe(403);
    const local = { subject: 'mailto:me@localhost', ...keys };
    expect(await send('No real contact', { vapidDetails: local })).toBe(403);
    expect(await send('x'.repeat(3_994))).toBe(413);
    phone.push.setFault(() => ({ kind: 'refuse', status: 429, headers: { 'retry-after': '2' } }));
    expect(await send('Too many')).toBe(429);
    phone.push.setFault(null);
    expect(site.heard()).toHaveLength(before);
  });

  it('tells senders that a page has unsubscribed', async () => {
    page = await phone.open(site.origin);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await (await registration.pushManager.getSubscription())?.unsubscribe();
    });
    await waitFor('the service to know', async () => (await send('Gone')) === 410);
  });
});
