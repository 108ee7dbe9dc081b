import type { DeskView } from '../broker/desk.ts';
import type { SavedRule } from '../core/request/decision.ts';
import type { Item } from '../core/request/item.ts';
import { savedRuleOf } from '../core/request/late-rules.ts';

/** A rule that was just written, and the request it came of. */
export interface RuleNews {
  readonly id: string;
  readonly rule: SavedRule;
}

/** What a person may want to hear of between two views of the desk. */
export interface News {
  /** Requests that an agent now waits on. */
  readonly arrived: readonly Item[];
  readonly rules: readonly RuleNews[];
  /** A test request was answered, and the answer arrived. */
  readonly testDelivered: boolean;
}

/** What is new in the later of two views. What the earlier one did not hold was answered elsewhere. */
export function newsBetween(earlier: DeskView, later: DeskView): News {
  const before = new Map(earlier.items.map((item) => [item.request.id, item]));
  const known = later.items.flatMap((item) => {
    const old = before.get(item.request.id);
    return old === undefined ? [] : [{ old, item }];
  });
  return {
    arrived: later.items.filter(
      (item) => item.state.kind === 'pending' && before.get(item.request.id) === undefined,
    ),
    rules: known.flatMap(({ old, item }) => newRule(old, item)),
    testDelivered: known.some(
      ({ old, item }) =>
        item.request.purpose === 'test' &&
        item.state.kind === 'delivered' &&
        old.state.kind !== 'delivered',
    ),
  };
}

function newRule(old: Item, { request, state }: Item): readonly RuleNews[] {
  const rule = savedRuleOf(state);
  if (rule === null || rule.undone || savedRuleOf(old.state) !== null) return [];
  return [{ id: request.id, rule }];
}
