import { expect, test } from 'vitest';
import type { RemoteSnapshot } from '../../../../../src/protocol/remote.ts';
import {
  isPartial,
  mergeRequests,
  panelSnapshot,
} from '../../../../../webview/remote/link/snapshot.ts';
import { aRequest } from '../../../../fakes/requests.ts';

const pending = { kind: 'pending', claim: null } as const;
const calm = { stopped: null, paused: [], denialLimit: 3 };
const one = aRequest({ id: 'one' });
const two = aRequest({ id: 'two' });

function heard(fields: Partial<RemoteSnapshot>): RemoteSnapshot {
  const device = {
    id: 'd',
    name: 'Phone',
    pairedAt: 1,
    person: null,
    push: { subscribed: false, confirmedAt: null },
  };
  const server = { name: 'pc', away: true, address: null, pushKey: 'k', ...calm };
  return { revision: 1, now: 5, rows: [], requests: [], device, server, ...fields };
}

test('what came is kept, what is no row any more goes, and a request never changes', () => {
  const rows = ['one', 'two'].map((id) => ({ id, state: pending, nonce: 'n' }));
  const known = mergeRequests(
    new Map([['old', aRequest({ id: 'old' })]]),
    heard({ rows, requests: [one] }),
  );
  expect([...known.keys()]).toEqual(['one']);
  const other = { ...one, tool: 'Other' };
  const next = mergeRequests(known, heard({ rows, requests: [other, two, aRequest({ id: 'x' })] }));
  expect([...next.keys()]).toEqual(['one', 'two']);
  expect(next.get('one')).toBe(one);
});

test('there is more to fetch where something came and a row is still without its text', () => {
  const rows = ['one', 'two'].map((id) => ({ id, state: pending, nonce: null }));
  const known = new Map([['one', one]]);
  expect(isPartial(known, heard({ rows, requests: [one] }))).toBe(true);
  expect(isPartial(known, heard({ rows, requests: [] }))).toBe(false);
  expect(isPartial(new Map([...known, ['two', two]]), heard({ rows, requests: [two] }))).toBe(
    false,
  );
});

test('why this device can’t allow a request comes with its row', () => {
  const notYours = { kind: 'others-sign', words: 'It waits for Ada to sign.' } as const;
  const rows = [{ id: 'one', state: pending, nonce: 'n', notYours }];
  const { items } = panelSnapshot(heard({ rows }), new Map([['one', one]]), 1);
  expect(items).toEqual([{ request: one, state: pending, notYours }]);
});

test('rows whose text has not come are left out', () => {
  const rows = ['one', 'two'].map((id) => ({ id, state: pending, nonce: null }));
  const snapshot = panelSnapshot(heard({ rows, now: 77 }), new Map([['two', two]]), 9);
  expect(snapshot.items).toEqual([{ request: two, state: pending }]);
  expect([snapshot.revision, snapshot.now]).toEqual([9, 77]);
});
