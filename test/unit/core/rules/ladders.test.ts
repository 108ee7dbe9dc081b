import { describe, expect, it } from 'vitest';
import { laddersOf } from '../../../../src/core/rules/ladders.ts';
import { rung } from '../../../../src/core/rules/offer-list.ts';
import type { OfferList, PartOffer, Rung } from '../../../../src/core/rules/offers.ts';

function part(name: string, selected: number, ...rungs: readonly Rung[]): PartOffer {
  const offers = rungs.map((kind) => rung(kind, '', { tool: 'Bash', content: `${name} ${kind}` }));
  return { part: name, rungs: offers, selected };
}

function steps(...parts: readonly PartOffer[]): readonly string[] {
  const list: OfferList = { kind: 'some', parts };
  return laddersOf(list, 'project').map(
    ({ rung: kind, rules, selected }) => `${kind}${selected ? '!' : ''}: ${rules.join(', ')}`,
  );
}

describe('laddersOf', () => {
  it('is the ladder of a single part', () => {
    expect(steps(part('a', 1, 'exact', 'action', 'program'))).toEqual([
      'exact: Bash(a exact)',
      'action!: Bash(a action)',
      'program: Bash(a program)',
    ]);
  });

  it('takes of each part the nearest rung at or below a step', () => {
    expect(steps(part('a', 1, 'exact', 'action'), part('b', 1, 'exact', 'program'))).toEqual([
      'exact: Bash(a exact), Bash(b exact)',
      'action: Bash(a action), Bash(b exact)',
      'program!: Bash(a action), Bash(b program)',
    ]);
  });

  it('takes the narrowest rung of a part that has none so low', () => {
    expect(steps(part('a', 0, 'exact'), part('b', 0, 'program'))).toEqual([
      'exact!: Bash(a exact), Bash(b program)',
    ]);
  });

  it('adds a step for preselected rungs that no step stands for', () => {
    expect(steps(part('a', 1, 'exact', 'action'), part('b', 0, 'exact', 'action'))).toEqual([
      'exact: Bash(a exact), Bash(b exact)',
      'action: Bash(a action), Bash(b action)',
      'action!: Bash(a action), Bash(b exact)',
    ]);
  });

  it('has no steps where nothing is offered', () => {
    expect(laddersOf({ kind: 'none', why: 'x' }, 'project')).toEqual([]);
  });
});
