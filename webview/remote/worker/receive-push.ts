import { REMOTE_PATHS, remoteOutcomeSchema } from '../../../src/protocol/remote.ts';
import type { PushContent } from '../../../src/protocol/push.ts';
import { followAddress } from '../device/address.ts';
import { loadDevice } from '../device/device-store.ts';
import { openPush } from '../device/open-push.ts';
import { callDesk } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { noticeOf, unopened } from './notice.ts';
import { show, tellPages } from './show.ts';

/**
 * Shows what a push says, and tells the desk that it did. Whatever comes, something is shown: browsers
 * take the pushes from a page that stays silent.
 */
export async function receivePush(text: string): Promise<void> {
  const device = await loadDevice().catch(() => null);
  const content = device === null ? null : await openPush(device, text);
  if (device === null || content === null) {
    await show(unopened);
    return;
  }
  await show(noticeOf(content, Date.now()));
  await markBadge(content);
  // The pages ask the desk at once, so they hear of it when it is known where that is now.
  const there = await followAddress(device, content.address);
  await tellPages();
  await confirm(there, content.push);
}

/** No answer means no confirmation, and the editor says so: there is nobody to tell here. */
async function confirm(device: ThisDevice, push: string): Promise<void> {
  const call = { body: { push }, answer: remoteOutcomeSchema, within: 15_000 };
  await callDesk(device, { path: REMOTE_PATHS.confirm, ...call });
}

/** The number is the page’s to know; until it is open, that something waits. */
async function markBadge({ kind }: PushContent): Promise<void> {
  if (kind !== 'request' && kind !== 'several') return;
  if (!('setAppBadge' in navigator)) return;
  await navigator.setAppBadge().catch(() => undefined);
}
