import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** What is said of a line, by which rule, and why. */
export function verdict(
  outcome: Verdict['outcome'],
  rule: PlacedRule | null,
  because: string,
): Verdict {
  return { outcome, rule, because };
}

/** That a person is asked, for a reason; null where there is none. */
export function asked(because: string | null): Verdict | null {
  return because === null ? null : verdict('ask', null, because);
}
