import { jsonEqual, type JsonObject } from '../../core/json.ts';
import { readTranscriptLine, type CallOutcome, type CallSettler } from './transcript-line.ts';

/** A request, as far as a transcript can know it again: its hook event carries no call id. */
export interface PendingCall {
  readonly requestId: string;
  readonly tool: string;
  readonly input: JsonObject;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** What a transcript says of a request. */
export type Fate =
  /** The call doesn't stand there (yet). */
  | { readonly kind: 'absent' }
  /** It stands there, with no result. */
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'settled'; readonly outcome: CallOutcome; readonly by: CallSettler };

/** One transcript, read line by line as it grows. */
export interface Transcript {
  feed(line: string): void;
  /** The fate of a request; a call belongs to the first request that was found to be it. */
  fateOf(call: PendingCall): Fate;
}

interface Use {
  readonly tool: string;
  readonly input: JsonObject;
  result: { readonly outcome: CallOutcome; readonly by: CallSettler; readonly at: number } | null;
  claimedBy: string | null;
}

/** An empty transcript, to be fed from a point before the requests it will be asked about. */
export function createTranscript(): Transcript {
  const uses = new Map<string, Use>();

  const feed = (line: string): void => {
    for (const event of readTranscriptLine(line)) {
      if (event.kind === 'use') {
        uses.set(event.id, { ...event, result: null, claimedBy: null });
        continue;
      }
      const use = uses.get(event.id);
      if (use !== undefined) use.result = event;
    }
  };

  const fateOf = (call: PendingCall): Fate => {
    const use = claimOf(call) ?? [...uses.values()].find((free) => mayBe(free, call));
    if (use === undefined) return { kind: 'absent' };
    use.claimedBy = call.requestId;
    if (use.result === null) return { kind: 'unsettled' };
    return { kind: 'settled', outcome: use.result.outcome, by: use.result.by };
  };

  const claimOf = (call: PendingCall): Use | undefined => {
    const use = [...uses.values()].find(({ claimedBy }) => claimedBy === call.requestId);
    if (use === undefined || !isFromBefore(use, call)) return use;
    use.claimedBy = null;
    return undefined;
  };

  return { feed, fateOf };
}

/** A result from before the request was made belongs to an earlier, equal call. */
function isFromBefore(use: Use, call: PendingCall): boolean {
  return use.result !== null && use.result.at <= call.receivedAt;
}

function mayBe(use: Use, call: PendingCall): boolean {
  return use.claimedBy === null && !isFromBefore(use, call) && isSameCall(use, call);
}

function isSameCall(use: Use, call: PendingCall): boolean {
  if (use.tool !== call.tool) return false;
  // Claude Code itself fills in the plan; there is never more than one of these open.
  return call.tool === 'ExitPlanMode' || jsonEqual(use.input, call.input);
}
