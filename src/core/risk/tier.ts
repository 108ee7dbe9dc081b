/** How much harm a request could do, from least to most. */
export const TIERS = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type Tier = (typeof TIERS)[number];

/** The tiers in words for a person. */
export const TIER_LABELS: Readonly<Record<Tier, string>> = {
  none: 'Only looks: nothing is changed, run or sent',
  low: 'Changes what the project’s own history can undo, or runs the project’s own code',
  medium: 'Reaches further: other folders, the network, packages, programs that aren’t known',
  high: 'Hard to undo, reaches many, or can’t be told: deletion, privileges, publishing, secrets',
  critical: 'Destroys a system or its data, gives secrets away, or weakens what asks you',
};

/** How a tier compares with another: below zero where it is the lower one. */
export function compareTiers(left: Tier, right: Tier): number {
  return TIERS.indexOf(left) - TIERS.indexOf(right);
}

/** Whether a tier is as high as another, or higher. */
export function isAtLeast(tier: Tier, floor: Tier): boolean {
  return compareTiers(tier, floor) >= 0;
}

/** The highest of some tiers; `none` where there are none. */
export function highestTier(tiers: Iterable<Tier>): Tier {
  let highest: Tier = 'none';
  for (const tier of tiers) if (compareTiers(tier, highest) > 0) highest = tier;
  return highest;
}
