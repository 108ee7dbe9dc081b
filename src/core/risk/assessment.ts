import { asNamed } from './command/temporary-names.ts';
import { ACTIONS, domainOf, type Action, type Domain } from './domains.ts';
import type { Effect } from './effect.ts';
import { compareTiers, highestTier, type Tier } from './tier.ts';

/** Why a request is as risky as it is: which part of it does what. */
export interface Reason {
  readonly tier: Tier;
  readonly action: Action;
  /** The part, as written. */
  readonly part: string;
  /** In words that follow the part’s name (“deletes build and all that is in it”). */
  readonly does: string;
}

/** What is made of a request: what it touches, how risky it is, and why. */
export interface Assessment {
  readonly tier: Tier;
  /** Highest tier first; parts of no risk are left out where others have one. */
  readonly reasons: readonly Reason[];
  /** In the order of the table of domains. */
  readonly domains: readonly Domain[];
  readonly actions: readonly Action[];
  /** Whether all of it is known before it runs: only then may it be let through unasked. */
  readonly certain: boolean;
  /** Whether “always” may be offered at all. */
  readonly mayAlways: boolean;
}

/** An effect, and the part of the request it belongs to. */
export interface PartEffect {
  readonly part: string;
  readonly effect: Effect;
}

/** An effect of a part, in one line of code. */
export function inLine(part: string, does: Effect): PartEffect {
  return { part, effect: does };
}

/** So much of a part is named in a reason, in UTF-16 units. */
const LONGEST_PART = 80;

/** Puts together what the parts of a request do: the highest decides. */
export function assessmentOf(
  found: readonly PartEffect[],
  certain: boolean,
  mayAlways: boolean,
): Assessment {
  const reasons = new Map<string, Reason>();
  const highest = highestTier(found.map(({ effect }) => effect.tier));
  for (const { part, effect } of found) {
    const { tier, action, does } = effect;
    // Beside others, what does no harm is not named.
    if (tier === 'none' && highest !== 'none') continue;
    const key = `${part}\n${does}`;
    const known = reasons.get(key);
    if (known !== undefined && compareTiers(known.tier, tier) >= 0) continue;
    reasons.set(key, { tier, action, part: asNamed(part), does: asNamed(does) });
  }
  const touched = new Set(found.map(({ effect }) => effect.action));
  return put([...reasons.values()], touched, { certain, mayAlways });
}

/** Each reason in a sentence for a person that names the part (“`rm -rf build` deletes build and all that is in it”). */
export function reasonsInWords(reasons: readonly Reason[]): readonly string[] {
  return [...new Set(reasons.map(({ part, does }) => `\`${shortened(part)}\` ${does}`))];
}

/** What two looks at the same request say together: the higher tier, all reasons, all domains. */
export function joined(left: Assessment, right: Assessment): Assessment {
  return put([...left.reasons, ...right.reasons], new Set([...left.actions, ...right.actions]), {
    certain: left.certain && right.certain,
    mayAlways: left.mayAlways && right.mayAlways,
  });
}

function put(
  reasons: readonly Reason[],
  touched: ReadonlySet<Action>,
  rest: Pick<Assessment, 'certain' | 'mayAlways'>,
): Assessment {
  const tier = highestTier(reasons.map((reason) => reason.tier));
  const actions = [...touched].sort(
    (left, right) => ACTIONS.indexOf(left) - ACTIONS.indexOf(right),
  );
  return {
    tier,
    reasons: tier === 'none' ? reasons : withHarm(reasons),
    domains: [...new Set(actions.map(domainOf))],
    actions,
    ...rest,
  };
}

function withHarm(reasons: readonly Reason[]): readonly Reason[] {
  return reasons
    .filter((reason) => reason.tier !== 'none')
    .sort((left, right) => compareTiers(right.tier, left.tier));
}

function shortened(part: string): string {
  // A part may be long, and is named for each thing that it does.
  const beginning = part.slice(0, 2 * LONGEST_PART);
  const line = beginning.replace(/\s+/g, ' ');
  const isWhole = beginning === part && line.length <= LONGEST_PART;
  return isWhole ? line : `${line.slice(0, LONGEST_PART - 1)}…`;
}
