import type { PlacedRule } from './placed-rule.ts';

/** The rules that count for sessions in a folder. */
export interface RulesInForce {
  /** Highest precedence first. */
  readonly rules: readonly PlacedRule[];
  /** The files that Claude Code ignores whole, and why. */
  readonly ignored: readonly { readonly file: string; readonly why: string }[];
}
