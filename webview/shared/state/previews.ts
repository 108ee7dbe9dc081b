import type { RuleDraft, RulePreview } from '../../../src/core/rules/preview.ts';
import type { CardUi, Previewing, PreviewQuestion } from './card-ui.ts';
import type { PanelState } from './panel-state.ts';
import { openItem } from './view.ts';
import { draftOf } from './workbench.ts';

/** How long an answer is waited for, in milliseconds, before the next question may be asked. */
const ANSWERED_WITHIN = 5_000;

/**
 * What the host is to be asked now: the rules of each open workbench as they stand, unless it was
 * asked just that, or still looks at what it was asked before. The newest draft wins.
 */
export function previewsWanted(state: PanelState): readonly PreviewQuestion[] {
  const questions: PreviewQuestion[] = [];
  for (const [id, card] of state.cards) {
    const draft = draftOfCard(state, id, card);
    if (draft === null || card.asked?.state === 'asked') continue;
    if (card.asked !== null && sameDraft(card.asked.draft, draft)) continue;
    const serial = state.serial + questions.length + 1;
    questions.push({ kind: 'preview', id, serial, draft });
  }
  return questions;
}

/** What was answered about exactly this draft; null where nothing was, yet. */
export function previewOf({ previewed }: CardUi, draft: RuleDraft): RulePreview | null {
  return previewed !== null && sameDraft(previewed.draft, draft) ? previewed.preview : null;
}

/** A card after an answer: only the one to the newest question is taken. */
export function withPreview(card: CardUi, serial: number, preview: RulePreview | null): CardUi {
  if (card.asked?.serial !== serial) return card;
  const { draft } = card.asked;
  return { ...card, asked: { ...card.asked, state: 'answered' }, previewed: { draft, preview } };
}

/** A question that has waited too long makes room for the next. */
export function agedQuestion(asked: Previewing | null, at: number): Previewing | null {
  if (asked?.state !== 'asked' || at - asked.at < ANSWERED_WITHIN) return asked;
  return { ...asked, state: 'late' };
}

/** Whether two drafts would save the same rules in the same place. */
function sameDraft(left: RuleDraft, right: RuleDraft): boolean {
  return (
    left.behavior === right.behavior &&
    left.to === right.to &&
    left.rules.length === right.rules.length &&
    left.rules.every((rule, at) => rule === right.rules[at])
  );
}

function draftOfCard(state: PanelState, id: string, { mode }: CardUi): RuleDraft | null {
  const item = openItem(state.snapshot, id);
  return item === null || mode.kind !== 'always' ? null : draftOf(item, mode);
}
