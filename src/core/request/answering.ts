import type { Answer, Approver, Decision, SavedRule } from './decision.ts';
import type { DeskBook } from './desk-book.ts';
import { misfit } from './fit.ts';
import { refused, type Item, type Outcome } from './item.ts';
import type { QueuePorts } from './ports.ts';
import type { RequestEvent, RequestState } from './state.ts';

/** What the agent is told where the person gave no reason. */
export const PLAIN_DENIAL = 'The user denied this request.';

/**
 * Takes a person's answer: claim, rule, record, then the agent. All or nothing until the agent is
 * told; whatever fails before that leaves the request as open as it was.
 */
export async function decideRequest(
  ports: QueuePorts,
  book: DeskBook,
  item: Item,
  decision: Decision,
  by: Approver,
): Promise<Outcome> {
  const { request } = item;
  if (item.state.kind === 'orphaned') {
    return refused('nobody-waits', 'The agent no longer waits for this answer.');
  }
  const unfit = misfit(request, decision);
  if (unfit) return unfit;
  if (!book.happen(request.id, { kind: 'claim', by }))
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, '');

  const saving =
    decision.always && 'destination' in decision.always
      ? await ports.rules.save(request, decision.behavior, decision.always)
      : null;
  if (saving?.kind === 'refused') {
    book.happen(request.id, { kind: 'unclaim' });
    return refused('rule-not-saved', saving.message);
  }
  const saved = saving?.kind === 'saved' ? saving.saved : null;
  const event: RequestEvent = { kind: 'decide', by, decision, saved, at: ports.clock.now() };
  if (!(await isRecorded(ports, item, event))) {
    const left = await takeBack(ports, saved);
    book.happen(request.id, { kind: 'unclaim' });
    return refused('not-recorded', `${NOT_RECORDED}${left}`);
  }
  if (!book.happen(request.id, event)) {
    const left = await takeBack(ports, saved);
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, left);
  }
  return deliver(ports, book, item, decision);
}

/** The refusal of an answer that came second, by whom the first was; `more` says what else became of it. */
export function alreadyAnswered(state: RequestState, more: string): Outcome {
  return refused('already-answered', `${firstAnswer(state)}${more}`);
}

function firstAnswer(state: RequestState): string {
  switch (state.kind) {
    case 'pending':
      return state.claim
        ? `${state.claim.name} is answering this request.`
        : 'This request was being answered. Try again.';
    case 'decided':
    case 'delivered':
      return `This request was already answered in ${state.by.name}: ${PAST[state.decision.behavior]}.`;
    case 'answered-elsewhere':
      return `This request was already answered ${state.how}.`;
    case 'expired':
      return 'The agent stopped waiting for this request.';
    case 'released':
      return 'This request was handed back to the agent’s own prompt.';
    case 'orphaned':
      return 'The agent no longer waits for this answer.';
  }
}

const PAST = { allow: 'allowed', deny: 'denied' } as const;

const NOT_RECORDED =
  'The decision could not be written to the record on disk, so the agent was not told. ' +
  'Free some disk space and try again, or answer in the terminal.';

async function isRecorded(ports: QueuePorts, item: Item, event: RequestEvent): Promise<boolean> {
  try {
    await ports.recorder.record(item.request, event);
    return true;
  } catch (cause) {
    ports.log.error('A decision could not be put on record', { cause: String(cause) });
    return false;
  }
}

/** Undoes the rule of a decision that was not taken; says so, or where the rule stays. */
async function takeBack(ports: QueuePorts, rule: SavedRule | null): Promise<string> {
  if (!rule) return '';
  const undoing = await ports.rules.undo(rule);
  if (undoing.kind === 'undone') return ' The rule was taken out again.';
  return ` The rule stays in ${rule.file}: ${undoing.message}`;
}

async function deliver(
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
  return { kind: 'allow', answers: decision.answers, sessionRules: decision.always?.rules ?? [] };
}
