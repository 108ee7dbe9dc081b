import { expect, test } from 'vitest';
import { contextValues } from '../../../src/editor/context-values.ts';
import { aPending, aView, noRemote } from '../../fakes/desk.ts';
import { aLeash } from '../../fakes/leash.ts';

test('context keys follow the view; what is answered no longer waits', () => {
  const answered = { request: aPending().request, state: { kind: 'expired' as const, at: 1 } };
  const view = aView({ items: [aPending(), answered] });
  expect(contextValues(view, null)).toEqual({
    connected: true,
    desk: 'here',
    waiting: 1,
    removed: false,
    away: false,
    paired: false,
    registerProblem: false,
    stopped: false,
  });
  const rule = { file: '/home/dev/.claude/settings.json', behavior: 'deny' as const, text: 'Bash' };
  expect(contextValues(view, rule)).toMatchObject({ removed: true });
});

test('Away and the devices have keys of their own', () => {
  const device = { id: 'd1', name: 'Pixel', pairedAt: 1, lastSeenAt: null };
  const push = { subscribed: true, confirmedAt: null, problem: null };
  const away = { on: true, by: 'hand' as const };
  const remote = { ...noRemote, away, devices: [{ ...device, push }], problem: 'It was changed.' };
  expect(contextValues(aView({ remote }), null)).toMatchObject({
    away: true,
    paired: true,
    registerProblem: true,
  });
});

test('stopped agents have a key of their own', () => {
  const leash = aLeash({ stopped: { by: 'Pixel', at: 1 } });
  expect(contextValues(aView({ leash }), null)).toMatchObject({ stopped: true });
});
