import type { Action, Domain } from '../risk/domains.ts';
import type { Tier } from '../risk/tier.ts';
import type { Kind } from '../risk/typed-request.ts';

/** What was made of a request when it arrived: what it means, how risky it is, and why it is asked. */
export interface Judgement {
  readonly kind: Kind;
  /** What it wants, in plain words. */
  readonly sentence: string;
  readonly tier: Tier;
  readonly domains: readonly Domain[];
  readonly actions: readonly Action[];
  /** Why it is as risky as it is, each naming the part; highest tier first. */
  readonly reasons: readonly string[];
  /** Why Countersign wants a person to see it; null where Claude Code asks by itself. */
  readonly because: string | null;
}

/** What is said of a request that was kept before requests were judged: nothing is known of it. */
export const UNJUDGED: Judgement = {
  kind: 'other',
  sentence: '',
  tier: 'high',
  domains: [],
  actions: [],
  reasons: [],
  because: null,
};
