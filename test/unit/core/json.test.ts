import { expect, it } from 'vitest';
import { canonicalJson, isJsonObject, jsonEqual } from '../../../src/core/json.ts';

it('spells equal values alike, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"x","d":null}]}',
  );
  expect(jsonEqual({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
});

it('tells a missing field from null, and a list from its elements', () => {
  expect(jsonEqual({ a: null }, {})).toBe(false);
  expect(jsonEqual([1], 1)).toBe(false);
  expect(jsonEqual([1, 2], [2, 1])).toBe(false);
});

it('knows an object', () => {
  expect([{}, [], null, 'x', undefined].map(isJsonObject)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
