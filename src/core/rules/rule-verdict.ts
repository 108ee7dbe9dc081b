import type { PlacedRule, RuleBehavior } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

const DOES: Readonly<Record<RuleBehavior, string>> = {
  allow: 'allows',
  ask: 'asks about',
  deny: 'denies',
};

/** The verdict that a rule brings about. @param what the call, as a person knows it */
export function ruleVerdict(behavior: RuleBehavior, rule: PlacedRule, what: string): Verdict {
  const because = `${rule.text} in ${rule.file} ${DOES[behavior]} ${what}.`;
  return { outcome: behavior, rule, because };
}
