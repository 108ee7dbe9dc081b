import { describe, expect, it } from 'vitest';
import {
  isOffered,
  rulesOf,
  type OfferList,
  type PartOffer,
} from '../../../../src/core/rules/offers.ts';

function part(selected: number, ...rungs: readonly (readonly string[])[]): PartOffer {
  return {
    part: 'x',
    selected,
    rungs: rungs.map((rules) => ({
      rung: 'exact',
      reach: '',
      warning: null,
      rules: { project: rules, local: rules.map((rule) => `local ${rule}`), user: [] },
    })),
  };
}

const parts = [part(1, ['a'], ['b', 'c']), part(0, ['c'], ['d'])];
const some: OfferList = { kind: 'some', parts };

describe('rulesOf', () => {
  it('takes the chosen rung of each part, and the preselected one where none is chosen', () => {
    expect(rulesOf(parts, [0, 1], 'project')).toEqual(['a', 'd']);
    expect(rulesOf(parts, [0], 'project')).toEqual(['a', 'c']);
    expect(rulesOf(parts, [], 'local')).toEqual(['local b', 'local c']);
  });

  it('names each rule once, and none for a rung that is not there', () => {
    expect(rulesOf(parts, [1, 0], 'project')).toEqual(['b', 'c']);
    expect(rulesOf(parts, [7, 1], 'project')).toEqual(['d']);
    expect(rulesOf(parts, [0, 0], 'user')).toEqual([]);
  });
});

describe('isOffered', () => {
  const offered = (...rules: readonly string[]) =>
    isOffered(some, { destination: 'project', rules });

  it('is one rung of each part', () => {
    expect([offered('a', 'c'), offered('d', 'a'), offered('b', 'c')]).toEqual([true, true, true]);
  });

  it('is nothing less, and nothing more', () => {
    expect([offered(), offered('a'), offered('c'), offered('b', 'd'), offered('x')]).toEqual(
      Array(5).fill(false),
    );
    expect([offered('a', 'd', 'x'), offered('a', 'b', 'c', 'd')]).toEqual([false, false]);
  });

  it('takes a rung as a whole', () => {
    const one: OfferList = { kind: 'some', parts: [part(0, ['a', 'b'], ['c'])] };
    const chosen = (...rules: readonly string[]) =>
      isOffered(one, { destination: 'project', rules });
    expect([chosen('a'), chosen('b', 'c'), chosen('a', 'b'), chosen('c')]).toEqual([
      ...[false, false],
      ...[true, true],
    ]);
  });

  it('is meant for the file it was offered for', () => {
    const rules = ['local a', 'local d'];
    expect(isOffered(some, { destination: 'local', rules })).toBe(true);
    expect(isOffered(some, { destination: 'project', rules })).toBe(false);
  });

  it('is none where nothing was offered', () => {
    const none: OfferList = { kind: 'none', why: 'x' };
    expect(isOffered(none, { destination: 'project', rules: ['a'] })).toBe(false);
    expect(isOffered({ kind: 'some', parts: [] }, { destination: 'user', rules: [] })).toBe(false);
  });
});
