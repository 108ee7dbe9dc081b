import { expect, test } from 'vitest';
import { contextValues } from '../../../src/editor/context-values.ts';
import { aPending, aView } from '../../fakes/desk.ts';

test('context keys follow the view; what is answered no longer waits', () => {
  const answered = { request: aPending().request, state: { kind: 'expired' as const, at: 1 } };
  const view = aView({ items: [aPending(), answered] });
  expect(contextValues(view, null)).toEqual({
    connected: true,
    desk: 'here',
    waiting: 1,
    removed: false,
  });
  const rule = { file: '/home/dev/.claude/settings.json', behavior: 'deny' as const, text: 'Bash' };
  expect(contextValues(view, rule)).toMatchObject({ removed: true });
});
