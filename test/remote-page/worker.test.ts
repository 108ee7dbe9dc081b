import { expect, test } from 'vitest';
import type { CDPSession } from 'playwright-core';
import type { PushContent } from '../../src/protocol/push.ts';
import { aCommand } from '../fakes/panel-snapshots.ts';
import { openFakeDesk } from './desk/fake-desk.ts';
import { usePhone } from './phone.ts';
import type { Phone } from './phone.ts';

const open = usePhone();
const now = { receivedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly actions: readonly string[];
}

interface WorkerRig {
  push(data: string): Promise<void>;
  /** What was shown so far; recorded, since asking a headless browser for them makes them vanish. */
  shown(): Promise<readonly Shown[]>;
  tap(action: string): Promise<void>;
}

async function withWorker(phone: Phone): Promise<WorkerRig> {
  const { context, page, desk } = phone;
  await context.grantPermissions(['notifications'], { origin: desk.origin });
  await page.waitForFunction(
    'navigator.serviceWorker.controller !== null && navigator.serviceWorker.controller.state === "activated"',
  );
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('no worker');
  await worker.evaluate(() => {
    const { prototype } = ServiceWorkerRegistration;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the registration
    const real = prototype.showNotification;
    const shown: unknown[] = [];
    Object.assign(self, { shown });
    prototype.showNotification = function (title, options) {
      const { actions = [], ...rest } = options as NotificationOptions & {
        actions?: { action: string }[];
      };
      shown.push({
        title,
        body: rest.body,
        tag: rest.tag,
        data: rest.data as unknown,
        actions: actions.map(({ action }) => action),
      });
      return real.call(this, title, options);
    };
  });
  const session: CDPSession = await context.newCDPSession(page);
  const registration = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registration;
  const shown = () => worker.evaluate<readonly Shown[]>('self.shown');
  return {
    shown,
    push: async (data) => {
      const before = (await shown()).length;
      const { origin } = desk;
      await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
      await expect.poll(async () => (await shown()).length).toBeGreaterThan(before);
    },
    tap: (action) =>
      worker.evaluate((name) => {
        const { shown: all } = self as unknown as { shown: { title: string; data: unknown }[] };
        const { title, ...options } = all.at(-1)!;
        const event = new Event('notificationclick');
        const notification = { title, ...options, close: () => undefined };
        Object.assign(event, { notification, action: name, waitUntil: () => undefined });
        self.dispatchEvent(event);
      }, action),
  };
}

function aPush(phone: Phone, fields: object = {}): PushContent {
  const { request } = aCommand('one', 'make it', now);
  return {
    push: 'p1',
    server: phone.desk.keys.id,
    address: phone.desk.origin,
    tag: 't1',
    sentAt: Date.now(),
    kind: 'request',
    id: 'one',
    title: 'shop-api: Run make',
    body: 'make it',
    nonce: phone.desk.nonceFor('one'),
    expiresAt: now.expiresAt,
    request,
    approvable: true,
    ...fields,
  };
}

test('a push is shown and confirmed; its buttons answer, and say what became of it', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([aCommand('one', 'make it', now)]);
  const worker = await withWorker(phone);
  await worker.push(desk.seal(aPush(phone)));
  expect((await worker.shown())[0]).toMatchObject({
    title: 'shop-api: Run make',
    body: 'make it',
    tag: 't1',
    actions: ['approve', 'deny'],
  });
  await expect.poll(() => desk.confirmed).toEqual(['p1']);
  await worker.tap('approve');
  await expect
    .poll(async () => (await worker.shown()).at(-1))
    .toMatchObject({ tag: 't1', body: 'Allowed. Claude Code was told.', actions: [] });
  expect(desk.decided.map(({ id, decision }) => [id, decision.behavior])).toEqual([
    ['one', 'allow'],
  ]);
  // The page that is open hears of it too.
  await phone.page.locator('.recent').waitFor();
});

test('Approve is not there, and does nothing, where not all of the request was shown', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([aCommand('one', 'make it', now)]);
  const worker = await withWorker(phone);
  await worker.push(desk.seal(aPush(phone, { approvable: false, request: null })));
  expect((await worker.shown())[0]?.actions).toEqual(['review', 'deny']);
  await worker.tap('approve');
  await phone.page.locator('article[data-id="one"]').waitFor();
  expect(desk.decided).toEqual([]);
  // What did not fit is fetched before it is signed.
  await worker.tap('deny');
  await expect
    .poll(async () => (await worker.shown()).at(-1)?.body)
    .toBe('Denied. Claude Code was told.');
});

