import { expect, test } from 'vitest';
import type { Item } from '../../../src/core/request/item.ts';
import { lastRule } from '../../../src/editor/last-rule.ts';
import { aPending, aView } from '../../fakes/desk.ts';

function withRule(id: string, at: number, undone: boolean): Item {
  const file = '/home/dev/proj/.claude/settings.json';
  const saved = { file, behavior: 'allow' as const, rules: [`Bash(${id})`], undone };
  const decision = { behavior: 'allow' as const, always: null, answers: null };
  const by = { kind: 'window' as const, name: 'proj' };
  const state = { kind: 'delivered' as const, by, decision, saved, at, deliveredAt: at + 1 };
  return { request: aPending({ id }).request, state };
}

test('the rule written last is undone first, whenever its request came', () => {
  const items = [withRule('a', 30, false), withRule('b', 20, false), withRule('c', 40, true)];
  expect(lastRule(aView({ items }))).toMatchObject({ id: 'a', rule: { rules: ['Bash(a)'] } });
});

test('where no rule stands there is none to undo', () => {
  expect(lastRule(aView({ items: [aPending(), withRule('a', 1, true)] }))).toBeNull();
});
