import { readFileSync } from 'node:fs';
import { TIERS, type Tier } from '../../src/core/risk/tier.ts';

/** A line of shell of our own, and the tier a person would give it. */
export interface RatedLine {
  /** What it is about, in a few words. */
  readonly family: string;
  readonly tier: Tier;
  readonly command: string;
}

/** Lines that are at least as risky as they say (`dangerous`), or at most (`harmless`); ⏎ stands for a newline. */
export function ratedLines(name: 'dangerous' | 'harmless'): readonly RatedLine[] {
  const text = readFileSync(new URL(`risk/${name}.txt`, import.meta.url), 'utf8');
  return text.split(/^# /m).flatMap((part) => {
    const [family = '', ...rows] = part.trimEnd().split('\n');
    return rows.map((row) => rated(family, row));
  });
}

function rated(family: string, row: string): RatedLine {
  const at = row.indexOf(' ');
  const tier = TIERS.find((one) => one === row.slice(0, at));
  if (tier === undefined) throw new Error(`no tier in front of: ${row}`);
  return { family, tier, command: row.slice(at + 1).replaceAll('⏎', '\n') };
}
