import { describe, expect, test } from 'vitest';
import type { PanelSnapshot } from '../../../../../src/protocol/panel.ts';
import { cardOf, emptyPanel } from '../../../../../webview/shared/state/panel-state.ts';
import type { PanelEvent, PanelState } from '../../../../../webview/shared/state/panel-state.ts';
import { reduce } from '../../../../../webview/shared/state/reduce.ts';
import { aCommand, aSnapshot, inState, NOW } from '../../../../fakes/panel-snapshots.ts';

const snapshot = (whole: PanelSnapshot, at = NOW): PanelEvent => ({
  kind: 'received',
  message: { kind: 'snapshot', snapshot: whole },
  at,
});
const after = (...events: readonly PanelEvent[]): PanelState => events.reduce(reduce, emptyPanel);
const one = aSnapshot({ items: [aCommand('a', 'npm test')] });
const sending: PanelEvent = { kind: 'sending', id: 'a', label: 'Allowing…', at: NOW };
const done: PanelEvent = {
  kind: 'received',
  message: { kind: 'outcome', id: 'a', outcome: { kind: 'done', note: 'Saved.' } },
  at: NOW,
};
const gone = { kind: 'answered-elsewhere', outcome: 'denied', how: 'No', at: NOW } as const;

describe('snapshots', () => {
  test('the newest is kept, whatever the order', () => {
    const state = after(snapshot({ ...one, revision: 2 }), snapshot(aSnapshot({ revision: 1 })));
    expect(state.snapshot?.items).toHaveLength(1);
  });

  test('a request that is already known stays the same object', () => {
    const first = after(snapshot(one));
    const again = reduce(first, snapshot(structuredClone({ ...one, revision: 2 })));
    expect(again.snapshot?.items[0]?.request).toBe(first.snapshot?.items[0]?.request);
  });

  test('what was remembered of a card goes with its request', () => {
    const state = after(snapshot(one), sending, snapshot(aSnapshot({ revision: 2 })));
    expect(state.cards.size).toBe(0);
  });

  test('a settled request closes its form and ends its waiting', () => {
    const always = { kind: 'deny-message', message: 'no' } as const;
    const settled = aSnapshot({ revision: 2, items: [inState(gone, { id: 'a' })] });
    const state = after(
      snapshot(one),
      { kind: 'mode', id: 'a', mode: always },
      sending,
      snapshot(settled),
    );
    expect(cardOf(state, 'a')).toMatchObject({
      mode: { kind: 'answer' },
      progress: { kind: 'idle' },
    });
  });

  test('a readable one takes the complaint about an unreadable one away', () => {
    const bad = after({ kind: 'unreadable', detail: 'x' });
    expect(bad.fault).toBe('x');
    expect(reduce(bad, snapshot(one)).fault).toBeNull();
  });
});

describe('outcomes', () => {
  test('done closes the form that was sent', () => {
    expect(cardOf(after(snapshot(one), sending, done), 'a').progress.kind).toBe('done');
  });

  test('done of something else leaves an open form alone', () => {
    const mode = { kind: 'deny-message', message: 'half a sen' } as const;
    const state = after(snapshot(one), { kind: 'mode', id: 'a', mode }, done);
    expect(cardOf(state, 'a').mode).toEqual(mode);
    expect(state.said.text).toBe('Saved.');
  });

  test('none within five seconds is said; a late one is shown all the same', () => {
    const early = after(snapshot(one), sending, { kind: 'tick', at: NOW + 4_999 });
    expect(cardOf(early, 'a').progress.kind).toBe('sending');
    const late = reduce(early, { kind: 'tick', at: NOW + 5_000 });
    expect(cardOf(late, 'a').progress).toMatchObject({ kind: 'refused' });
    const message = 'Already answered.';
    const outcome = { kind: 'refused', code: 'already-answered', message } as const;
    const told = reduce(late, {
      kind: 'received',
      message: { kind: 'outcome', id: 'a', outcome },
      at: NOW,
    });
    expect(cardOf(told, 'a').progress).toEqual({ kind: 'refused', message });
  });
});

describe('time', () => {
  test('nothing that ends means no new state', () => {
    const state = after(snapshot(one));
    expect(reduce(state, { kind: 'tick', at: NOW + 1_000 })).toBe(state);
  });

  test('what was answered elsewhere goes after ten seconds of the host’s clock', () => {
    const ahead = NOW - 3_600_000;
    const settled = aSnapshot({ items: [inState(gone, { id: 'a' })] });
    const state = after(snapshot(settled, ahead));
    expect(state.recent).toHaveLength(1);
    expect(reduce(state, { kind: 'tick', at: ahead + 9_999 }).recent).toHaveLength(1);
    expect(reduce(state, { kind: 'tick', at: ahead + 10_000 }).recent).toHaveLength(0);
  });
});

test('the card the host wants is remembered until it was focused', () => {
  const state = after({ kind: 'received', message: { kind: 'focus', id: 'a' }, at: NOW });
  expect(state.wanted).toBe('a');
  expect(reduce(state, { kind: 'focused' }).wanted).toBeNull();
});

test('the same news twice is said twice', () => {
  const state = after(snapshot(one), done, done);
  expect(state.said.serial).toBe(after(snapshot(one), done).said.serial + 1);
});
