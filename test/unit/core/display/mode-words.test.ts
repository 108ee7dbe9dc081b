import { expect, it } from 'vitest';
import { foreseenWords } from '../../../../src/core/display/mode-words.ts';

it('says what a mode would have done, and nothing of what it would not', () => {
  expect(foreseenWords({ allow: 96, ask: 22, deny: 2 }, 120)).toBe(
    'Of your last 120 calls: 96 go by, 22 wait, 2 are denied.',
  );
  expect(foreseenWords({ allow: 0, ask: 1, deny: 0 }, 1)).toBe('Of your last call: 1 waits.');
});
