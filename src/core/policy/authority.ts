import { matchesWildcard } from '../rules/wildcard.ts';
import type { Assessment } from '../risk/assessment.ts';
import type { Domain } from '../risk/domains.ts';
import { isAtLeast, type Tier } from '../risk/tier.ts';
import type { Requirement } from './approvers.ts';

/** Where a policy comes from, the nearest first. */
export const SCOPES = ['session', 'project', 'machine', 'organisation'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who must sign what. What a field doesn’t name, it doesn’t ask for. */
export interface ApprovalPolicy {
  readonly scope: Scope;
  readonly match: {
    readonly agent?: string;
    /** An action of the table, with `*` for any text: `git_*`, `file_delete`. */
    readonly action?: string;
    readonly domain?: Domain;
    /** This tier and all above it. */
    readonly tier?: Tier;
  };
  readonly requires: Requirement;
}

/** A request, as policies see it. */
export interface Judged {
  readonly agent: string;
  readonly assessment: Pick<Assessment, 'tier' | 'actions' | 'domains'>;
}

/**
 * The policies that speak of a request, most specific first: by scope, then by how much each names.
 * All of them have to be met: the first says who is asked, and none takes away what another asks for,
 * least of all an organisation’s.
 */
export function policiesFor(
  policies: readonly ApprovalPolicy[],
  judged: Judged,
): readonly ApprovalPolicy[] {
  return policies
    .filter((policy) => speaksOf(policy, judged))
    .sort(
      (left, right) =>
        SCOPES.indexOf(left.scope) - SCOPES.indexOf(right.scope) || named(right) - named(left),
    );
}

function speaksOf({ match }: ApprovalPolicy, { agent, assessment }: Judged): boolean {
  const { action, domain, tier } = match;
  if (match.agent !== undefined && !matchesWildcard(match.agent, agent)) return false;
  if (tier !== undefined && !isAtLeast(assessment.tier, tier)) return false;
  if (domain !== undefined && !assessment.domains.includes(domain)) return false;
  return action === undefined || assessment.actions.some((one) => matchesWildcard(action, one));
}

/** How much a policy names: fields, and letters of the action in front of a star. */
function named({ match }: ApprovalPolicy): number {
  const fields = Object.keys(match).length;
  return fields * 100 + (match.action?.replaceAll('*', '').length ?? 0);
}