test('a second answer and a missing connection are told in the notification', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([]);
  const worker = await withWorker(phone);
  await worker.push(desk.seal(aPush(phone)));
  await worker.tap('deny');
  await expect
    .poll(async () => (await worker.shown()).at(-1)?.body)
    .toContain('Already answered: denied by you in shop-api');
  await worker.push(desk.seal(aPush(phone)));
  await expect.poll(() => desk.confirmed).toHaveLength(2);
  desk.faults.offline = true;
  await worker.tap('deny');
  await expect
    .poll(async () => (await worker.shown()).at(-1)?.body)
    .toContain('No answer, so as far as we know nothing was sent.');
});

test('what does not stand there whole can be denied there, and is opened instead of approved', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([aCommand('one', 'make it', now)]);
  const worker = await withWorker(phone);
  await worker.push(desk.seal(aPush(phone, { approvable: false })));
  expect((await worker.shown())[0]?.actions).toEqual(['review', 'deny']);
  await worker.tap('approve');
  await phone.page.locator('article[data-id="one"]').waitFor();
  expect(desk.decided).toEqual([]);
});

test('the next question stays, where the answer to the one before it comes late', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([aCommand('one', 'make it', now)]);
  const worker = await withWorker(phone);
  await worker.push(desk.seal(aPush(phone)));
  desk.faults.slow = 1_000;
  await worker.tap('approve');
  await expect.poll(() => desk.calls).toContain('/api/decide');
  await worker.push(desk.seal(aPush(phone, { push: 'p2', id: 'two', body: 'make two' })));
  // It is confirmed after the answer came: all calls of the worker are as slow.
  await expect.poll(() => desk.confirmed, { timeout: 10_000 }).toContain('p2');
  expect((await worker.shown()).at(-1)).toMatchObject({ body: 'make two' });
});

test('something is shown for each push, also for one that is not from this desk', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  const worker = await withWorker(phone);
  const forged = { title: 'Approve now!', body: 'x', tag: 't', navigate: 'https://evil.test/' };
  const envelope = { web_push: 8030, notification: forged, mutable: true, sealed: 'AAAA' };
  for (const data of [
    'nothing of ours',
    JSON.stringify(envelope),
    desk.seal(aPush(phone, { server: 'another' })),
  ]) {
    await worker.push(data);
    expect((await worker.shown()).at(-1)).toMatchObject({ title: 'Countersign', actions: [] });
  }
  expect(desk.confirmed).toEqual([]);
});

test('a new address is adopted once the desk has proved itself there', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const moved = await openFakeDesk(desk);
  const other = await openFakeDesk();
  try {
    const worker = await withWorker(phone);
    await worker.push(desk.seal(aPush(phone, { address: other.origin })));
    await expect.poll(() => desk.confirmed).toHaveLength(1);
    expect(other.calls).toEqual(['/api/wait']);
    await worker.push(desk.seal(aPush(phone, { address: moved.origin })));
    await expect.poll(() => moved.confirmed).toHaveLength(1);
    // The address it came from is dead: the page opens from what the worker kept, and calls the new one.
    desk.faults.offline = true;
    moved.show([aCommand('there', 'make there', now)]);
    await page.reload();
    await page.locator('.waiting').click();
    await page.locator('article[data-id="there"]').waitFor();
    await phone.settled();
    await phone.press('Deny');
    await page.locator('.result').waitFor();
    expect(moved.decided).toHaveLength(1);
    expect(phone.faults()).toEqual([]);
  } finally {
    await moved.close();
    await other.close();
  }
});

test('a link to a new address holds only where the desk proves itself there', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const moved = await openFakeDesk(desk);
  const other = await openFakeDesk();
  try {
    await page.goto(`${desk.origin}/?a#at=${encodeURIComponent(other.origin)}`);
    await page.locator('.desk.online').waitFor();
    expect(page.url()).toBe(`${desk.origin}/`);
    expect(other.calls).toEqual(['/api/wait']);
    await page.goto(`${desk.origin}/?b#at=${encodeURIComponent(moved.origin)}`);
    await page.locator('.desk.online').waitFor();
    expect(moved.calls).toContain('/api/sync');
  } finally {
    await moved.close();
    await other.close();
  }
});

test('the page of a dead address opens; what is not ours is never kept', async () => {
  const phone = await open();
  const { desk, page, context } = phone;
  await phone.pair();
  await withWorker(phone);
  desk.faults.offline = true;
  await page.reload();
  await page.locator('section.lost').waitFor();
  const kept = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name!);
    return (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
  });
  expect(kept).toEqual(['/', '/icon-192.png', '/main.js', '/manifest.webmanifest', '/remote.css']);
  expect(context.serviceWorkers()).toHaveLength(1);
  const second = await open();
  // A warning page on the way, which lets the first visit pass and no file after it.
  second.desk.faults.warningPage = true;
  await second.open();
  await second.page.waitForTimeout(1_500);
  expect(await second.page.evaluate('caches.keys()')).toEqual([]);
});
