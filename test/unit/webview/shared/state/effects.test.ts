import { expect, test } from 'vitest';
import type { RulePreview } from '../../../../../src/core/rules/preview.ts';
import { effectsOf } from '../../../../../webview/shared/state/effects.ts';
import { aPreview } from '../../../../fakes/panel-snapshots.ts';

const texts = (fields: Partial<RulePreview>, behavior: 'allow' | 'deny' = 'allow'): string[] =>
  effectsOf(aPreview(['Bash(npm test)'], fields), behavior).map(({ text }) => text);

const because = 'An ask rule matches.';

test.each([
  ['allow', 'allow', 'This call would run unasked next time.', false],
  ['allow', 'ask', `This call would still be asked next time. ${because}`, true],
  ['allow', 'deny', `This call would still be denied next time. ${because}`, true],
  ['deny', 'deny', 'This call would be denied next time.', false],
  ['deny', 'ask', `This call would still be asked next time. ${because}`, true],
  ['deny', 'allow', `This call would still run unasked next time. ${because}`, true],
] as const)('a rule to %s under which the call is “%s”', (behavior, outcome, text, warns) => {
  const preview = aPreview(['Bash(x)'], { thisCall: { outcome, because } });
  expect(effectsOf(preview, behavior)[0]).toMatchObject({ text, warns });
});

test('what it would also have matched, of how many', () => {
  const matched = (count: number, of: number): string | undefined =>
    texts({ alsoMatched: { count, of, examples: [] } })[1];
  expect(matched(3, 40)).toBe('Would also have matched 3 of your last 40 requests:');
  expect(matched(0, 40)).toBe('Would have matched none of your last 40 requests.');
  expect(matched(0, 1)).toBe('Would not have matched your last request.');
  expect(matched(1, 1)).toBe('Would also have matched your last request:');
  expect(matched(0, 0)).toBeUndefined();
});

test('what waits too, and when it counts', () => {
  expect(texts({ alsoWaiting: 2 })[1]).toContain('2 other waiting requests would be allowed too.');
  expect(texts({ alsoWaiting: 1 }, 'deny')[1]).toContain('1 other waiting request would be denied');
  expect(texts({ takesEffect: 'when-trusted' })[1]).toContain('once this folder is trusted');
});

test('rules that can’t be saved have no effects', () => {
  expect(texts({ canSave: false, alsoWaiting: 2 })).toEqual(['Can’t be saved as it stands.']);
});
