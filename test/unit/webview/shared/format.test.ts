import { expect, test } from 'vitest';
import { age, baseName, count, remaining } from '../../../../webview/shared/format.ts';

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_600_000, '1 h'],
  [172_800_000, '2 d'],
])('%i ms ago is %s', (milliseconds, words) => {
  expect(age(milliseconds)).toBe(words);
});

test.each([
  [-5, '0 s'],
  [1, '1 s'],
  [59_001, '1 min'],
  [2_520_000, '42 min'],
  [3_600_000, '1 h'],
  [3_600_001, '1 h 1 min'],
])('what ends in %i ms holds for %s', (milliseconds, words) => {
  expect(remaining(milliseconds)).toBe(words);
});

test.each([
  ['/home/dev/shop-api/', 'shop-api'],
  ['C:\\work\\shop', 'shop'],
  ['/', '/'],
])('the name of %s is %s', (path, name) => {
  expect(baseName(path)).toBe(name);
});

test('a count with its noun', () => {
  expect([count(1, 'line'), count(1204, 'line')]).toEqual(['1 line', '1,204 lines']);
});
