import type { DeskView } from '../broker/desk.ts';
import type { SavedRule } from '../core/request/decision.ts';
import type { Item } from '../core/request/item.ts';
import { savedRuleOf } from '../core/request/late-rules.ts';

/** A rule that stands, the request it came of, and when that was answered (ms since 1970). */
export interface StandingRule {
  readonly id: string;
  readonly rule: SavedRule;
  readonly at: number;
}

/** The rule that was written last of those not undone; null where there is none. */
export function lastRule(view: DeskView): StandingRule | null {
  const standing = view.items.flatMap(standingRule).sort((left, right) => right.at - left.at);
  return standing[0] ?? null;
}

function standingRule({ request, state }: Item): readonly StandingRule[] {
  const rule = savedRuleOf(state);
  if (rule === null || rule.undone || !('at' in state)) return [];
  return [{ id: request.id, rule, at: state.at }];
}
