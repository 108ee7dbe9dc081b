import { beforeAll, describe, expect, it } from 'vitest';
import { agree } from '../rigs/agreement/agree.ts';
import { countsOf, lineOf, summaryOf } from '../rigs/agreement/report.ts';
import { installClaude } from '../rigs/claude/install.ts';

const SEED = 20_260;
const PAIRS = 360;

/** Of all pairs, so many may be said to match though they don't: in a hundred. */
const INVENTED_AT_MOST = 1;

beforeAll(async () => {
  await installClaude();
});

describe('what we say of rules and calls made at random', () => {
  it('is what the real Claude Code does', async () => {
    const found = await agree(SEED, PAIRS);
    const differing = found.filter(({ side }) => side === 'missed' || side === 'invented');
    console.log([`seed ${SEED}`, summaryOf(found), ...differing.map(lineOf)].join('\n'));
    const { agreed, missed, invented } = countsOf(found);
    expect(missed).toBe(0);
    expect(invented).toBeLessThanOrEqual((INVENTED_AT_MOST * PAIRS) / 100);
    expect(agreed).toBeGreaterThan(PAIRS * 0.9);
  }, 300_000);
});
