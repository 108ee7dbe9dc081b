import type { Item } from '../../../src/core/request/item.ts';
import type { PanelSnapshot, ToPanel } from '../../../src/protocol/panel.ts';
import { freshCard } from './card-ui.ts';
import type { AnswerDraft, CardMode, CardUi, PreviewQuestion, Progress } from './card-ui.ts';

/** How long something waits for its outcome, in milliseconds, and what is said when none came. */
export interface Patience {
  readonly within: number;
  readonly words: string;
}

/** How patient a surface is with its host. */
export interface Patiences {
  readonly answer: Patience;
  /** An action on files and ports may take longer than an answer. */
  readonly action: Patience;
}

/** Everything the page knows. Times are milliseconds since 1970 by the page's own clock. */
export interface PanelState {
  /** The newest the host sent; null until the first. */
  readonly snapshot: PanelSnapshot | null;
  /** How far the host's clock is ahead of the page's. */
  readonly skew: number;
  readonly cards: ReadonlyMap<string, CardUi>;
  /** What was settled a moment ago, newest first. */
  readonly recent: readonly Item[];
  /** The action that belongs to no request (connect, take over, …). */
  readonly action: Progress;
  /** What is wrong with the last message that could not be read. */
  readonly fault: string | null;
  /** The card the host wants in view and focused, until that was done. */
  readonly wanted: string | null;
  /** Of the newest question about rules: they are counted over all cards. */
  readonly serial: number;
  readonly patience: Patiences;
  /** What is said to those who listen; the serial lets the same words be said twice. */
  readonly said: { readonly text: string; readonly serial: number };
}

/** Everything that can happen to the page. */
export type PanelEvent =
  | { readonly kind: 'received'; readonly message: ToPanel; readonly at: number }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'mode'; readonly id: string; readonly mode: CardMode }
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly index: number;
      readonly draft: AnswerDraft;
    }
  | { readonly kind: 'shown-whole'; readonly id: string }
  | {
      readonly kind: 'sending';
      readonly id: string | null;
      readonly label: string;
      readonly at: number;
    }
  | { readonly kind: 'hint'; readonly id: string | null; readonly text: string }
  | { readonly kind: 'asked'; readonly question: PreviewQuestion; readonly at: number }
  | { readonly kind: 'focused' }
  | { readonly kind: 'tick'; readonly at: number };

/** The page before its host said anything. */
export const emptyPanel: PanelState = {
  snapshot: null,
  skew: 0,
  cards: new Map(),
  recent: [],
  action: { kind: 'idle' },
  fault: null,
  wanted: null,
  serial: 0,
  patience: {
    answer: {
      within: 5_000,
      words:
        'No answer from the editor; nothing was sent to the agent as far as we know. Try again.',
    },
    action: { within: 15_000, words: 'No answer from the editor yet. Try again.' },
  },
  said: { text: '', serial: 0 },
};

/** What the page remembers of a card; fresh where it was not touched. */
export function cardOf(state: PanelState, id: string): CardUi {
  return state.cards.get(id) ?? freshCard;
}
