import { jsonEqual, type JsonObject } from '../../core/json.ts';
import type { Request } from '../../core/request/request.ts';
import type { ElsewhereOutcome } from '../../core/request/state.ts';
import type { HookEvent } from './hook-event.ts';

/** A request that was answered at the agent's own prompt, as a later event shows. */
export interface Settlement {
  readonly id: string;
  readonly outcome: ElsewhereOutcome;
  /** Where and how, in plain words that follow the outcome. */
  readonly how: string;
}

type Finding = Omit<Settlement, 'id'>;

/**
 * Which open requests a later event of their session settles. A Yes in the terminal sends no event
 * of its own (measured), so it is learned from what the session does next.
 * @param open the requests that were open before the event, oldest first.
 */
export function settledBy(event: HookEvent, open: readonly Request[]): readonly Settlement[] {
  const session = open.filter((request) => request.session === event.session_id);
  if (event.hook_event_name === 'SessionEnd') {
    return session.map(settle({ outcome: 'cancelled', how: 'as its session ended' }));
  }
  const thread = session.filter((request) => request.subagent?.id === event.agent_id);
  const over = THREAD_OVER[event.hook_event_name];
  if (over) return thread.map(settle(over));
  const ran = oldestRun(event, thread);
  return thread.flatMap((request) => {
    if (request === ran) return settle(RAN)(request);
    return isPastPrompt(event, request) ? settle(NEW_PROMPT)(request) : [];
  });
}

const RAN: Finding = { outcome: 'allowed', how: 'in the terminal: the call ran' };
const NEW_PROMPT: Finding = {
  outcome: 'unknown',
  how: 'in the terminal: the session went on to another prompt',
};

function settle(finding: Finding): (request: Request) => Settlement {
  return ({ id }) => ({ id, ...finding });
}

/** What some events say of everything their thread had asked before: none of it is open any more. */
const THREAD_OVER: Partial<Record<HookEvent['hook_event_name'], Finding>> = {
  // It comes after all calls of a message, the denied ones too, and does not tell them apart.
  PostToolBatch: { outcome: 'unknown', how: 'in the terminal: Claude Code went on' },
  Stop: { outcome: 'unknown', how: 'in the terminal: Claude Code finished its turn' },
  SubagentStop: { outcome: 'unknown', how: 'in the terminal: Claude Code finished its turn' },
  UserPromptSubmit: NEW_PROMPT,
};

/** The request whose call has run; of several equal ones the oldest. */
function oldestRun(event: HookEvent, thread: readonly Request[]): Request | undefined {
  if (event.hook_event_name !== 'PostToolUse' && event.hook_event_name !== 'PostToolUseFailure') {
    return undefined;
  }
  const { tool_name: tool, tool_input: input } = event;
  return thread.find((request) => request.tool === tool && isSameCall(request, input));
}

/** Whether an input, as executed, is the one that was asked; an answered question has more fields. */
function isSameCall({ tool, input: asked }: Request, executed: JsonObject): boolean {
  if (tool !== 'AskUserQuestion') return jsonEqual(asked, executed);
  return jsonEqual(asked['questions'] ?? null, executed['questions'] ?? null);
}

/** Subagents run on while the person prompts again, so only the main thread is over by then. */
function isPastPrompt(event: HookEvent, request: Request): boolean {
  return (
    request.subagent === null &&
    request.prompt !== null &&
    event.prompt_id !== undefined &&
    event.prompt_id !== request.prompt
  );
}
