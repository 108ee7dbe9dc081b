import type { Decision } from '../../../src/core/request/decision.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { REMOTE_PATHS, remoteOutcomeSchema } from '../../../src/protocol/remote.ts';
import type { DecideCall } from '../../../src/protocol/remote.ts';
import { digest, signDecision } from '../device/sign-decision.ts';
import { callDesk } from '../device/signed-call.ts';
import type { CallResult } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { failedWords } from './words.ts';

/** How long a decision may take until its outcome, in milliseconds. */
export const DECIDE_WITHIN = 12_000;
/** What is left of a signed decision's life for it to be worth sending again. */
const WORTH_SENDING = 15_000;

/** What is decided, and with what. */
export interface Deciding {
  readonly request: Request;
  readonly decision: Decision;
  readonly nonce: string;
  /** The desk's clock, as far as it is known. */
  readonly now: number;
}

/** Sends decisions, each signed once: what is tried again is the very same. */
export function decider(): (device: ThisDevice, deciding: Deciding) => Promise<Outcome> {
  const signed = new Map<string, DecideCall>();
  return async (device, deciding) => {
    const { id } = deciding.request;
    const before = signed.get(id);
    const body =
      before !== undefined && (await isSame(before, deciding))
        ? before
        : await signDecision(device, deciding);
    signed.set(id, body);
    return outcomeOf(await sendDecision(device, body));
  };
}

/** Sends a signed decision. Sent again it has the same outcome: it counts once. */
export function sendDecision(
  device: ThisDevice,
  body: DecideCall,
): Promise<CallResult<{ outcome: Outcome }>> {
  const { decide: path } = REMOTE_PATHS;
  return callDesk(device, { path, body, answer: remoteOutcomeSchema, within: DECIDE_WITHIN });
}

async function isSame(before: DecideCall, deciding: Deciding): Promise<boolean> {
  const { request, decision, nonce, now } = deciding;
  return (
    before.nonce === nonce &&
    before.expiresAt - now > WORTH_SENDING &&
    before.shownSha256 === (await digest(request)) &&
    (await digest(before.decision)) === (await digest(decision))
  );
}

function outcomeOf(result: CallResult<{ outcome: Outcome }>): Outcome {
  if (result.kind === 'ok') return result.answer.outcome;
  const message =
    result.kind === 'not-reached'
      ? 'No answer, so as far as we know nothing was sent. Try again: it counts only once.'
      : failedWords(result);
  return { kind: 'refused', code: 'not-reached', message };
}
