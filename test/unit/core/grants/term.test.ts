import { describe, expect, it } from 'vitest';
import type { GrantLimit, GrantTerm } from '../../../../src/core/grants/grant.ts';
import { afterUses, endOf, grantFrom, usesLeft } from '../../../../src/core/grants/term.ts';
import { aGrant } from '../../../fakes/grants.ts';

const HOUR = 3_600_000;

describe('a grant that is given', () => {
  it.each<[GrantTerm, GrantLimit]>([
    ['session', { kind: 'session', session: 's1' }],
    ['hour', { kind: 'until', at: 1_000 + HOUR }],
    ['five-times', { kind: 'times', left: 5 }],
  ])('for %s holds for %j, and is not used yet', (term, limit) => {
    const place = { folder: '/home/dev/proj', session: 's1', by: 'proj' };
    const choice = { term, rules: ['Bash(npm test *)'] };
    expect(grantFrom(choice, place, { id: 'g1', now: 1_000 })).toEqual(aGrant({ limit }));
  });
});

describe('the end of a grant', () => {
  const until: GrantLimit = { kind: 'until', at: 5_000 };
  it.each<[GrantLimit, number, string | null]>([
    [until, 1_000, null],
    [until, 4_999, null],
    [until, 5_000, 'time-over'],
    [until, 999, 'time-over'],
    [{ kind: 'times', left: 1 }, 9_000, null],
    [{ kind: 'times', left: 0 }, 1_000, 'used-up'],
    [{ kind: 'session', session: 's1' }, 9e15, null],
  ])('%j, at %i: %s', (limit, now, end) => {
    expect(endOf(aGrant({ limit }), now)).toBe(end);
  });
});

it('counts uses down where they are counted, and up everywhere', () => {
  expect(afterUses(aGrant(), 1)).toEqual(aGrant({ limit: { kind: 'times', left: 4 }, used: 1 }));
  expect(afterUses(afterUses(aGrant(), 1), -1)).toEqual(aGrant());
  const limit: GrantLimit = { kind: 'until', at: 5_000 };
  expect(afterUses(aGrant({ limit }), 1)).toEqual(aGrant({ limit, used: 1 }));
  expect([usesLeft(aGrant()), usesLeft(aGrant({ limit }))]).toEqual([5, null]);
});
