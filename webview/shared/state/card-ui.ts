import type { Behavior, Destination } from '../../../src/core/rules/offers.ts';

/** What the lower half of a card shows: the four answers, or one form. */
export type CardMode =
  | { readonly kind: 'answer' }
  | { readonly kind: 'deny-message'; readonly message: string }
  | {
      readonly kind: 'always';
      readonly behavior: Behavior;
      /** The place of the chosen offer in the list of offers. */
      readonly offer: number;
      readonly destination: Destination;
      readonly message: string;
    };

/** Where an action stands: every tap has a visible outcome. */
export type Progress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly label: string; readonly at: number }
  /** What was sent was done; a note is shown for a while. */
  | { readonly kind: 'done'; readonly note: string | null; readonly at: number }
  | { readonly kind: 'refused'; readonly message: string }
  /** Nothing was sent, and why. */
  | { readonly kind: 'hint'; readonly text: string };

/** What a person has chosen so far for one of an agent's questions. */
export interface AnswerDraft {
  readonly chosen: readonly string[];
  /** Their own words; used where `ownChosen`. */
  readonly own: string;
  readonly ownChosen: boolean;
}

/** What the page remembers of one card beside the request itself. */
export interface CardUi {
  readonly mode: CardMode;
  readonly progress: Progress;
  /** A long input has been shown whole. */
  readonly shownWhole: boolean;
  /** By the place of the question. */
  readonly answers: readonly AnswerDraft[];
}

/** A card nobody has touched yet. */
export const freshCard: CardUi = {
  mode: { kind: 'answer' },
  progress: { kind: 'idle' },
  shownWhole: false,
  answers: [],
};

/** A question nobody has answered yet. */
export const freshAnswer: AnswerDraft = { chosen: [], own: '', ownChosen: false };
