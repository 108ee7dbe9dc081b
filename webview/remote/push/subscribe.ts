import type { Outcome } from '../../../src/core/request/item.ts';
import {
  REMOTE_PATHS,
  remoteOutcomeSchema,
  subscribeCallSchema,
} from '../../../src/protocol/remote.ts';
import type { PushSubscriptionInfo } from '../../../src/protocol/remote.ts';
import { base64url, fromBase64url } from '../device/bytes.ts';
import { callDesk } from '../device/signed-call.ts';
import type { CallResult } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';

const WITHIN = 12_000;

/** Tells the desk where pushes for this device go from now on; null for nowhere. */
export function tellSubscription(
  device: ThisDevice,
  subscription: PushSubscriptionInfo | null,
): Promise<CallResult<{ outcome: Outcome }>> {
  const call = { body: { subscription }, answer: remoteOutcomeSchema, within: WITHIN };
  return callDesk(device, { path: REMOTE_PATHS.subscribe, ...call });
}

/**
 * A subscription that pushes of that key reach. One made for another key is given up: it is bound to
 * that for life (RFC 8292 §4.2).
 * @throws {DOMException} where the browser or its push service says no
 */
export async function subscribe(
  manager: PushManager,
  pushKey: string,
): Promise<PushSubscriptionInfo> {
  const before = await manager.getSubscription();
  if (before !== null && isFor(before, pushKey)) return infoOf(before);
  await before?.unsubscribe();
  const made = await manager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: fromBase64url(pushKey),
  });
  return infoOf(made);
}

function isFor({ options }: PushSubscription, pushKey: string): boolean {
  const key = options.applicationServerKey;
  return key !== null && base64url(new Uint8Array(key)) === pushKey;
}

/** @throws where the browser made none of the kind we know */
function infoOf(subscription: PushSubscription): PushSubscriptionInfo {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  const parsed = subscribeCallSchema.parse({ subscription: { endpoint, keys: { p256dh, auth } } });
  if (parsed.subscription === null) throw new TypeError('no subscription');
  return parsed.subscription;
}
