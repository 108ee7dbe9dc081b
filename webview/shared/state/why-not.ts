import type { RulePreview } from '../../../src/core/rules/preview.ts';
import type { AlwaysMode, CardUi } from './card-ui.ts';
import { inputView } from './input-parts.ts';
import { previewOf } from './previews.ts';
import type { OpenItem } from './view.ts';
import { chosenRules, draftOf, isByHand } from './workbench.ts';

/** Whether an answer is on its way, from here or elsewhere: for a moment nothing else can be done. */
export function isBusy({ state }: OpenItem, { progress }: CardUi): boolean {
  if (progress.kind === 'sending') return true;
  return state.kind === 'pending' && (state.claim !== null || progress.kind === 'done');
}

/** Why a request can't be allowed from here, or not yet; null where it can. */
export function whyNotAllow(item: OpenItem, card: CardUi): string | null {
  if (item.notYours !== undefined) return item.notYours.words;
  const view = inputView(item.request);
  if (view.long && !card.shownWhole) return 'Show all of it first: what you see is what you sign.';
  return null;
}

/** Why a form can't be confirmed. */
export interface Obstacle {
  readonly why: string;
  /** It goes by itself in a moment. */
  readonly passing: boolean;
}

/** Why the open form can't be confirmed yet; null where it can. */
export function whyNotConfirm(item: OpenItem, card: CardUi): Obstacle | null {
  const { mode } = card;
  if (mode.kind !== 'always') return null;
  const unread = mode.behavior === 'allow' ? whyNotAllow(item, card) : null;
  return unread === null ? whyNotSave(item, card, mode) : lasting(unread);
}

/**
 * Why the chosen rules can't be saved. What was offered may be saved unseen; what was written by hand
 * only once it was looked at, exactly as it stands.
 */
function whyNotSave(item: OpenItem, card: CardUi, mode: AlwaysMode): Obstacle | null {
  if (chosenRules(item, mode).length === 0)
    return lasting(isByHand(mode) ? NOTHING_WRITTEN : NOT_OFFERED);
  const preview = previewOf(card, draftOf(item, mode));
  if (preview !== null) {
    const wrong = whatIsWrong(preview);
    return wrong === null ? null : lasting(wrong);
  }
  if (!isByHand(mode)) return null;
  return card.asked?.state === 'asked'
    ? { why: BEING_CHECKED, passing: true }
    : lasting(NOT_CHECKED);
}

function lasting(why: string): Obstacle {
  return { why, passing: false };
}

function whatIsWrong({ canSave, rules }: RulePreview): string | null {
  const error = rules.flatMap((rule) => rule.problems).find((one) => one.severity === 'error');
  if (error !== undefined) return error.message;
  return canSave ? null : 'These rules can’t be saved as they stand. Choose others.';
}

const NOT_OFFERED = 'This rule is no longer offered. Choose again.';
const NOTHING_WRITTEN = 'Write a rule first, or choose an offered one.';
const BEING_CHECKED = 'What you wrote is still being checked. Press again in a moment.';
const NOT_CHECKED =
  'What you wrote could not be checked. Change it and try again, or choose an offered rule.';
