import type { Decision } from '../../../src/core/request/decision.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { REMOTE_PATHS, remoteSnapshotSchema } from '../../../src/protocol/remote.ts';
import { followAddress } from '../device/address.ts';
import { loadDevice } from '../device/device-store.ts';
import { signDecision } from '../device/sign-decision.ts';
import { callDesk } from '../device/signed-call.ts';
import type { CallResult } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { sendDecision } from '../link/deciding.ts';
import { failedWords } from '../link/words.ts';
import type { NoticeData } from './notice.ts';

const DECISIONS: Readonly<Record<'approve' | 'deny', Decision>> = {
  approve: { behavior: 'allow', always: null, answers: null },
  deny: { behavior: 'deny', always: null, message: null },
};

/**
 * Answers from a notification, signed with the device’s key.
 * @returns what became of it, in words
 */
export async function answerHere(
  asks: NonNullable<NoticeData['asks']>,
  answer: 'approve' | 'deny',
): Promise<string> {
  const kept = await loadDevice();
  if (kept === null) return 'This device is not paired any more. Nothing was sent.';
  // It may not have been reached there yet when the push came.
  const device = await followAddress(kept, asks.address);
  const found = asks.request === null ? await fetchRequest(device, asks.id) : asks;
  if (found === null || found.request === null) return NOT_SENT;
  const signing = { request: found.request, nonce: found.nonce, now: Date.now() };
  const body = await signDecision(device, { ...signing, decision: DECISIONS[answer] });
  return words(await sendDecision(device, body), answer);
}

function words(result: CallResult<{ outcome: Outcome }>, answer: 'approve' | 'deny'): string {
  if (result.kind === 'not-reached') return NO_ANSWER;
  if (result.kind !== 'ok') return `Nothing was done. ${failedWords(result)}`;
  const { outcome } = result.answer;
  if (outcome.kind === 'refused') return outcome.message;
  // A note says something else: that it is a signature, and others have to follow.
  return outcome.note ?? `${answer === 'approve' ? 'Allowed.' : 'Denied.'} Claude Code was told.`;
}

interface Found {
  readonly request: Request | null;
  readonly nonce: string;
}

/** @returns null where the desk could not be asked, or does not let this device answer it any more */
async function fetchRequest(device: ThisDevice, id: string): Promise<Found | null> {
  const call = { body: { known: [] }, answer: remoteSnapshotSchema, within: 15_000 };
  const result = await callDesk(device, { path: REMOTE_PATHS.sync, ...call });
  if (result.kind !== 'ok') return null;
  const nonce = result.answer.rows.find((row) => row.id === id)?.nonce ?? null;
  const request = result.answer.requests.find((one) => one.id === id) ?? null;
  return nonce === null ? null : { request, nonce };
}

const NO_ANSWER =
  'No answer, so as far as we know nothing was sent. Open to see, and to try again.';
const NOT_SENT = 'No connection: nothing was sent. Open to try again.';
