import { loadDevice } from '../device/device-store.ts';
import { subscribe, tellSubscription } from '../push/subscribe.ts';
import { answerHere } from './answer-here.ts';
import { noticeDataSchema, resultNotice } from './notice.ts';
import type { NoticeData } from './notice.ts';
import { receivePush } from './receive-push.ts';
import { dropOldShells, fromShell, isShell, keepShell } from './shell-cache.ts';
import { openAt, show, tellPages, timesShown } from './show.ts';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  if (isShell(event.request)) event.respondWith(fromShell(event.request));
});

self.addEventListener('push', (event) => {
  event.waitUntil(receivePush(event.data?.text() ?? ''));
});

self.addEventListener('notificationclick', (event) => {
  event.waitUntil(tapped(event.notification, event.action));
});

self.addEventListener('pushsubscriptionchange', (event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(subscribeAgain());
});

/**
 * A tap on the body, or Review, opens the page; any other button answers, and its notification says what
 * became of that.
 */
async function tapped(notification: Notification, action: string): Promise<void> {
  const parsed = noticeDataSchema.safeParse(notification.data);
  if (!parsed.success) return openAt('#');
  const { asks, fragment } = parsed.data;
  const answer = answerOf(action, asks);
  if (asks === null || answer === null) return close(notification, fragment);
  const { tag } = notification;
  const before = timesShown(tag);
  const words = await answerHere(asks, answer);
  // What came in its place meanwhile is newer: that it was settled, or the next question.
  if (timesShown(tag) === before) await show(resultNotice(parsed.data, tag, words));
  await tellPages();
}

/** What a button answers; null for a tap on the body, for Review, or for what this notification may not answer. */
function answerOf(action: string, asks: NoticeData['asks']): 'approve' | 'deny' | null {
  if (action === 'deny' && asks !== null) return 'deny';
  return action === 'approve' && asks?.approvable === true ? 'approve' : null;
}

async function close(notification: Notification, fragment: string): Promise<void> {
  notification.close();
  await openAt(fragment);
}

/** The push service gave the subscription up: makes another, and tells the desk. */
async function subscribeAgain(): Promise<void> {
  const device = await loadDevice();
  if (device === null) return;
  await tellSubscription(device, await subscribe(self.registration.pushManager, device.pushKey));
}
