import type { Tier } from '../risk/tier.ts';

/** The tiers in two words, as they stand on a card. */
export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  none: 'No risk',
  low: 'Low risk',
  medium: 'Medium risk',
  high: 'High risk',
  critical: 'Critical risk',
};
