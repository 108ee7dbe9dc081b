import type { Item } from '../request/item.ts';
import type { RequestState } from '../request/state.ts';

/**
 * The sessions whose newest answers were all denials: an agent that asks on after them should not be
 * able to wear a person down by their phone.
 * @param since answers before this moment do not count; milliseconds since 1970
 * @param limit after how many denials in a row; 0 for never
 */
export function deniedSessions(
  items: readonly Item[],
  since: number,
  limit: number,
): ReadonlySet<string> {
  const denied = new Set<string>();
  if (limit <= 0) return denied;
  for (const [session, answers] of answersBySession(items, since)) {
    const newest = answers.sort((a, b) => b.at - a.at).slice(0, limit);
    if (newest.length === limit && newest.every(({ allowed }) => !allowed)) denied.add(session);
  }
  return denied;
}

/** An answer a person gave. */
interface Answer {
  readonly allowed: boolean;
  readonly at: number;
}

function answersBySession(items: readonly Item[], since: number): Map<string, Answer[]> {
  const answers = new Map<string, Answer[]>();
  for (const { request, state } of items) {
    const answer = answerIn(state);
    if (answer === null || answer.at < since) continue;
    answers.set(request.session, [...(answers.get(request.session) ?? []), answer]);
  }
  return answers;
}

function answerIn(state: RequestState): Answer | null {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
      if (state.by.kind === 'grant' || state.by.kind === 'leash') return null;
      return { allowed: state.decision.behavior === 'allow', at: state.at };
    case 'answered-elsewhere':
      if (state.outcome !== 'allowed' && state.outcome !== 'denied') return null;
      return { allowed: state.outcome === 'allowed', at: state.at };
    case 'pending':
    case 'expired':
    case 'released':
    case 'orphaned':
      return null;
  }
}
