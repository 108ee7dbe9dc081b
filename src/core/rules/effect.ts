import type { Call, Places } from './call.ts';
import { compileRules, judge } from './judge.ts';
import type { Behavior } from './offers.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** What new rules would do to the calls of sessions in one folder. */
export interface Effect {
  /** What becomes of a call once they stand beside those in force. */
  verdict(call: Call): Verdict;
  /** Whether they alone decide a call that would be asked about if there were no rules. */
  matches(call: Call): boolean;
  /** Whether a call is decided as they say once they are there, and would not be without them. */
  settles(call: Call): boolean;
}

/** The effect of rules of one kind beside those in force. Its answers never throw. */
export function effectOf(
  added: readonly PlacedRule[],
  behavior: Behavior,
  inForce: readonly PlacedRule[],
  places: Places,
): Effect {
  const none = compileRules([], places);
  const alone = compileRules(added, places);
  const before = compileRules(inForce, places);
  const after = compileRules([...inForce, ...added], places);
  return {
    verdict: (call) => judge(after, call),
    matches: (call) =>
      judge(alone, call).outcome === behavior && judge(none, call).outcome !== behavior,
    settles: (call) =>
      judge(after, call).outcome === behavior && judge(before, call).outcome !== behavior,
  };
}
