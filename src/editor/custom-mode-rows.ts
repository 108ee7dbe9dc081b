import { TIER_WORDS } from '../core/display/tiers.ts';
import { customTierWord, MODE_TIERS, type CustomMode } from '../core/policy/modes.ts';
import type { Word } from '../core/policy/outcome.ts';
import { DOMAINS, type Domain } from '../core/risk/domains.ts';
import { TIER_LABELS, TIERS, type Tier } from '../core/risk/tier.ts';
import type { LeashRow } from './leash-rows.ts';

/** What of a custom mode is to be changed next, or that it is to be kept. */
export type CustomStep =
  | { readonly kind: 'keep' }
  | { readonly kind: 'write' }
  | { readonly kind: 'tier'; readonly tier: Tier }
  | { readonly kind: 'domain'; readonly domain: Domain };

/** What a custom mode begins as: what was said already; else as Partial is. */
export function customStart(custom: CustomMode): CustomMode {
  const isSaid = Object.keys(custom.tiers).length + Object.keys(custom.domains).length > 0;
  return isSaid ? custom : { tiers: MODE_TIERS.partial, domains: {} };
}

/** The whole of a custom mode, each line with what it says now. */
export function customRows(custom: CustomMode): readonly LeashRow<CustomStep>[] {
  return [
    {
      label: 'Keep it so',
      description: '',
      detail: 'Saves what stands below. Until then nothing is changed.',
      value: { kind: 'keep' },
    },
    ...TIERS.map((tier) => tierRow(custom, tier)),
    ...DOMAINS.map(({ domain, label }) => {
      const word = custom.domains[domain] ?? null;
      return {
        label,
        description: word === null || word === 'allow' ? BY_RISK : SAYS[word],
        detail: 'In any request that touches this, beside its risk; the stricter counts.',
        value: { kind: 'domain', domain } as const,
      };
    }),
    {
      label: 'Edit it as text…',
      description: '',
      detail: 'Opens the document with your profiles, people and policies. Nothing is saved yet.',
      value: { kind: 'write' },
    },
  ];
}

function tierRow(custom: CustomMode, tier: Tier): LeashRow<CustomStep> {
  const said = custom.tiers[tier] ?? 'ask';
  const word = customTierWord(custom, tier);
  const held = said === word ? '' : `You said “${SAYS[said]}”, but lower risk is held stricter. `;
  return {
    label: TIER_WORDS[tier],
    description: SAYS[word],
    detail: `${held}${TIER_LABELS[tier]}.`,
    value: { kind: 'tier', tier },
  };
}

/** The words one line of a custom mode can have; null leaves a domain to the risk alone. */
export function wordRows(
  custom: CustomMode,
  step: Extract<CustomStep, { kind: 'tier' | 'domain' }>,
): readonly LeashRow<Word | null>[] {
  const words: readonly (Word | null)[] =
    step.kind === 'tier' ? ['allow', 'ask', 'never'] : [null, 'ask', 'never'];
  const now = wordOf(custom, step);
  return words.map((word) => ({
    label: word === null ? capital(BY_RISK) : capital(SAYS[word]),
    description: word === now ? 'set now' : '',
    detail: word === null ? 'Nothing is held for this alone.' : MEANS[word],
    value: word,
  }));
}

function wordOf(
  custom: CustomMode,
  step: Extract<CustomStep, { kind: 'tier' | 'domain' }>,
): Word | null {
  if (step.kind === 'tier') return custom.tiers[step.tier] ?? 'ask';
  const word = custom.domains[step.domain] ?? null;
  return word === 'allow' ? null : word;
}

/** A custom mode with one line changed. */
export function withWord(
  { tiers, domains }: CustomMode,
  step: Extract<CustomStep, { kind: 'tier' | 'domain' }>,
  word: Word | null,
): CustomMode {
  if (step.kind === 'tier') return { tiers: { ...tiers, [step.tier]: word ?? 'ask' }, domains };
  const others = Object.fromEntries(
    Object.entries(domains).filter(([domain]) => domain !== step.domain),
  );
  return { tiers, domains: word === null ? others : { ...others, [step.domain]: word } };
}

const BY_RISK = 'as its risk says';

const SAYS: Readonly<Record<Word, string>> = {
  allow: 'goes by',
  ask: 'is asked',
  never: 'is denied',
};

const MEANS: Readonly<Record<Word, string>> = {
  allow: 'Nobody is asked, where profile and rules agree.',
  ask: 'It waits for you.',
  never: 'It is denied at once, and nobody is asked.',
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
