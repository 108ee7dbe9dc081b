import type { GrantTerm } from '../../../src/core/grants/grant.ts';
import type { Behavior, Destination } from '../../../src/core/rules/offers.ts';
import type { RuleDraft, RulePreview } from '../../../src/core/rules/preview.ts';
import type { ToHost } from '../../../src/protocol/panel.ts';

/** What a person chose for one part of a call. */
export interface PartChoice {
  /** The place of the chosen rung in the part's ladder. */
  readonly rung: number;
  /** What they wrote in its stead, if anything; it counts until a rung is chosen again. */
  readonly written: { readonly rules: readonly string[]; readonly counts: boolean } | null;
}

/** The rule workbench: which rules an "always" would leave behind, where, and for how long. */
export interface AlwaysMode {
  readonly kind: 'always';
  readonly behavior: Behavior;
  /** By the place of the part; null or absent where nothing was chosen yet. */
  readonly choices: readonly (PartChoice | null)[];
  /** The place of the part whose ladder is open, where there are several. */
  readonly opened: number | null;
  readonly destination: Destination;
  /** For how long the rules hold; null for always. */
  readonly term: GrantTerm | null;
  /** What the agent is told along with a refusal. */
  readonly message: string;
}

/** What the lower half of a card shows: the four answers, or one form. */
export type CardMode =
  | { readonly kind: 'answer' }
  | { readonly kind: 'deny-message'; readonly message: string }
  | AlwaysMode;

/** A question about rules that are being chosen or written. */
export type PreviewQuestion = Extract<ToHost, { kind: 'preview' }>;

/** What the host was last asked about rules that are being chosen or written, and what it said. */
export interface Previewing {
  readonly serial: number;
  readonly draft: RuleDraft;
  readonly at: number;
  /** `late`: no answer came in time. */
  readonly state: 'asked' | 'answered' | 'late';
}

/** What the host said of a draft; no preview where the request was gone. */
export interface Previewed {
  readonly draft: RuleDraft;
  readonly preview: RulePreview | null;
}

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
  /** The newest question about rules; null before the first. */
  readonly asked: Previewing | null;
  /** The newest answer; of an older draft while a newer one is being looked at. */
  readonly previewed: Previewed | null;
}

/** A card without an open form. */
export const closedForm = { mode: { kind: 'answer' }, asked: null, previewed: null } as const;

/** A card nobody has touched yet. */
export const freshCard: CardUi = {
  ...closedForm,
  progress: { kind: 'idle' },
  shownWhole: false,
  answers: [],
};

/** A question nobody has answered yet. */
export const freshAnswer: AnswerDraft = { chosen: [], own: '', ownChosen: false };
