import { requestFrom } from '../../agents/claude-code/request.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Judgement } from '../../core/policy/judgement.ts';
import type { RequestVerdict } from '../../core/policy/judge-request.ts';
import type { Answer } from '../../core/request/decision.ts';
import type { Request } from '../../core/request/request.ts';
import type { CallVerdict } from '../leash/leash-judge.ts';
import { holdLine, type Exchange } from './agent-line.ts';
import type { Barring, EndpointPorts } from './endpoint-ports.ts';
import type { CallEvent } from './session-folders.ts';

/** A call that is to be answered by a person, or denied by the leash on record. */
export interface EnteringCall {
  readonly event: CallEvent;
  /** The folder its session was started in. */
  readonly folder: string;
  readonly judged: CallVerdict;
  readonly ownPrompt: boolean;
  /** An answer in the agent's words; null for an empty body. */
  readonly encode: (request: Request, answer: Answer) => JsonObject | null;
}

/**
 * Makes a request of a call, and hands it over together with the line on which its agent waits. A stop
 * that came since it was judged denies it: nobody would look for it any more.
 */
export function enterRequest(exchange: Exchange, call: EnteringCall, ports: EndpointPorts): void {
  if (exchange.request.socket.destroyed) {
    ports.log.info('An agent left before its request was queued');
    return;
  }
  const { event, folder, judged, ownPrompt, encode } = call;
  const { patience, clock, ids, home, claudeDir } = ports;
  const { mayAlways, requires, verdict } = judged;
  const judgement = judged.judgement();
  const request = requestFrom(event, {
    ...{ id: ids.next(), now: clock.now(), places: { folder, home, claudeDir }, patience },
    ...{ judgement, mayAlways, requires, ownPrompt },
  });
  const line = holdLine(
    exchange,
    (answer) => encode(request, answer),
    () => ports.onLineClosed(request.id),
  );
  const barring =
    verdict.outcome === 'deny' ? barringOf(verdict, judgement) : ports.stopOf(request.session);
  if (barring === null) ports.onRequest(request, line);
  else ports.onBarred(request, line, barring);
}

function barringOf(verdict: RequestVerdict, judgement: Judgement): Barring {
  return { by: { kind: 'leash', name: verdict.by }, message: denialOf(verdict, judgement) };
}

/** What the agent hears of a denial: who denies, why, and what of the call made it so. */
function denialOf({ because }: RequestVerdict, { reasons: [reason] }: Judgement): string {
  return `Countersign denied this call. ${because}${reason === undefined ? '' : ` (${reason})`}`;
}
