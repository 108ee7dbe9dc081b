import * as z from 'zod/mini';
import { canonicalJson } from '../../core/json.ts';
import { decisionFault } from '../../core/pairing/decision-check.ts';
import { decisionStatement, type DecisionMark } from '../../core/pairing/statements.ts';
import { alreadyAnswered } from '../../core/request/already-answered.ts';
import type { Decision } from '../../core/request/decision.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { Request } from '../../core/request/request.ts';
import type { DecideCall } from '../../protocol/remote.ts';
import { sha256 } from '../store/sha256.ts';
import type { RemoteParts } from './remote-parts.ts';
import type { Caller } from './signed-call.ts';

/** Takes a decision that a device signed, or says why not. */
export type Decider = (caller: Caller, call: DecideCall) => Promise<Outcome>;

/**
 * The one door for decisions of devices. A decision that is repeated as it stands (the answer was
 * lost on its way) gets the outcome of the first; it is not decided again.
 */
export function createDecider(parts: RemoteParts): Decider {
  const { desk, nonces, identity, clock } = parts;
  return async (caller, call) => {
    const { device, origin } = caller;
    const mark = markOf(parts, caller, call);
    const holds = parts.verify(device.signingKey, decisionStatement(mark), call.signature);
    const before = holds ? nonces.outcomeOf(device.id, call.request, call.signature) : null;
    if (before) return before;
    const item = desk.items().find(({ request }) => request.id === call.request);
    if (!item) return refused('unknown-request', GONE);
    const { request, state } = item;
    if (holds && (state.kind !== 'pending' || state.claim !== null)) {
      return alreadyAnswered(state, '');
    }
    const fault = decisionFault(mark, holds, {
      requestSha256: digest(request),
      nonce: nonces.given(device.id, request.id),
      origin,
      server: identity.id,
      device: device.id,
      now: clock.now(),
    });
    if (fault) return fault;
    const by = { kind: 'device', id: device.id, name: device.name } as const;
    return nonces.spend(device.id, request.id, call.signature, () =>
      desk.decide(request.id, call.decision, by),
    );
  };
}

function markOf(parts: RemoteParts, { device, origin }: Caller, call: DecideCall): DecisionMark {
  return {
    origin,
    server: parts.identity.id,
    device: device.id,
    request: call.request,
    shownSha256: call.shownSha256,
    nonce: call.nonce,
    decisionSha256: digest(call.decision),
    expiresAt: call.expiresAt,
  };
}

const json = z.json();

/** SHA-256 of what a device signs, as canonical JSON, as the device makes it. */
function digest(value: Request | Decision): string {
  return sha256.sha256(canonicalJson(json.parse(value)));
}

const GONE = 'This request is not there any more. Nothing was decided.';
