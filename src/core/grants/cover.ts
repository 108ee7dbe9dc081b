import type { Call, Places } from '../rules/call.ts';
import { compileRules, judge } from '../rules/judge.ts';
import type { PlacedRule } from '../rules/placed-rule.ts';
import type { RulesInForce } from '../rules/rules-in-force.ts';
import type { Grant } from './grant.ts';
import { endOf, usesLeft } from './term.ts';

/** A call that asks, and where it comes from. */
export interface Asking {
  /** The folder its session was started in. */
  readonly folder: string;
  readonly session: string;
  readonly call: Call;
}

/**
 * The grant that would allow a call if no rule in a settings file spoke against it. One that isn't
 * counted goes first, so that none is spent without need.
 * @returns null where there is none.
 */
export function grantFor(
  grants: readonly Grant[],
  asking: Asking,
  places: Places,
  now: number,
): Grant | null {
  const uncounted = grants.filter((grant) => usesLeft(grant) === null);
  const counted = grants.filter((grant) => usesLeft(grant) !== null);
  const nothing: RulesInForce = { rules: [], ignored: [] };
  const allowing = [...uncounted, ...counted].find(
    (grant) => reaches(grant, asking, now) && isAllowedBy(grant, asking, nothing, places),
  );
  return allowing ?? null;
}

/**
 * Whether a grant allows a call, as its rules would if they stood in the project's settings file:
 * a rule to ask or to deny, in any file, goes before. Where Claude Code ignores a file, nobody can
 * tell what the person meant to forbid there, so nothing is allowed.
 */
export function covers(
  grant: Grant,
  asking: Asking,
  inForce: RulesInForce,
  places: Places,
  now: number,
): boolean {
  return reaches(grant, asking, now) && isAllowedBy(grant, asking, inForce, places);
}

/** Whether a grant holds now, there where the call comes from. */
function reaches(grant: Grant, { folder, session }: Asking, now: number): boolean {
  if (endOf(grant, now) !== null || grant.folder !== folder) return false;
  return grant.limit.kind !== 'session' || grant.limit.session === session;
}

function isAllowedBy(
  { id, rules, folder }: Grant,
  { call }: Asking,
  inForce: RulesInForce,
  places: Places,
): boolean {
  if (inForce.ignored.length > 0) return false;
  const file = `grant ${id}`;
  const own = rules.map((text): PlacedRule => {
    return { text, behavior: 'allow', scope: 'project', file, root: folder };
  });
  const others = inForce.rules.filter(({ behavior }) => behavior !== 'allow');
  const { outcome, rule } = judge(compileRules([...others, ...own], places), call);
  // What would run without any rule was asked for a reason we don't know.
  return outcome === 'allow' && rule?.file === file;
}
