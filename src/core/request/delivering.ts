import type { Answer, Decision } from './decision.ts';
import type { DeskBook } from './desk-book.ts';
import { refused, type Item, type Outcome } from './item.ts';
import type { QueuePorts } from './ports.ts';
import type { RequestEvent } from './state.ts';

/** What the agent is told where the person gave no reason. */
export const PLAIN_DENIAL = 'The user denied this request.';

/** Puts an event on record; false where it could not be, and then that is logged. */
export async function isRecorded(
  ports: QueuePorts,
  item: Item,
  event: RequestEvent,
): Promise<boolean> {
  try {
    await ports.recorder.record(item.request, event);
    return true;
  } catch (cause) {
    ports.log.error('A decision could not be put on record', { cause: String(cause) });
    return false;
  }
}

/** Tells the agent what was decided, and says whether it was still there to hear it. */
export async function deliver(
  ports: QueuePorts,
  book: DeskBook,
  { request }: Item,
  decision: Decision,
): Promise<Outcome> {
  const reached = await book.answer(request.id, answerOf(decision));
  const at = ports.clock.now();
  const event: RequestEvent = reached
    ? { kind: 'deliver', at }
    : { kind: 'orphan', why: 'answer-undelivered', at };
  book.happen(request.id, event);
  book.note(request, event);
  if (reached) return { kind: 'done', note: null };
  return refused('nobody-waits', 'The agent was gone before the answer reached it.');
}

function answerOf(decision: Decision): Answer {
  if (decision.behavior === 'deny') {
    return { kind: 'deny', message: decision.message ?? PLAIN_DENIAL };
  }
  const { answers, always } = decision;
  // Claude Code would keep to a grant's rules for the whole session, whatever the grant's end.
  const sessionRules = always === null || 'term' in always ? [] : always.rules;
  return { kind: 'allow', answers, sessionRules };
}
