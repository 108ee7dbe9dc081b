import type { Call, Places } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';

/** Something a person should know of a rule before it is saved. */
export interface RuleProblem {
  /** With an error the rule is not saved. */
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'malformed'
    | 'dead'
    | 'several-lines'
    | 'hidden-characters'
    | 'looks-secret'
    | 'wildcard-unmeant'
    | 'not-this-call'
    | 'runs-anything';
  /** In plain words, and what to do. */
  readonly message: string;
}

/** What is to be said of a rule that a person is about to save for a call, by itself. */
export function checkRule(rule: PlacedRule, call: Call, places: Places): readonly RuleProblem[] {
  return rule.text === '' && places.folder !== call.cwd
    ? [{ severity: 'error', code: 'malformed', message: 'Write a rule.' }]
    : [];
}

/** What speaks against saving these rules for a call, all of them together; null where nothing does. */
export function mayBeSaved(
  rules: readonly PlacedRule[],
  call: Call,
  places: Places,
): RuleProblem | null {
  const message = `These ${rules.length} rules were not checked for ${call.tool} in ${places.folder}.`;
  return { severity: 'error', code: 'malformed', message };
}
