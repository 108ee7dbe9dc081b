import { alreadyAnswered } from './already-answered.ts';
import type { Decision, SavedRule } from './decision.ts';
import type { DeskBook } from './desk-book.ts';
import { misfitOfChoice } from './fit.ts';
import { refused, type Item, type Outcome } from './item.ts';
import type { QueuePorts, SaveOutcome } from './ports.ts';
import type { RequestEvent, RequestState } from './state.ts';

/** Writes a rule for a request whose agent is gone, and puts the request away. */
export async function saveLateRule(
  ports: QueuePorts,
  book: DeskBook,
  { request, state }: Item,
  { behavior, always }: Decision,
): Promise<Outcome> {
  if (state.kind !== 'orphaned' || state.dismissed) return alreadyAnswered(state, '');
  if (!always || !('destination' in always))
    return refused('answer-does-not-fit', 'Choose the rule to save.');
  const unfit = misfitOfChoice(request, behavior, always, ports.places(request.folder));
  if (unfit) return unfit;
  const saving = await ports.rules.save(request, behavior, always);
  if (saving.kind === 'refused') return refused('rule-not-saved', saving.message);
  if (saving.kind === 'saved') {
    const event: RequestEvent = { kind: 'save-rule', saved: saving.saved };
    book.happen(request.id, event);
    book.note(request, event);
  }
  book.happen(request.id, { kind: 'dismiss' });
  return { kind: 'done', note: noteOf(saving) };
}

function noteOf(saving: Exclude<SaveOutcome, { kind: 'refused' }>): string {
  if (saving.kind === 'already-there') return 'The rule is there already.';
  return `Rule saved in ${saving.saved.file}.`;
}

/** Takes out the rule that the answer to a request wrote. */
export async function undoRuleOf(
  ports: QueuePorts,
  book: DeskBook,
  { request, state }: Item,
): Promise<Outcome> {
  const rule = savedRuleOf(state);
  if (!rule || rule.undone) return refused('unknown-request', 'There is no rule to undo here.');
  const undoing = await ports.rules.undo(rule);
  if (undoing.kind === 'refused') return refused('rule-not-saved', undoing.message);
  const event: RequestEvent = { kind: 'save-rule', saved: { ...rule, undone: true } };
  book.happen(request.id, event);
  book.note(request, event);
  return { kind: 'done', note: 'The rule was taken out again.' };
}

/** The rule that came of a request, if one was written. */
export function savedRuleOf(state: RequestState): SavedRule | null {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
    case 'orphaned':
      return state.saved;
    case 'pending':
    case 'answered-elsewhere':
    case 'expired':
    case 'released':
      return null;
  }
}
