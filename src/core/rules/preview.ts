import type { RuleProblem } from './check-rule.ts';

/** How a rule that is about to be saved stands beside those that are there. */
export type RuleNote =
  /** It stands in that file already. */
  | { readonly kind: 'already-there'; readonly file: string }
  /** Another rule covers all that it would. */
  | { readonly kind: 'covered'; readonly by: string; readonly file: string }
  /** A deny or ask rule decides first. */
  | {
      readonly kind: 'shadowed';
      readonly by: string;
      readonly file: string;
      readonly behavior: 'ask' | 'deny';
    };

/** One rule about to be saved, and what a person should know of it. */
export interface PreviewedRule {
  readonly text: string;
  readonly problems: readonly RuleProblem[];
  readonly notes: readonly RuleNote[];
}

/** What saving some rules would do, shown before it is done. */
export interface RulePreview {
  /** The settings file they go to; null for a grant, which goes to none. */
  readonly file: string | null;
  readonly rules: readonly PreviewedRule[];
  /** Whether they may be saved as they stand. */
  readonly canSave: boolean;
  /** What would become of this very call from now on, and why. */
  readonly thisCall: { readonly outcome: 'allow' | 'ask' | 'deny'; readonly because: string };
  /** Of the last requests, those that the rules would also have matched. */
  readonly alsoMatched: {
    readonly count: number;
    /** How many were looked at. */
    readonly of: number;
    /** The first few, as a person knows them. */
    readonly examples: readonly string[];
  };
  /** How many other waiting requests the rules would settle. */
  readonly alsoWaiting: number;
  /** A project's rules to allow count only once its folder is trusted. */
  readonly takesEffect: 'now' | 'when-trusted';
}

/** Rules that a person is choosing or writing for a request. */
export interface RuleDraft {
  readonly behavior: 'allow' | 'deny';
  /** Where they would go: a settings file, or nowhere but to us for a while. */
  readonly to: 'project' | 'local' | 'user' | 'grant';
  readonly rules: readonly string[];
}
