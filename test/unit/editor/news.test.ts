import { expect, test } from 'vitest';
import type { Item } from '../../../src/core/request/item.ts';
import { newsBetween } from '../../../src/editor/news.ts';
import { aPending, aView } from '../../fakes/desk.ts';

const rule = {
  file: '/home/dev/proj/.claude/settings.json',
  behavior: 'allow' as const,
  rules: ['Bash(npm test)'],
  undone: false,
};
function delivered({ request }: Item, saved: typeof rule | null): Item {
  const decision = { behavior: 'allow' as const, always: null, answers: null };
  const by = { kind: 'window' as const, name: 'proj' };
  const state = { kind: 'delivered' as const, by, decision, saved, at: 1, deliveredAt: 2 };
  return { request, state };
}

test('what now waits has arrived, once', () => {
  const [old, fresh] = [aPending({ id: 'old' }), aPending({ id: 'new' })];
  const news = newsBetween(aView({ items: [old] }), aView({ items: [old, fresh] }));
  expect(news).toEqual({ arrived: [fresh], rules: [], testDelivered: false });
});

test('what a grant has answered is no news', () => {
  const by = { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: 3 } as const;
  const { request, state } = delivered(aPending(), null);
  const granted: Item =
    state.kind === 'delivered' ? { request, state: { ...state, by } } : expect.fail();
  expect(newsBetween(aView(), aView({ items: [granted] }))).toEqual({
    arrived: [],
    rules: [],
    testDelivered: false,
  });
});

test('a rule is news when it is written, and not when it is undone or was there before', () => {
  const pending = aPending();
  const saved = delivered(pending, rule);
  const undone = delivered(pending, { ...rule, undone: true });
  const rulesOf = (...[before, after]: [Item[], Item[]]) =>
    newsBetween(aView({ items: before }), aView({ items: after })).rules;
  expect(rulesOf([pending], [saved])).toEqual([{ id: 'r1', rule }]);
  expect(rulesOf([saved], [saved])).toEqual([]);
  expect(rulesOf([saved], [undone])).toEqual([]);
  expect(rulesOf([], [saved])).toEqual([]);
});

test('a test is news once its answer went back; real work is not', () => {
  const deliveredOf = (purpose: 'work' | 'test') => {
    const pending = aPending({ purpose });
    const before = aView({ items: [pending] });
    return newsBetween(before, aView({ items: [delivered(pending, null)] })).testDelivered;
  };
  expect(deliveredOf('test')).toBe(true);
  expect(deliveredOf('work')).toBe(false);
});
