import { expect, test } from 'vitest';
import type { RequestState } from '../../../../../src/core/request/state.ts';
import { groupsOf, recentOf } from '../../../../../webview/shared/state/view.ts';
import { aCommand, aSnapshot, inState, NOW } from '../../../../fakes/panel-snapshots.ts';

const at = (seconds: number, session: string) => ({ receivedAt: NOW + seconds * 1000, session });
const expired = (ago: number): RequestState => ({ kind: 'expired', at: NOW - ago });

test('sessions stand in the order they first asked, cards oldest first', () => {
  const items = [
    aCommand('b1', 'x', at(2, 'b')),
    aCommand('a2', 'x', at(3, 'a')),
    aCommand('a1', 'x', at(1, 'a')),
  ];
  const order = groupsOf(aSnapshot({ items })).flatMap((group) => group.items);
  expect(order.map((item) => item.request.id)).toEqual(['a1', 'a2', 'b1']);
});

test('answering the oldest does not make groups change places', () => {
  const items = [
    inState(expired(0), { id: 'a1', ...at(1, 'a') }),
    aCommand('b1', 'x', at(2, 'b')),
    aCommand('a2', 'x', at(3, 'a')),
  ];
  expect(groupsOf(aSnapshot({ items })).map((group) => group.session)).toEqual(['a', 'b']);
});

test('at most eight settled ones, of the last ten minutes, newest first', () => {
  const items = Array.from({ length: 12 }, (_, minute) =>
    inState(expired(minute * 60_000), { id: `m${minute}` }),
  );
  const recent = recentOf(aSnapshot({ items }), NOW);
  expect(recent.map((item) => item.request.id)).toEqual(
    Array.from({ length: 8 }, (_, minute) => `m${minute}`),
  );
  expect(recentOf(aSnapshot({ items }), NOW + 8 * 60_000)).toHaveLength(2);
});

test('a lost request that was put away leaves a line only for its rule', () => {
  const lost = { kind: 'orphaned', why: 'agent-gone', at: NOW, dismissed: true } as const;
  const saved = { file: '/f', behavior: 'allow', rules: ['Read'], undone: false } as const;
  const items = [
    inState({ ...lost, saved: null }, { id: 'a' }),
    inState({ ...lost, saved }, { id: 'b' }),
  ];
  expect(recentOf(aSnapshot({ items }), NOW).map((item) => item.request.id)).toEqual(['b']);
});
