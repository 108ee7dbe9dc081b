import { expect, test } from 'vitest';
import { answered, nextAfter, waitingInOrder } from '../../../../../webview/remote/state/places.ts';
import { aSnapshot, inState, waiting } from '../../../../fakes/panel-snapshots.ts';

const orphaned = {
  kind: 'orphaned',
  why: 'agent-gone',
  at: 5,
  saved: null,
  dismissed: false,
} as const;
const a = waiting({ id: 'a', session: 's1', receivedAt: 1 });
const b = waiting({ id: 'b', session: 's2', receivedAt: 2 });
const c = waiting({ id: 'c', session: 's1', receivedAt: 3 });

test('only what an answer still reaches waits', () => {
  const gone = inState(orphaned, { id: 'gone' });
  const snapshot = aSnapshot({ items: [gone, a] });
  expect(waitingInOrder(snapshot).map(({ request }) => request.id)).toEqual(['a']);
  expect(answered(snapshot).map(({ request }) => request.id)).toEqual(['gone']);
});

test('after an answer comes the next one that arrived later, else the first', () => {
  const snapshot = aSnapshot({ items: [a, b, c] });
  expect(waitingInOrder(snapshot).map(({ request }) => request.id)).toEqual(['a', 'c', 'b']);
  expect(nextAfter(snapshot, 'a')?.request.id).toBe('c');
  expect(nextAfter(snapshot, 'c')?.request.id).toBe('a');
  expect(nextAfter(aSnapshot({ items: [a] }), 'a')).toBeNull();
});
