import type { Grant, GrantChoice, GrantLimit } from './grant.ts';

/** For what and by whom a grant is given. */
export interface GrantPlace {
  /** The folder and the session of the request it is given on. */
  readonly folder: string;
  readonly session: string;
  /** The window in which it is given. */
  readonly by: string;
}

const HOUR = 60 * 60 * 1000;
const FIVE = 5;

/** The grant that a choice makes. The call it is given on counts as none of its uses. */
export function grantFrom(
  { term, rules }: GrantChoice,
  { folder, session, by }: GrantPlace,
  { id, now }: { readonly id: string; readonly now: number },
): Grant {
  const limits: Readonly<Record<GrantChoice['term'], GrantLimit>> = {
    session: { kind: 'session', session },
    hour: { kind: 'until', at: now + HOUR },
    'five-times': { kind: 'times', left: FIVE },
  };
  return { id, rules, folder, limit: limits[term], by, givenAt: now, used: 0 };
}

/** Why a grant holds no more. */
export type GrantEnd = 'time-over' | 'used-up' | 'session-ended' | 'revoked';

/** How time and count have ended a grant; null while they have not. */
export function endOf({ limit, givenAt }: Grant, now: number): 'time-over' | 'used-up' | null {
  switch (limit.kind) {
    case 'session':
      return null;
    case 'until':
      // A clock that was set back must not make it longer.
      return now >= givenAt && now < limit.at ? null : 'time-over';
    case 'times':
      return limit.left > 0 ? null : 'used-up';
  }
}

/** How many calls a grant still allows; null where they are not counted. */
export function usesLeft({ limit }: Grant): number | null {
  return limit.kind === 'times' ? limit.left : null;
}

/** A grant after so many more uses; fewer, where a use is given back. */
export function afterUses(grant: Grant, uses: 1 | -1): Grant {
  const { limit } = grant;
  return {
    ...grant,
    used: grant.used + uses,
    limit: limit.kind === 'times' ? { kind: 'times', left: limit.left - uses } : limit,
  };
}

/** A grant as a person knows it: its rules. */
export function nameOf({ rules }: Grant): string {
  return rules.join(', ');
}
