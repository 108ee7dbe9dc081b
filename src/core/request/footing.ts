import type { Grant, GrantChoice } from '../grants/grant.ts';
import type { RuleChoice } from '../rules/offers.ts';
import type { Approver, Decision, SavedRule } from './decision.ts';
import { approverOf, takeUse } from './grant-use.ts';
import { refused, type Refused } from './item.ts';
import type { QueueParts } from './parts.ts';
import type { Request } from './request.ts';

/** What was put in place for a decision before it counts: its rule, its grant, or a use of one. */
export interface Footing {
  readonly kind: 'ready';
  readonly by: Approver;
  readonly saved: SavedRule | null;
  readonly grant: Grant | null;
  /** The decision counts from now on. */
  stand(): void;
  /** The decision does not count; says what became of its rule or grant, to follow another sentence. */
  takeBack(): Promise<string>;
}

/** Puts in place what a decision stands on; where that is refused, nothing of it is left. */
export function prepare(
  parts: QueueParts,
  request: Request,
  decision: Decision,
  by: Approver,
): Promise<Footing | Refused> {
  const { always, behavior } = decision;
  if (by.kind === 'grant') return useGrant(parts, request, by.id);
  if (always === null) return Promise.resolve(plain(by));
  return 'term' in always
    ? giveGrant(parts, request, always, by)
    : saveRule(parts, request, behavior, always, by);
}

function plain(by: Approver): Footing {
  return {
    kind: 'ready',
    by,
    saved: null,
    grant: null,
    stand: () => undefined,
    takeBack: () => Promise.resolve(''),
  };
}

async function saveRule(
  { ports }: QueueParts,
  request: Request,
  behavior: Decision['behavior'],
  choice: RuleChoice,
  by: Approver,
): Promise<Footing | Refused> {
  const saving = await ports.rules.save(request, behavior, choice);
  if (saving.kind === 'refused') return refused('rule-not-saved', saving.message);
  if (saving.kind === 'already-there') return plain(by);
  const { saved } = saving;
  return {
    ...plain(by),
    saved,
    async takeBack() {
      const undoing = await ports.rules.undo(saved);
      if (undoing.kind === 'undone') return ' The rule was taken out again.';
      return ` The rule stays in ${saved.file}: ${undoing.message}`;
    },
  };
}

async function giveGrant(
  { grants }: QueueParts,
  { folder, session }: Request,
  choice: GrantChoice,
  by: Approver,
): Promise<Footing | Refused> {
  const giving = await grants.give(choice, { folder, session, by: by.name });
  if (giving.kind === 'refused') return refused('rule-not-saved', giving.message);
  const { grant } = giving;
  return {
    ...plain(by),
    grant,
    stand: () => grants.begin(grant),
    async takeBack() {
      if (await grants.withdraw(grant)) return ' The grant was taken back.';
      return ' The grant does not hold; if it is listed after a restart, revoke it.';
    },
  };
}

async function useGrant(
  parts: QueueParts,
  request: Request,
  id: string,
): Promise<Footing | Refused> {
  const grant = await takeUse(parts, request, id);
  if (grant === null) {
    return refused('answer-does-not-fit', 'The grant does not allow this request: you decide.');
  }
  return {
    ...plain(approverOf(grant)),
    takeBack() {
      parts.grants.giveBack(id);
      return Promise.resolve('');
    },
  };
}
