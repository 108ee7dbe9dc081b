import { describe, expect, it } from 'vitest';
import { idsOf, isAsking, type Note, type OpenNote } from '../../../../src/core/away/note.ts';
import {
  ABOUT_TO_EXPIRE,
  CALM,
  planPushes,
  type PlanView,
} from '../../../../src/core/away/plan.ts';
import type { Item } from '../../../../src/core/request/item.ts';
import { afterPushes, answered, aPlanView, AT_THE_DESK, AWAY } from '../../../fakes/away.ts';
import { aPending } from '../../../fakes/desk.ts';

/** A request of a session. */
const ask = (id: string, session = 's'): Item => aPending({ id, session });

/** What is pushed, in short: `phone tag-s request a`. */
function told(pushes: readonly Note[]): readonly string[] {
  return pushes.map((note) => {
    const ids = isAsking(note) ? idsOf(note.notice) : [];
    return [note.device, note.tag, note.notice.kind, ...ids].join(' ');
  });
}
function planned(fields: Partial<PlanView>): readonly string[] {
  return told(planPushes(aPlanView(fields)).pushes);
}
/** What is open once everything planned has arrived. */
function openAfter(fields: Partial<PlanView>): readonly OpenNote[] {
  const view = aPlanView(fields);
  return afterPushes(view.open, planPushes(view).pushes, view.now);
}

describe('what is told', () => {
  it('is one request by itself, and several of a session together', () => {
    expect(planned({ items: [ask('a')] })).toEqual(['phone tag-s request a']);
    expect(planned({ items: [ask('a'), ask('b', 'other'), ask('c')] })).toEqual([
      'phone tag-s several a c',
      'phone tag-other request b',
    ]);
  });

  it('goes to every device that can be pushed to', () => {
    expect(planned({ items: [ask('a')], devices: ['phone', 'tablet'] })).toHaveLength(2);
    expect(planned({ items: [ask('a')], devices: [] })).toEqual([]);
  });

  it('is nothing while the person is at the desk', () => {
    expect(planned({ items: [ask('a')], away: AT_THE_DESK })).toEqual([]);
  });

  it('is nothing that was answered, or is being answered', () => {
    const { request } = ask('a');
    const claim = { kind: 'window', name: 'shop-api' } as const;
    const items: Item[] = [
      answered(ask('b'), 'allow', 900),
      { request, state: { kind: 'pending', claim } },
      {
        request,
        state: { kind: 'orphaned', why: 'agent-gone', at: 9, saved: null, dismissed: false },
      },
    ];
    expect(planned({ items })).toEqual([]);
  });

  it('is nothing that is about to expire', () => {
    const expiresAt = 1_000 + ABOUT_TO_EXPIRE;
    expect(planned({ items: [aPending({ expiresAt: expiresAt - 1 })] })).toEqual([]);
    expect(planned({ items: [aPending({ expiresAt })] })).toHaveLength(1);
  });

  it('is not told twice, but where it may not have arrived', () => {
    const items = [ask('a')];
    const open = openAfter({ items });
    expect(planned({ items, open })).toEqual([]);
    const doubtful = open.map((one) => ({ ...one, doubtful: true }));
    expect(planned({ items, open: doubtful })).toEqual(['phone tag-s request a']);
    expect(planned({ items, open: doubtful, away: AT_THE_DESK })).toEqual([]);
  });
});

describe('what was told', () => {
  it('is replaced once it is settled, also when the person is back', () => {
    const open = openAfter({ items: [ask('a')] });
    const items = [answered(ask('a'), 'allow', 900)];
    for (const away of [AWAY, AT_THE_DESK]) {
      expect(planned({ items, open, away })).toEqual(['phone tag-s settled']);
    }
    expect(planPushes(aPlanView({ items, open })).pushes[0]?.notice).toEqual({
      kind: 'settled',
      last: items[0],
    });
  });

  it('is replaced where the request is not kept any more', () => {
    const open = openAfter({ items: [ask('a')] });
    expect(planPushes(aPlanView({ open })).pushes[0]?.notice).toEqual({
      kind: 'settled',
      last: null,
    });
  });

  it('becomes several with the next one, and one again', () => {
    const open = openAfter({ items: [ask('a')] });
    const both = [ask('a'), ask('b')];
    expect(planned({ items: both, open })).toEqual(['phone tag-s several a b']);
    const openBoth = openAfter({ items: both, open });
    const items = [answered(ask('a'), 'deny', 900), ask('b')];
    expect(planned({ items, open: openBoth })).toEqual(['phone tag-s request b']);
  });

  it('stays as it is where the person comes back', () => {
    const items = [ask('a'), ask('b', 'other'), ask('c', 'third'), ask('d', 'fourth'), ask('e')];
    const open = openAfter({ items });
    expect(planned({ items, open, away: AT_THE_DESK })).toEqual([]);
  });

  it('does not change its number all the time', () => {
    const open = openAfter({ items: [ask('a'), ask('b')] });
    const items = [ask('a'), ask('b'), ask('c')];
    const soon = planPushes(aPlanView({ items, open, now: 1_000 + CALM - 1 }));
    expect(soon).toMatchObject({ pushes: [], lookAt: 1_000 + CALM });
    expect(planned({ items, open, now: 1_000 + CALM })).toEqual(['phone tag-s several a b c']);
  });
});

