import { covers } from '../../core/grants/cover.ts';
import type { Grant } from '../../core/grants/grant.ts';
import type { SavedRule } from '../../core/request/decision.ts';
import type { Request } from '../../core/request/request.ts';
import { isToBeSigned } from '../../core/request/signing.ts';
import { compileRules, judge } from '../../core/rules/judge.ts';
import type { RulesInForce } from '../../core/rules/rules-in-force.ts';
import type { ReleaseOffer } from '../../core/rules/rules-view.ts';
import { readRulesInForce } from '../settings/rules/rules-in-force.ts';
import { callOf, placesOf, type Person } from './rules-place.ts';

/** What may settle waiting requests: rules that were written to a file, or a grant. */
export type Settler =
  | { readonly kind: 'rules'; readonly saved: SavedRule }
  | { readonly kind: 'grant'; readonly grant: Grant };

/** What they do to the requests they settle, and in which words. */
export function wordsOf(settler: Settler): Pick<ReleaseOffer, 'behavior' | 'rules'> {
  if (settler.kind === 'grant') return { behavior: 'allow', rules: settler.grant.rules };
  const { behavior, rules } = settler.saved;
  return { behavior, rules };
}

/**
 * Those of the requests that the rules or the grant settle, by all rules in force at this moment:
 * decided as they say with them, and not without them. None allows what several have to sign.
 */
export async function settledBy(
  settler: Settler,
  requests: readonly Request[],
  person: Person,
  now: number,
): Promise<readonly Request[]> {
  const folders = [...new Set(requests.map(({ folder }) => folder))];
  const inForce = new Map(
    await Promise.all(
      folders.map(
        async (folder) => [folder, await readRulesInForce({ folder, ...person })] as const,
      ),
    ),
  );
  return requests.filter((request) => {
    const rules = inForce.get(request.folder);
    return rules !== undefined && isSettled(settler, request, rules, person, now);
  });
}

function isSettled(
  settler: Settler,
  request: Request,
  inForce: RulesInForce,
  person: Person,
  now: number,
): boolean {
  if (wordsOf(settler).behavior === 'allow' && isToBeSigned(request)) return false;
  const places = placesOf(person, request.folder);
  const call = callOf(request);
  if (settler.kind === 'grant') {
    const { folder, session } = request;
    return covers(settler.grant, { folder, session, call }, inForce, places, now);
  }
  const { file, behavior, rules } = settler.saved;
  const others = inForce.rules.filter(
    (rule) => rule.file !== file || rule.behavior !== behavior || !rules.includes(rule.text),
  );
  const outcomeBy = (all: RulesInForce['rules']): string =>
    judge(compileRules(all, places), call).outcome;
  return outcomeBy(inForce.rules) === behavior && outcomeBy(others) !== behavior;
}
