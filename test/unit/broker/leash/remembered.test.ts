import { expect, it } from 'vitest';
import { remembered } from '../../../../src/broker/leash/remembered.ts';

it('makes a thing once, and again where a part of it is another', () => {
  const made: string[] = [];
  const tell = remembered<string>(10);
  const of = (key: string, ...parts: readonly unknown[]): string =>
    tell(key, parts, () => {
      made.push(key);
      return `${key}${made.length}`;
    });
  const one = {};
  expect([of('a', one), of('a', one), of('b', one)]).toEqual(['a1', 'a1', 'b2']);
  expect(of('a', {})).toBe('a3');
  expect(of('a', one, 'more')).toBe('a4');
  expect(of('a')).toBe('a5');
});

it('forgets rather than grow', () => {
  let made = 0;
  const tell = remembered<number>(2);
  const of = (key: string): number => tell(key, [], () => (made += 1));
  expect(['a', 'b', 'c', 'a'].map(of)).toEqual([1, 2, 3, 4]);
});

it('throws what making throws, and tries again', () => {
  const tell = remembered<string>(2);
  const fail = (): string => {
    throw new Error('broken');
  };
  expect(() => tell('a', [], fail)).toThrow('broken');
  expect(tell('a', [], () => 'made')).toBe('made');
});
