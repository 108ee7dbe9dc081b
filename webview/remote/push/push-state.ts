import { failedWords } from '../link/words.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { REMOTE_PATHS, remoteOutcomeSchema } from '../../../src/protocol/remote.ts';
import { callDesk } from '../device/signed-call.ts';
import { subscribe, tellSubscription } from './subscribe.ts';

/** Whether this device gets pushes, as the browser sees it. */
export type PushState =
  | { readonly kind: 'looking' }
  /** This browser has none, or not here. */
  | { readonly kind: 'unsupported' }
  /** The person has not been asked, or turned it off here. */
  | { readonly kind: 'off' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'turning-on' }
  | { readonly kind: 'on' }
  | { readonly kind: 'failed'; readonly words: string };

/** What the push of a page needs. */
export interface PushPorts {
  /** The running worker; null where there can be none. */
  registration(): Promise<ServiceWorkerRegistration | null>;
  device(): Promise<ThisDevice | null>;
}

/** How it stands; where pushes were on, it is made sure that they still arrive. */
export async function resumePush(ports: PushPorts, pushKey: string): Promise<PushState> {
  const registration = await ports.registration();
  if (registration === null || !('PushManager' in window) || !('Notification' in window))
    return { kind: 'unsupported' };
  if (Notification.permission === 'denied') return { kind: 'denied' };
  if (Notification.permission === 'default') return { kind: 'off' };
  return turnOn(ports, registration, pushKey);
}

/** Asks for the permission, which the browser allows only on a tap, and subscribes. */
export async function askForPush(ports: PushPorts, pushKey: string): Promise<PushState> {
  const answer = await Notification.requestPermission();
  if (answer === 'denied') return { kind: 'denied' };
  if (answer === 'default') return { kind: 'off' };
  return resumePush(ports, pushKey);
}

/** Has the desk send a push to this device. @returns what became of that, in words */
export async function testPush(ports: PushPorts): Promise<string> {
  const device = await ports.device();
  if (device === null) return 'This device is not paired.';
  const call = { body: {}, answer: remoteOutcomeSchema, within: 15_000 };
  const result = await callDesk(device, { path: REMOTE_PATHS.test, ...call });
  if (result.kind !== 'ok') return failedWords(result);
  const { outcome } = result.answer;
  if (outcome.kind === 'refused') return outcome.message;
  return outcome.note ?? 'Sent. It should arrive within some seconds, also with the page closed.';
}

async function turnOn(
  ports: PushPorts,
  { pushManager }: ServiceWorkerRegistration,
  pushKey: string,
): Promise<PushState> {
  const device = await ports.device();
  if (device === null) return { kind: 'off' };
  try {
    const result = await tellSubscription(device, await subscribe(pushManager, pushKey));
    if (result.kind !== 'ok') return { kind: 'failed', words: failedWords(result) };
    const { outcome } = result.answer;
    return outcome.kind === 'done' ? { kind: 'on' } : { kind: 'failed', words: outcome.message };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', words: `The browser could not subscribe: ${detail}` };
  }
}
