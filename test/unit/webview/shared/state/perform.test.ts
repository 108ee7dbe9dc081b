import { describe, expect, test } from 'vitest';
import type { Item } from '../../../../../src/core/request/item.ts';
import type { CardMode, Progress } from '../../../../../webview/shared/state/card-ui.ts';
import { freshCard } from '../../../../../webview/shared/state/card-ui.ts';
import type { CardIntent } from '../../../../../webview/shared/state/intent.ts';
import { emptyPanel } from '../../../../../webview/shared/state/panel-state.ts';
import type { PanelState } from '../../../../../webview/shared/state/panel-state.ts';
import { perform } from '../../../../../webview/shared/state/perform.ts';
import type { Step } from '../../../../../webview/shared/state/perform.ts';
import { freshWorkbench } from '../../../../../webview/shared/state/workbench.ts';
import { aCommand, aSnapshot, inState, NOW, waiting } from '../../../../fakes/panel-snapshots.ts';

const armed = { now: NOW, armed: true };
const card = aCommand('a', 'npm test');
const intents: readonly CardIntent[] = [
  { kind: 'allow', id: 'a' },
  { kind: 'deny', id: 'a' },
  { kind: 'confirm', id: 'a' },
];
const forms: readonly CardMode[] = [
  { kind: 'answer' },
  { kind: 'deny-message', message: 'no' },
  freshWorkbench('allow'),
  { ...freshWorkbench('deny'), destination: 'local' },
];

function panel(
  item: Item,
  mode: CardMode = { kind: 'answer' },
  progress: Progress = { kind: 'idle' },
): PanelState {
  return {
    ...emptyPanel,
    snapshot: aSnapshot({ items: [item] }),
    cards: new Map([['a', { ...freshCard, mode, progress }]]),
  };
}

function posts(state: PanelState, moment = armed): readonly Step['post'][] {
  return intents
    .map((intent) => perform(state, intent, moment).post)
    .filter((post) => post !== null);
}

describe('nothing is decided', () => {
  test.each(forms)('before the card was in place long enough (%o)', (mode) => {
    expect(posts(panel(card, mode), { now: NOW, armed: false })).toEqual([]);
  });

  test.each(forms)('while an answer is on its way (%o)', (mode) => {
    expect(posts(panel(card, mode, { kind: 'sending', label: '', at: NOW }))).toEqual([]);
    expect(posts(panel(card, mode, { kind: 'done', note: null, at: NOW }))).toEqual([]);
  });

  test.each(forms)('while someone else is answering (%o)', (mode) => {
    const claimed = inState({ kind: 'pending', claim: { kind: 'window', name: 'w' } }, { id: 'a' });
    expect(posts(panel(claimed, mode))).toEqual([]);
  });

  test.each(forms)('once it is settled (%o)', (mode) => {
    expect(posts(panel(inState({ kind: 'expired', at: NOW }, { id: 'a' }), mode))).toEqual([]);
  });

  test('of an offer that is not there', () => {
    const mode = { ...freshWorkbench('allow'), choices: [{ rung: 7, written: null }] };
    expect(perform(panel(card, mode), { kind: 'confirm', id: 'a' }, armed).post).toBeNull();
  });

  test('of a long input that was not shown whole: neither once nor for always', () => {
    const content = 'x\n'.repeat(401);
    const long = waiting({ id: 'a', subject: { kind: 'write', path: '/a', content } });
    const always = freshWorkbench('allow');
    expect(perform(panel(long), { kind: 'allow', id: 'a' }, armed).post).toBeNull();
    expect(perform(panel(long, always), { kind: 'confirm', id: 'a' }, armed).post).toBeNull();
    expect(perform(panel(long), { kind: 'deny', id: 'a' }, armed).post).not.toBeNull();
  });

  test('of a request that nobody waits for: a rule can be saved, no answer given', () => {
    const lost = inState(
      { kind: 'orphaned', why: 'agent-gone', at: NOW, saved: null, dismissed: false },
      { id: 'a' },
    );
    expect(posts(panel(lost))).toEqual([]);
    expect(posts(panel(lost, { kind: 'deny-message', message: '' }))).toEqual([]);
    expect(posts(panel(lost, forms[2]))).toMatchObject([{ kind: 'save-rule' }]);
  });
});

test('an open form is confirmed, with the rule as it stands in its file', () => {
  const rules = { project: ['Read(/a)'], local: ['Read(/b)'], user: ['Read(//c)'] };
  const list = {
    kind: 'some',
    parts: [{ part: '', selected: 0, rungs: [{ rung: 'exact', reach: '', warning: null, rules }] }],
  } as const;
  const item = waiting({ id: 'a', offers: { allow: list, deny: list } });
  const mode: CardMode = { ...freshWorkbench('deny'), destination: 'user', message: ' ' };
  expect(perform(panel(item, mode), { kind: 'confirm', id: 'a' }, armed).post).toEqual({
    kind: 'decide',
    id: 'a',
    decision: {
      behavior: 'deny',
      always: { destination: 'user', rules: ['Read(//c)'] },
      message: null,
    },
  });
});

test('an action of the page is sent once at a time', () => {
  const intent = { kind: 'host', action: { kind: 'connect' }, label: '' } as const;
  const busy = { ...emptyPanel, action: { kind: 'sending', label: '', at: NOW } } as const;
  expect(perform(emptyPanel, intent, armed).post).toEqual({ kind: 'connect' });
  expect(perform(busy, intent, armed).post).toBeNull();
});
