import type { Answer, Approver, Decision } from './decision.ts';
import type { DeskBook } from './desk-book.ts';
import { misfit } from './fit.ts';
import { prepare } from './footing.ts';
import { refused, type Item, type Outcome } from './item.ts';
import type { QueueParts } from './parts.ts';
import type { QueuePorts } from './ports.ts';
import type { RequestEvent, RequestState } from './state.ts';

/** What the agent is told where the person gave no reason. */
export const PLAIN_DENIAL = 'The user denied this request.';

/**
 * Takes an answer, of a person or of a grant: claim, rule or grant, record, then the agent. All or
 * nothing until the agent is told; whatever fails before that leaves the request as open as it was.
 */
export async function decideRequest(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  by: Approver,
): Promise<Outcome> {
  const { request } = item;
  const { ports, book } = parts;
  if (item.state.kind === 'orphaned') {
    return refused('nobody-waits', 'The agent no longer waits for this answer.');
  }
  const unfit = misfit(request, decision, by, ports.places(request.folder));
  if (unfit) return unfit;
  if (!book.happen(request.id, { kind: 'claim', by }))
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, '');
  return decideClaimed(parts, item, decision, by);
}

/** Takes an answer that fits its request and has claimed it. */
export function decideClaimed(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  by: Approver,
): Promise<Outcome> {
  const answering = answerClaimed(parts, item, decision, by);
  return by.kind === 'grant' ? parts.grants.during(by.id, answering) : answering;
}

async function answerClaimed(
  parts: QueueParts,
  item: Item,
  decision: Decision,
  claimer: Approver,
): Promise<Outcome> {
  const { request } = item;
  const { ports, book } = parts;
  const footing = await prepare(parts, request, decision, claimer);
  if (footing.kind === 'refused') {
    book.happen(request.id, { kind: 'unclaim' });
    return footing;
  }
  const { by, saved, grant } = footing;
  const event: RequestEvent = { kind: 'decide', by, decision, saved, grant, at: ports.clock.now() };
  if (!(await isRecorded(ports, item, event))) {
    const left = await footing.takeBack();
    book.happen(request.id, { kind: 'unclaim' });
    return refused('not-recorded', `${NOT_RECORDED}${left}`);
  }
  if (!book.happen(request.id, event)) {
    const left = await footing.takeBack();
    return alreadyAnswered(book.find(request.id)?.state ?? item.state, left);
  }
  footing.stand();
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
        ? `${answering(state.claim)} is answering this request.`
        : 'This request was being answered. Try again.';
    case 'decided':
    case 'delivered':
      return `This request was already answered ${byWhom(state.by)}: ${PAST[state.decision.behavior]}.`;
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

function answering(by: Approver): string {
  return by.kind === 'grant' ? `Your grant ${by.name}` : by.name;
}

function byWhom(by: Approver): string {
  switch (by.kind) {
    case 'window':
      return `in ${by.name}`;
    case 'device':
      return `on ${by.name}`;
    case 'grant':
      return `by your grant ${by.name}`;
    case 'leash':
      return `by ${by.name}`;
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
  const { answers, always } = decision;
  // Claude Code would keep to a grant's rules for the whole session, whatever the grant's end.
  const sessionRules = always === null || 'term' in always ? [] : always.rules;
  return { kind: 'allow', answers, sessionRules };
}
