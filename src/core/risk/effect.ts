import type { Action } from './domains.ts';
import type { Tier } from './tier.ts';

/** One thing that a request would do. */
export interface Effect {
  readonly tier: Tier;
  readonly action: Action;
  /** What it does, in words that follow the part’s name (“deletes build and all that is in it”). */
  readonly does: string;
  /** What makes it worse together with others: it runs what it reads, or reads what is secret. */
  readonly mark?: 'runs-input' | 'reads-secret';
}

/** An effect, in one line of code. */
export function effect(tier: Tier, action: Action, does: string, mark?: Effect['mark']): Effect {
  return mark === undefined ? { tier, action, does } : { tier, action, does, mark };
}
