import type { Approver, Decision } from '../../core/request/decision.ts';
import { refused, type Outcome, type Refused } from '../../core/request/item.ts';
import type { Queue } from '../../core/request/queue.ts';
import type { Request } from '../../core/request/request.ts';
import type { Behavior } from '../../core/rules/offers.ts';

/** Requests to be answered alike. */
export interface AnswerAll {
  readonly queue: Queue;
  readonly by: Approver;
  readonly behavior: Behavior;
  /** Those that still wait; asked again before each answer. */
  readonly requests: () => readonly Request[];
  /** Whether one may be answered so; asked right before it is. */
  readonly isSettled: (request: Request) => Promise<boolean>;
}

/** What became of answering them, and whether some can be tried again. */
export interface AnsweredAll {
  readonly outcome: Outcome;
  readonly failed: boolean;
}

/** Answers requests one after the other by the queue's door. One that was answered meanwhile is passed over. */
export async function answerAll({
  queue,
  by,
  behavior,
  requests,
  isSettled,
}: AnswerAll): Promise<AnsweredAll> {
  const seen = new Set<string>();
  let answered = 0;
  let left = 0;
  for (;;) {
    const next = requests().find(({ id }) => !seen.has(id));
    if (next === undefined) break;
    seen.add(next.id);
    if (!(await isSettled(next))) {
      left += 1;
      continue;
    }
    const outcome = await queue.decide(next.id, DECISIONS[behavior], by);
    if (outcome.kind === 'done') answered += 1;
    else if (!isMoot(outcome)) {
      const message = [...told(answered, behavior), outcome.message].join(' ');
      return { outcome: refused(outcome.code, message), failed: true };
    }
  }
  return { outcome: outcomeOf(answered, left, behavior), failed: false };
}

const DECISIONS: Readonly<Record<Behavior, Decision>> = {
  allow: { behavior: 'allow', always: null, answers: null },
  deny: { behavior: 'deny', always: null, message: null },
};

/** Whether a request no longer waited for this answer. */
function isMoot({ code }: Refused): boolean {
  return code === 'already-answered' || code === 'unknown-request' || code === 'nobody-waits';
}

function outcomeOf(answered: number, left: number, behavior: Behavior): Outcome {
  const done = told(answered, behavior);
  if (left > 0) {
    const still = left === 1 ? '1 still waits' : `${left} still wait`;
    const message = [...done, `${still}: the rule no longer settles it.`].join(' ');
    return refused('answer-does-not-fit', message);
  }
  return { kind: 'done', note: done[0] ?? 'Nothing was left to release.' };
}

function told(answered: number, behavior: Behavior): readonly string[] {
  const done = behavior === 'allow' ? 'allowed' : 'denied';
  return answered === 0 ? [] : [`${answered} more ${done}.`];
}
