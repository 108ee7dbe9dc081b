import type { Assessment } from '../risk/assessment.ts';
import { ACTIONS, domainOf } from '../risk/domains.ts';
import { TIERS } from '../risk/tier.ts';
import { judgeRequest } from './judge-request.ts';
import type { Leash } from './leash.ts';
import type { Mode } from './modes.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';

/**
 * Whether a leash lets nothing further than another one does, whatever else tightens both.
 * @param after null for one that can’t be read, under which everything is asked
 */
export function isAsStrict(after: Leash | null, before: Leash | null): boolean {
  if (JSON.stringify(after) === JSON.stringify(before)) return true;
  return [NOTHING, LENIENT].every((more) =>
    REQUESTS.every(
      (request) =>
        rank(outcomeUnder(after, more, request)) >= rank(outcomeUnder(before, more, request)),
    ),
  );
}

/** One request for each tier and action: what is said of several is the strictest of these. */
const REQUESTS: readonly Assessment[] = TIERS.flatMap((tier) =>
  ACTIONS.map((action) => ({
    ...{ tier, actions: [action], domains: [domainOf(action)], reasons: [] },
    ...{ certain: true, mayAlways: true },
  })),
);

const NOTHING: readonly Mode[] = [];

/** Says nothing by itself; but beside it a mode that is off no longer silences a profile. */
const LENIENT: readonly Mode[] = [
  {
    name: 'custom',
    custom: {
      tiers: { none: 'allow', low: 'allow', medium: 'allow', high: 'allow', critical: 'allow' },
      domains: {},
    },
  },
];

function outcomeUnder(leash: Leash | null, more: readonly Mode[], assessment: Assessment): Outcome {
  const held = leash && { ...leash, modes: [...leash.modes, ...more] };
  return judgeRequest({ rules: NO_RULE, leash: held, assessment, policies: [] }).outcome;
}

const NO_RULE = { outcome: 'allow', rule: null, because: '' } as const;

function rank(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}
