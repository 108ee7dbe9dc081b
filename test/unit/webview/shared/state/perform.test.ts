import { describe, expect, test } from 'vitest';
import type { RulePreview } from '../../../../../src/core/rules/preview.ts';
import type { ShownItem } from '../../../../../src/core/request/item.ts';
import type {
  AlwaysMode,
  CardMode,
  CardUi,
  Progress,
} from '../../../../../webview/shared/state/card-ui.ts';
import { freshCard } from '../../../../../webview/shared/state/card-ui.ts';
import type { CardIntent } from '../../../../../webview/shared/state/intent.ts';
import { emptyPanel } from '../../../../../webview/shared/state/panel-state.ts';
import type { PanelState } from '../../../../../webview/shared/state/panel-state.ts';
import { perform } from '../../../../../webview/shared/state/perform.ts';
import type { Step } from '../../../../../webview/shared/state/perform.ts';
import { releaseOf } from '../../../../../webview/shared/state/release.ts';
import { freshWorkbench } from '../../../../../webview/shared/state/workbench.ts';
import {
  aCommand,
  aPart,
  aPreview,
  aSnapshot,
  inState,
  NOW,
  waiting,
} from '../../../../fakes/panel-snapshots.ts';

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
  item: ShownItem,
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

  test.each(forms)('but a denial, where others have to sign (%o)', (mode) => {
    const notYours = { kind: 'others-sign', words: 'It waits for Ada to sign.' } as const;
    const denials = intents.map((intent) => {
      return perform(panel({ ...card, notYours }, mode), intent, armed);
    });
    for (const { post } of denials) {
      if (post !== null) expect(post).toMatchObject({ decision: { behavior: 'deny' } });
    }
    const pressed = perform(panel({ ...card, notYours }), { kind: 'allow', id: 'a' }, armed);
    expect(pressed.events).toEqual([{ kind: 'hint', id: 'a', text: notYours.words }]);
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

describe('rules written by hand', () => {
  const part = aPart('npm test', ['Bash(npm test)', 'exact']);
  const offers = { kind: 'some', parts: [part] } as const;
  const item = waiting({ id: 'a', offers: { allow: offers, deny: offers } });
  const written = 'Bash(npm test *)';
  const mode: AlwaysMode = {
    ...freshWorkbench('allow'),
    choices: [{ rung: 0, written: { rules: [written], counts: true } }],
  };
  const draft = { behavior: 'allow', to: 'project', rules: [written] } as const;
  const asked = { serial: 1, draft, at: NOW, state: 'answered' } as const;
  const whenCard = (fields: Partial<CardUi>, form = mode): PanelState => ({
    ...panel(item),
    cards: new Map([['a', { ...freshCard, mode: form, ...fields }]]),
  });
  const confirm = (state: PanelState): Step => perform(state, { kind: 'confirm', id: 'a' }, armed);
  const problem = (severity: 'error' | 'warning'): RulePreview =>
    aPreview([written], {
      canSave: severity === 'warning',
      rules: [
        { text: written, problems: [{ severity, code: 'dead', message: 'Dead.' }], notes: [] },
      ],
    });

  test('are not saved before they were looked at', () => {
    expect(confirm(whenCard({})).post).toBeNull();
    expect(confirm(whenCard({ asked: { ...asked, state: 'asked' } }))).toMatchObject({
      post: null,
      events: [{ kind: 'hint' }],
    });
    expect(confirm(whenCard({ asked, previewed: { draft, preview: null } })).post).toBeNull();
  });

  test('are saved once nothing speaks against them, whatever is warned of', () => {
    expect(
      confirm(whenCard({ asked, previewed: { draft, preview: problem('warning') } })).post,
    ).toEqual({
      kind: 'decide',
      id: 'a',
      decision: {
        behavior: 'allow',
        always: { destination: 'project', rules: [written] },
        answers: null,
      },
    });
  });

  test('are not saved with an error, and the hint is what is wrong', () => {
    expect(confirm(whenCard({ asked, previewed: { draft, preview: problem('error') } }))).toEqual({
      post: null,
      events: [{ kind: 'hint', id: 'a', text: 'Dead.' }],
    });
  });

  test.each([
    ['of another text', { ...draft, rules: ['Bash(npm *)'] }],
    ['for another file', { ...draft, to: 'user' } as const],
  ])('are not saved on a look %s', (_, other) => {
    const previewed = { draft: other, preview: aPreview(other.rules) };
    expect(confirm(whenCard({ asked, previewed })).post).toBeNull();
  });

  test('can’t be all empty, even if the host finds nothing wrong', () => {
    const empty = {
      ...mode,
      choices: [{ rung: 0, written: { rules: [' '], counts: true } }],
    };
    const none = { ...draft, rules: [''] };
    expect(
      confirm(whenCard({ asked, previewed: { draft: none, preview: aPreview(['']) } }, empty)).post,
    ).toBeNull();
  });

  test('an offered rule needs no look, but an error in one that was had counts', () => {
    const offered = freshWorkbench('allow');
    const own = { ...draft, rules: ['Bash(npm test)'] };
    expect(confirm(whenCard({}, offered)).post).not.toBeNull();
    const preview = aPreview(own.rules, { canSave: false });
    expect(
      confirm(whenCard({ asked, previewed: { draft: own, preview } }, offered)).post,
    ).toBeNull();
  });
});

test('allowed for a while, the rules are those of the project’s file', () => {
  const rules = { project: ['Read(/a)'], local: ['Read(/b)'], user: ['Read(//c)'] };
  const list = {
    kind: 'some',
    parts: [{ part: '', selected: 0, rungs: [{ rung: 'exact', reach: '', warning: null, rules }] }],
  } as const;
  const item = waiting({ id: 'a', offers: { allow: list, deny: list } });
  const mode: CardMode = { ...freshWorkbench('allow'), destination: 'user', term: 'five-times' };
  const confirm = { kind: 'confirm', id: 'a' } as const;
  expect(perform(panel(item, mode), confirm, armed).post).toMatchObject({
    decision: { always: { term: 'five-times', rules: ['Read(/a)'] } },
  });
  const denied = perform(panel(item, { ...mode, behavior: 'deny' }), confirm, armed).post;
  expect(denied).toMatchObject({ decision: { always: { destination: 'user' } } });
});

describe('requests released together', () => {
  const release = { behavior: 'allow', rules: ['Bash(npm *)'], ids: ['a', 'b', 'gone'] } as const;
  const items = [aCommand('a', 'npm test'), aCommand('b', 'npm run lint')];
  const state: PanelState = {
    ...emptyPanel,
    snapshot: aSnapshot({ items, release: { ...release, ids: [...release.ids] } }),
  };
  const key = releaseOf(state.snapshot)?.key ?? '';
  const intent = { kind: 'release', key } as const;

  test('are those that still wait', () => {
    expect(releaseOf(state.snapshot)?.items.map((item) => item.request.id)).toEqual(['a', 'b']);
    const settled = inState({ kind: 'expired', at: NOW }, { id: 'a' });
    const lost = inState(
      { kind: 'orphaned', why: 'agent-gone', at: NOW, saved: null, dismissed: false },
      { id: 'b' },
    );
    const snapshot = aSnapshot({
      items: [settled, lost],
      release: state.snapshot?.release ?? null,
    });
    expect(releaseOf(snapshot)).toBeNull();
  });

  test('are answered once the offer was in place long enough', () => {
    const shown = { behavior: 'allow', rules: ['Bash(npm *)'], ids: ['a', 'b'] };
    expect(perform(state, intent, armed).post).toEqual({ kind: 'release', shown });
    const early = perform(state, intent, { now: NOW, armed: false });
    expect(early).toMatchObject({ post: null, events: [{ kind: 'hint', id: null }] });
  });

  test('are not answered by a press that was meant for another offer, or twice', () => {
    expect(perform(state, { kind: 'release', key: 'other' }, armed).post).toBeNull();
    const busy = { ...state, action: { kind: 'sending', label: '', at: NOW } } as const;
    expect(perform(busy, intent, armed).post).toBeNull();
  });
});

test('what a slip would do harm with has to have been in its place for a while', () => {
  const action = { kind: 'set-stopped', on: false } as const;
  const state = panel(card);
  const intent = { kind: 'host', action, label: 'Releasing…', at: 'stopped' } as const;
  const early = perform(state, intent, { now: NOW, armed: false });
  expect(early.post).toBeNull();
  expect(early.events).toMatchObject([{ kind: 'hint', id: null }]);
  expect(perform(state, intent, armed).post).toEqual(action);
});
