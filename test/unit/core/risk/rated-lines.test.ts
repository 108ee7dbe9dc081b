import { describe, expect, it } from 'vitest';
import { compareTiers } from '../../../../src/core/risk/tier.ts';
import { ratedLines, type RatedLine } from '../../../samples/risk.ts';
import { reasonsInWords } from '../../../../src/core/risk/assessment.ts';
import { assessed } from './facts.ts';

function misjudged(lines: readonly RatedLine[], isWrong: (found: number) => boolean) {
  return lines.flatMap(({ family, tier, command }) => {
    const found = assessed(command).tier;
    return isWrong(compareTiers(found, tier))
      ? [`${family}: ${found}, not ${tier}: ${command}`]
      : [];
  });
}

describe('lines of every family of danger', () => {
  const lines = ratedLines('dangerous');

  it('are as risky as a person would say, or more', () => {
    expect(lines.length).toBeGreaterThan(600);
    expect(misjudged(lines, (found) => found < 0)).toEqual([]);
  });

  it('say why, and name the part', () => {
    for (const { command } of lines) {
      const [first] = reasonsInWords(assessed(command).reasons);
      expect(first, command).toMatch(/^`[^]+` \p{Ll}/u);
    }
  });
});

describe('lines of everyday work', () => {
  it('are no riskier than a person would say', () => {
    const lines = ratedLines('harmless');
    expect(lines.length).toBeGreaterThan(400);
    expect(misjudged(lines, (found) => found > 0)).toEqual([]);
  });
});
