import { describe, expect, it } from 'vitest';
import { assessmentOf, inLine, reasonsInWords } from '../../../../src/core/risk/assessment.ts';
import { effect } from '../../../../src/core/risk/effect.ts';

/** How a reason names a part. */
function named(part: string): string | undefined {
  const does = effect('low', 'shell_run', 'runs');
  return reasonsInWords(assessmentOf([inLine(part, does)], true, true).reasons)[0];
}

describe('a reason', () => {
  it('names its part as written, on one line', () => {
    expect(named('make  all\n\tdocs')).toBe('`make all docs` runs');
    expect(named('a'.repeat(80))).toBe(`\`${'a'.repeat(80)}\` runs`);
  });

  it('names a long part by its beginning, and shows that there is more', () => {
    expect(named('a'.repeat(81))).toBe(`\`${'a'.repeat(79)}…\` runs`);
    expect(named(`a${' '.repeat(300)}b`)).toBe('`a …` runs');
    expect(named('ab '.repeat(3_000))).toHaveLength(80 + '`` runs'.length);
  });
});
