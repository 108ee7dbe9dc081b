import type { Request } from '../../core/request/request.ts';
import type { Requirement } from '../../core/policy/approvers.ts';
import type { Judgement } from '../../core/policy/judgement.ts';
import type { Places } from '../../core/rules/call.ts';
import type { OfferList, Offers } from '../../core/rules/offers.ts';
import { offersFor } from '../../core/rules/offers-for.ts';
import type { PermissionRequestEvent, PreToolUseEvent } from './hook-event.ts';
import { readCall } from './subject.ts';

/** How the sessions of a test request are named; no session of Claude Code is (those are UUIDs). */
export const TEST_SESSION_PREFIX = 'countersign-test-';

/** What a request holds that the hook message does not say. */
export interface Arrival {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the paths in rules are read from; the session was started in its folder. */
  readonly places: Places;
  /** How long the agent waits for the answer, in milliseconds. */
  readonly patience: number;
  readonly judgement: Judgement;
  /** Whether “always” may be offered at all. */
  readonly mayAlways: boolean;
  readonly requires: readonly Requirement[];
  readonly ownPrompt: boolean;
}

const NO_ALWAYS: OfferList = {
  kind: 'none',
  why: 'It holds characters that can’t be seen or that turn the text around, so each time is asked.',
};

const NO_ALWAYS_TO_SIGN: OfferList = {
  kind: 'none',
  why: 'A policy says who must sign it, so each time is asked.',
};

/** The request in a message that asks for permission, or that comes before a call which is to be asked. */
export function requestFrom(
  event: PermissionRequestEvent | PreToolUseEvent,
  arrival: Arrival,
): Request {
  const { tool_name: tool, tool_input: input, cwd } = event;
  const { id, now, places, patience, judgement, requires, ownPrompt } = arrival;
  const { subject, rest } = readCall(tool, input, event.mcp_server?.name);
  const suggestions =
    event.hook_event_name === 'PermissionRequest' ? (event.permission_suggestions ?? []) : [];
  const offers = offersFor({ tool, input, subject, places, cwd, suggestions });
  return {
    id,
    agent: 'claude-code',
    session: event.session_id,
    prompt: event.prompt_id ?? null,
    subagent:
      event.agent_id === undefined ? null : { id: event.agent_id, type: event.agent_type ?? null },
    folder: places.folder,
    cwd,
    transcript: event.transcript_path === '' ? null : event.transcript_path,
    tool,
    input,
    subject,
    rest,
    offers: allowedOffers(offers, arrival),
    judgement,
    requires,
    ownPrompt,
    purpose: event.session_id.startsWith(TEST_SESSION_PREFIX) ? 'test' : 'work',
    receivedAt: now,
    expiresAt: now + patience,
  };
}

/** What may be offered of it: a rule to deny always may, one to allow not everything. */
function allowedOffers(offers: Offers, { mayAlways, requires }: Arrival): Offers {
  if (requires.length > 0) return { ...offers, allow: NO_ALWAYS_TO_SIGN };
  return mayAlways ? offers : { ...offers, allow: NO_ALWAYS };
}
