import type { RuleBehavior, Scope } from './placed-rule.ts';

/** What a rule speaks of. */
export type RuleKind = 'command' | 'files' | 'web' | 'mcp' | 'agents' | 'other';

/** A rule in its file, as it is shown. */
export interface ListedRule {
  readonly text: string;
  readonly behavior: RuleBehavior;
  readonly kind: RuleKind;
  /** Counted from 1; null where it can't be told. */
  readonly line: number | null;
  readonly standing:
    | { readonly kind: 'in-force' }
    | { readonly kind: 'dead'; readonly why: string }
    | {
        readonly kind: 'shadowed' | 'covered';
        readonly by: string;
        readonly file: string;
        readonly why: string;
      };
}

/** A settings file with its rules. */
export interface RulesFile {
  readonly scope: Scope;
  readonly file: string;
  /** The folders whose sessions read it; empty for every folder. */
  readonly folders: readonly string[];
  readonly content:
    | { readonly kind: 'missing' }
    /** Claude Code ignores all of it. */
    | { readonly kind: 'ignored'; readonly why: string }
    | {
        readonly kind: 'read';
        readonly rules: readonly ListedRule[];
        /** Why its rules to allow don't count yet; null where they do. */
        readonly untrusted: string | null;
      };
}

/** Every rule in force, file by file, the highest precedence first. */
export interface RulesView {
  readonly files: readonly RulesFile[];
}

/** Which rule in which file. */
export interface RuleRef {
  readonly file: string;
  readonly behavior: RuleBehavior;
  readonly text: string;
}

/** Waiting requests that a rule which was just saved settles: to be released together, or left. */
export interface ReleaseOffer {
  readonly behavior: 'allow' | 'deny';
  readonly rules: readonly string[];
  /** The waiting requests, oldest first. */
  readonly ids: readonly string[];
}
