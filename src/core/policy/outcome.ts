/** What becomes of a request, from most to least permissive. `pass` leaves it to Claude Code itself. */
export const OUTCOMES = ['allow', 'pass', 'ask', 'deny'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a mode, a profile or a person says about an action. */
export const WORDS = ['allow', 'ask', 'never'] as const;
export type Word = (typeof WORDS)[number];

/** What one layer says, and why, in a sentence for a person. */
export interface LayerVerdict {
  readonly outcome: Outcome;
  readonly because: string;
}

/** The stricter of two outcomes. */
export function stricter(left: Outcome, right: Outcome): Outcome {
  return OUTCOMES.indexOf(left) >= OUTCOMES.indexOf(right) ? left : right;
}

/** The stricter of two words. */
export function stricterWord(left: Word, right: Word): Word {
  return WORDS.indexOf(left) >= WORDS.indexOf(right) ? left : right;
}

/** What a word means for a request. */
export function outcomeOf(word: Word): Outcome {
  return word === 'never' ? 'deny' : word;
}
