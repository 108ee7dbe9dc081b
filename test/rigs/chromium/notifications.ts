import type { BrowserContext, CDPSession, Worker } from 'playwright-core';
import type { ShownNotification } from '../phone/phone.ts';

/** What the developer tools record of a service worker's notifications and pushes. */
interface Recorded {
  readonly eventName: string;
  readonly origin: string;
  readonly eventMetadata: readonly { readonly key: string; readonly value: string }[];
}

/** A notification as a page sees it; TypeScript's library does not know its buttons. */
interface WorkerNotification extends Notification {
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** What a worker has, as far as it is used here. */
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  dispatchEvent(event: Event): boolean;
}
declare const NotificationEvent: new (
  type: string,
  options: { notification: Notification; action: string },
) => Event;

/** The notifications of a Chromium. */
export interface ChromiumNotifications {
  shown(): { title: string; text: string }[];
  standing(): Promise<ShownNotification[]>;
  /** @returns whether there is one that holds these words */
  tap(words: string, action: string): Promise<boolean>;
  /** How often a message could not be decrypted. */
  undecryptable(): number;
}

/**
 * Records what Chromium shows. The developer tools' own record tells of each notification when it
 * has been displayed; asking the worker for them all the time would make some vanish (measured).
 */
export async function recordNotifications(context: BrowserContext): Promise<ChromiumNotifications> {
  const tools = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
  const recorded: Recorded[] = [];
  tools.on('BackgroundService.backgroundServiceEventReceived', ({ backgroundServiceEvent }) => {
    recorded.push(backgroundServiceEvent);
  });
  for (const service of ['notifications', 'pushMessaging'] as const) {
    await tools.send('BackgroundService.startObserving', { service });
    await tools.send('BackgroundService.setRecording', { shouldRecord: true, service });
  }
  const displayed = () =>
    recorded.filter(({ eventName }) => eventName === 'Notification displayed');
  const workers = async () => {
    const origins = new Set(displayed().map(({ origin }) => origin));
    return Promise.all([...origins].map((origin) => wakeWorker(context, tools, origin)));
  };
  return {
    shown: () =>
      displayed().map((event) => ({ title: detail(event, 'Title'), text: detail(event, 'Body') })),
    async standing() {
      const all = await Promise.all((await workers()).map((worker) => worker.evaluate(readAll)));
      return all.flat();
    },
    async tap(words, action) {
      for (const worker of await workers()) {
        if (await worker.evaluate(click, [words, action] as const)) return true;
      }
      return false;
    },
    undecryptable: () =>
      recorded.filter(
        (event) =>
          event.eventName === 'Push message received' && detail(event, 'Success') !== 'Yes',
      ).length,
  };
}

function detail({ eventMetadata }: Recorded, key: string): string {
  return eventMetadata.find((each) => each.key === key)?.value ?? '';
}

/** The worker of an origin, started where it sleeps. */
async function wakeWorker(
  context: BrowserContext,
  tools: CDPSession,
  origin: string,
): Promise<Worker> {
  const find = () => context.serviceWorkers().find((worker) => worker.url().startsWith(origin));
  const awake = find();
  if (awake) return awake;
  const started = context.waitForEvent('serviceworker', {
    predicate: (worker) => worker.url().startsWith(origin),
    timeout: 5_000,
  });
  await tools.send('ServiceWorker.enable');
  await tools.send('ServiceWorker.startWorker', { scopeURL: origin });
  return started;
}

async function readAll(): Promise<ShownNotification[]> {
  const { registration } = self as unknown as WorkerScope;
  const all = (await registration.getNotifications()) as WorkerNotification[];
  return all.map(({ title, body, actions }) => ({
    title,
    text: body,
    actions: actions.map((each) => ({ action: each.action, title: each.title })),
  }));
}

/** The event is not a trusted one: the worker can't open a window in answer to it (measured). */
async function click([words, action]: readonly [string, string]): Promise<boolean> {
  const scope = self as unknown as WorkerScope;
  const all = (await scope.registration.getNotifications()) as WorkerNotification[];
  const newest = all.filter(({ title, body }) => `${title}\n${body}`.includes(words)).at(-1);
  if (newest === undefined) return false;
  if (action !== '' && !newest.actions.some((each) => each.action === action)) {
    throw new Error(`There is no button ${action}.`);
  }
  scope.dispatchEvent(new NotificationEvent('notificationclick', { notification: newest, action }));
  return true;
}
