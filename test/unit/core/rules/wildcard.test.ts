import { expect, it } from 'vitest';
import { coversWildcard, matchesWildcard } from '../../../../src/core/rules/wildcard.ts';

it.each([
  ['abc', 'abc', true],
  ['abc', 'abcd', false],
  ['a*c', 'ac', true],
  ['a*c', 'abbc', true],
  ['a*c', 'abcd', false],
  ['*b*', 'abc', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a**b', 'axb', true],
  ['a.c', 'abc', false],
  ['*a*b*c', 'xaxbxc', true],
  ['*a*b*c', 'xbxaxc', false],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesWildcard(pattern, text)).toBe(expected);
});

it.each([
  ['*', 'a*', true],
  ['a*', 'ab*', true],
  ['a*', '*', false],
  ['ab', 'a*', false],
  ['*a', 'a*', false],
])('%s covers %s: %s', (wide, narrow, expected) => {
  expect(coversWildcard(wide, narrow)).toBe(expected);
});
