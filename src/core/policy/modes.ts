import type { Assessment } from '../risk/assessment.ts';
import type { Domain } from '../risk/domains.ts';
import { isAtLeast, TIERS, type Tier } from '../risk/tier.ts';
import { outcomeOf, stricterWord, type LayerVerdict, type Word } from './outcome.ts';

/** The autonomy modes: how long the leash is. */
export const MODES = {
  off: {
    label: 'Off',
    meaning:
      'Only what Claude Code itself asks comes to the panel. So it is after the installation.',
  },
  full: { label: 'Full', meaning: 'Only what is critical is asked; all else goes by.' },
  partial: {
    label: 'Partial',
    meaning: 'No and low risk goes by, medium and high is asked, critical is denied.',
  },
  manual: { label: 'Manual', meaning: 'Everything is asked but what only looks.' },
  custom: { label: 'Custom', meaning: 'You say what happens, for each tier and each domain.' },
} as const;
export type ModeName = keyof typeof MODES;

/** What a custom mode says; a tier that is left out is asked, and with it all above it. */
export interface CustomMode {
  readonly tiers: Readonly<Partial<Record<Tier, Word>>>;
  /** Beside the tiers; what is left out leaves it to them. */
  readonly domains: Readonly<Partial<Record<Domain, Word>>>;
}

/** A mode, and what it needs. */
export type Mode =
  | { readonly name: Exclude<ModeName, 'custom'> }
  | { readonly name: 'custom'; readonly custom: CustomMode };

type Fixed = Exclude<ModeName, 'custom' | 'off'>;

/** What the fixed modes say of each tier. */
export const MODE_TIERS: Readonly<Record<Fixed, Readonly<Record<Tier, Word>>>> = {
  full: { none: 'allow', low: 'allow', medium: 'allow', high: 'allow', critical: 'ask' },
  partial: { none: 'allow', low: 'allow', medium: 'ask', high: 'ask', critical: 'never' },
  manual: { none: 'allow', low: 'ask', medium: 'ask', high: 'ask', critical: 'ask' },
};

/** What a mode says of a request. */
export function judgeMode(mode: Mode, assessment: Assessment): LayerVerdict {
  const { tier } = assessment;
  if (mode.name === 'off') return { outcome: 'pass', because: 'Countersign’s mode is off.' };
  const word =
    mode.name === 'custom' ? customWord(mode.custom, assessment) : MODE_TIERS[mode.name][tier];
  const outcome = outcomeOf(word);
  return { outcome, because: `The mode ${mode.name} ${SAYS[word]} ${RISKS[tier]}.` };
}

const SAYS: Readonly<Record<Word, string>> = {
  allow: 'lets by what has',
  ask: 'asks about what has',
  never: 'denies what has',
};

const RISKS: Readonly<Record<Tier, string>> = {
  none: 'no risk',
  low: 'low risk',
  medium: 'medium risk',
  high: 'high risk',
  critical: 'critical risk',
};

/** What a custom mode says of a tier: a higher one is never let further than a lower one. */
export function customTierWord({ tiers }: CustomMode, tier: Tier): Word {
  return TIERS.filter((one) => isAtLeast(tier, one))
    .map((one) => tiers[one] ?? 'ask')
    .reduce(stricterWord, 'allow');
}

/** Beside the tier, every domain has to agree. */
function customWord(custom: CustomMode, { tier, domains: touched }: Assessment): Word {
  return touched
    .map((domain) => custom.domains[domain] ?? 'allow')
    .reduce(stricterWord, customTierWord(custom, tier));
}
