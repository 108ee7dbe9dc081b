import type { Clock, Log } from '../../core/ports.ts';
import type { Approver } from '../../core/request/decision.ts';
import { refused, type Item, type Outcome, type QueueSnapshot } from '../../core/request/item.ts';
import { savedRuleOf } from '../../core/request/late-rules.ts';
import type { Queue } from '../../core/request/queue.ts';
import type { Request } from '../../core/request/request.ts';
import type { ReleaseOffer } from '../../core/rules/rules-view.ts';
import { answerAll } from './answer-all.ts';
import { settledBy, wordsOf, type Settler } from './release-judge.ts';
import { isForRules, type Person } from './rules-place.ts';

/** Waiting requests that a rule which was just saved settles: offered, and answered together. */
export interface Releases {
  /** What is offered, of the requests that still wait; null for nothing. */
  offer(items: readonly Item[]): ReleaseOffer | null;
  /** Lets an action on a request happen; where it saves a rule, looks what else that settles. */
  after(queue: Queue, id: string, act: () => Promise<Outcome>): Promise<Outcome>;
  /** Looks whether what is offered is still settled: a rule can be taken out again. */
  recheck(queue: Queue): Promise<void>;
  /** Answers what was shown, as its rule says; refused where something else is offered by now. */
  release(queue: Queue, shown: ReleaseOffer): Promise<Outcome>;
  drop(): void;
}

/** What releasing needs. */
export interface ReleaseOptions {
  readonly person: Person;
  /** The window whose person releases. */
  readonly by: Approver;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

interface Offered {
  readonly settler: Settler;
  readonly ids: readonly string[];
}

/** Makes the releases of one window; nothing is offered yet. */
export function createReleases({ person, by, clock, log, onChange }: ReleaseOptions): Releases {
  let offered: Offered | null = null;

  function offer(next: Offered | null): void {
    if (offered === null && next === null) return;
    offered = next;
    onChange();
  }

  /** Those of the requests that are settled now; none where it can't be told. */
  async function settled(
    queue: Queue,
    settler: Settler,
    requests: readonly Request[],
  ): Promise<readonly Request[]> {
    const current = currentOf(settler, queue.snapshot());
    if (current === null || requests.length === 0) return [];
    try {
      return await settledBy(current, requests, person, clock.now());
    } catch (cause) {
      const kind = cause instanceof Error ? cause.name : typeof cause;
      log.warn('It could not be told which requests a rule settles', { cause: kind });
      return [];
    }
  }

  async function look(queue: Queue, settler: Settler, requests: readonly Request[]): Promise<void> {
    const found = await settled(queue, settler, requests);
    if (found.length > 0) offer({ settler, ids: found.map(({ id }) => id) });
  }

  return {
    offer(items) {
      if (offered === null) return null;
      const ids = waiting(items, offered.ids).map(({ id }) => id);
      return ids.length === 0 ? null : { ...wordsOf(offered.settler), ids };
    },
    async after(queue, id, act) {
      const before = queue.snapshot();
      // One that comes later was asked in spite of the rule, so we would judge it wrongly.
      const asked = waiting(before.items).filter((one) => one.id !== id && isForRules(one));
      const outcome = await act();
      const settler = settlerSince(before, queue.snapshot(), id);
      if (settler !== null) void look(queue, settler, asked);
      return outcome;
    },
    async recheck(queue) {
      const now = offered;
      if (now === null) return;
      const found = await settled(queue, now.settler, waiting(queue.snapshot().items, now.ids));
      if (offered !== now) return;
      offer(found.length === 0 ? null : { ...now, ids: found.map(({ id }) => id) });
    },
    async release(queue, shown) {
      const now = offered;
      if (now === null) return refused('unknown-request', 'Nothing waits to be released.');
      if (!isSame(wordsOf(now.settler), shown)) {
        return refused('unknown-request', 'Another rule was saved meanwhile. Look at it again.');
      }
      const ids = now.ids.filter((id) => shown.ids.includes(id));
      offer(null);
      const answered = await answerAll({
        queue,
        by,
        behavior: wordsOf(now.settler).behavior,
        requests: () => waiting(queue.snapshot().items, ids),
        isSettled: async (request) => (await settled(queue, now.settler, [request])).length > 0,
      });
      // What was held up by a full disk, say, can be tried again.
      if (answered.failed && offered === null) offer(now);
      return answered.outcome;
    },
    drop: () => offer(null),
  };
}

function isSame(
  offered: Pick<ReleaseOffer, 'behavior' | 'rules'>,
  shown: Pick<ReleaseOffer, 'behavior' | 'rules'>,
): boolean {
  return offered.behavior === shown.behavior && offered.rules.join('\n') === shown.rules.join('\n');
}

/** The requests that nobody is answering yet, oldest first; of all, or of these. */
function waiting(items: readonly Item[], ids?: readonly string[]): readonly Request[] {
  return items
    .filter(({ state }) => state.kind === 'pending' && state.claim === null)
    .map(({ request }) => request)
    .filter(({ id }) => ids === undefined || ids.includes(id));
}

/** What an action on a request has put in place: rules in a file, or a grant. */
function settlerSince(before: QueueSnapshot, after: QueueSnapshot, id: string): Settler | null {
  const saved = savedBy(after, id);
  if (saved !== null && !saved.undone && savedBy(before, id) === null) {
    return { kind: 'rules', saved };
  }
  const known = new Set(before.grants.map((grant) => grant.id));
  const grant = after.grants.find((one) => !known.has(one.id));
  return grant === undefined ? null : { kind: 'grant', grant };
}

function savedBy({ items }: QueueSnapshot, id: string): ReturnType<typeof savedRuleOf> {
  const item = items.find(({ request }) => request.id === id);
  return item === undefined ? null : savedRuleOf(item.state);
}

/** A grant as it is now; null where it holds no more. */
function currentOf(settler: Settler, { grants }: QueueSnapshot): Settler | null {
  if (settler.kind === 'rules') return settler;
  const grant = grants.find(({ id }) => id === settler.grant.id);
  return grant === undefined ? null : { kind: 'grant', grant };
}
