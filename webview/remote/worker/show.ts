import type { WorkerNews } from '../push/worker-news.ts';
import type { Notice } from './notice.ts';

declare const self: ServiceWorkerGlobalScope;

/** What a notification can have beside what the compiler knows (W3C Notifications API §2.2). */
interface ShownOptions extends NotificationOptions {
  readonly actions: Notice['actions'];
  readonly renotify: boolean;
}

/** How often something was shown in a place, by its tag, since this worker runs. */
const shown = new Map<string, number>();

/** A number that is another one as soon as something else is shown in a place. */
export function timesShown(tag: string): number {
  return shown.get(tag) ?? 0;
}

/** Shows a notification, in the place of the one with the same tag. */
export function show({ title, body, tag, data, actions, silent }: Notice): Promise<void> {
  shown.set(tag, timesShown(tag) + 1);
  const options: ShownOptions = {
    body,
    tag,
    data,
    actions,
    silent,
    renotify: !silent,
    requireInteraction: data.asks !== null,
    icon: '/icon-192.png',
    badge: '/badge.png',
  };
  return self.registration.showNotification(title, options);
}

/** The pages of ours that are open, also those that came before this worker. */
export function openPages(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: 'window', includeUncontrolled: true });
}

/** Tells the open pages that there is news at the desk. */
export async function tellPages(): Promise<void> {
  const news: WorkerNews = { kind: 'news' };
  for (const page of await openPages()) page.postMessage(news);
}

/** Brings a page to the fore at that fragment; opens one where none is. */
export async function openAt(fragment: string): Promise<void> {
  const [page] = await openPages();
  if (page === undefined) {
    await self.clients.openWindow(`/${fragment}`);
    return;
  }
  const news: WorkerNews = { kind: 'show', fragment };
  page.postMessage(news);
  await page.focus();
}
