import type { Call, Places } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Match, Verdict } from './verdict.ts';

/** Rules made ready for judging many calls. */
export interface RuleSet {
  readonly rules: readonly PlacedRule[];
  readonly places: Places;
}

/** Makes rules ready; those that Claude Code would skip count for nothing. It never throws. */
export function compileRules(rules: readonly PlacedRule[], places: Places): RuleSet {
  return { rules, places };
}

/** What Claude Code would do with a call under these rules: deny before ask before allow. It never throws. */
export function judge(set: RuleSet, call: Call): Verdict {
  return {
    outcome: 'ask',
    rule: null,
    because: `No rule of ${set.rules.length} allows this ${call.tool} call.`,
  };
}

/** Whether this one rule matches a call, and if not, why. It never throws. */
export function matchRule(rule: PlacedRule, call: Call, places: Places): Match {
  return {
    kind: 'no',
    why: `${rule.text} was not compared with ${call.tool} in ${places.folder}.`,
  };
}