describe('a flood', () => {
  const many = ['1', '2', '3', '4', '5'].map((n) => ask(n, n));

  it('fills the places there are; the last one stands for the rest', () => {
    expect(planned({ items: many })).toEqual([
      'phone tag-1 request 1',
      'phone tag-2 request 2',
      'phone tag-3 several 3 4 5',
    ]);
    expect(planned({ items: many, mostOpen: 0 })).toEqual(['phone tag-1 several 1 2 3 4 5']);
  });

  it('leaves what is open in its place', () => {
    const open = openAfter({ items: many.slice(2) });
    expect(planned({ items: many, open })).toEqual(['phone tag-5 several 1 2 5']);
  });

  it('gives a place that got free to the next', () => {
    const open = openAfter({ items: many });
    const items = [answered(many[0]!, 'allow', 900), ...many.slice(1)];
    expect(planned({ items, open, now: 1_000 + CALM })).toEqual([
      'phone tag-3 request 3',
      'phone tag-4 several 4 5',
      'phone tag-1 settled',
    ]);
  });
});

describe('denials in a row', () => {
  const LEASH = { kind: 'leash', name: 'the mode partial' } as const;
  const denied = ['a', 'b', 'c'].map((id, at) => answered(ask(id), 'deny', 100 + at));
  const next = [ask('next'), ask('other', 'other')];

  it('pause the pushes of their session, and only of it', () => {
    const plan = planPushes(aPlanView({ items: [...denied, ...next] }));
    expect(told(plan.pushes)).toEqual(['phone tag-other request other']);
    expect([...plan.paused]).toEqual(['s']);
  });

  it.each([
    ['too few', denied.slice(1)],
    ['one that the leash denied', [...denied.slice(1), answered(ask('d'), 'deny', 200, LEASH)]],
    ['an allowed one after them', [...denied, answered(ask('d'), 'allow', 200)]],
    ['an allowed one in the terminal', [...denied, inTerminal('d', 'allowed')]],
  ])('do not where there are %s', (_what, items) => {
    expect(planned({ items: [...items, ...next] })).toHaveLength(2);
  });

  it('do not count from before the person went away, and 0 is for never', () => {
    const items = [...denied, ...next];
    expect(planned({ items, away: { ...AWAY, since: 101 } })).toHaveLength(2);
    expect(planned({ items, pauseAfterDenials: 0 })).toHaveLength(2);
  });

  it('count in the terminal too, and what a grant allowed in between does not', () => {
    const grant = { kind: 'grant', id: 'g', name: 'Bash(ls)', left: null } as const;
    const items = [
      ...denied.slice(1),
      answered(ask('g'), 'allow', 150, grant),
      inTerminal('d', 'denied'),
    ];
    expect(planned({ items: [...items, ...next] })).toHaveLength(1);
  });

  it('leave what was told as it is until it is settled', () => {
    const open = openAfter({ items: [ask('next')] });
    expect(planned({ items: [...denied, ask('next')], open })).toEqual([]);
    const items = [...denied, answered(ask('next'), 'deny', 300)];
    expect(planned({ items, open })).toEqual(['phone tag-s settled']);
  });
});

function inTerminal(id: string, outcome: 'allowed' | 'denied'): Item {
  const state = { kind: 'answered-elsewhere', outcome, how: 'in the terminal', at: 200 } as const;
  return { request: ask(id).request, state };
}
