import type { PlacedRule } from './placed-rule.ts';

/** What Claude Code would do with a call, in its default mode, under some settings. */
export interface Verdict {
  readonly outcome: 'allow' | 'ask' | 'deny';
  /** The rule that decides; null where none does. Of a compound command, the last that was needed. */
  readonly rule: PlacedRule | null;
  /** Why, in a sentence for a person. */
  readonly because: string;
}

/** Whether one rule matches one call, and if not, why. */
export type Match =
  | { readonly kind: 'matches' }
  /** It covers some parts of a compound command; others need a rule of their own. */
  | { readonly kind: 'partly'; readonly why: string }
  | { readonly kind: 'no'; readonly why: string };
