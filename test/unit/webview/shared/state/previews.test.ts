import { describe, expect, test } from 'vitest';
import type { RulePreview } from '../../../../../src/core/rules/preview.ts';
import type { Destination } from '../../../../../src/core/rules/offers.ts';
import { cardOf, emptyPanel } from '../../../../../webview/shared/state/panel-state.ts';
import type { PanelEvent, PanelState } from '../../../../../webview/shared/state/panel-state.ts';
import { previewsWanted } from '../../../../../webview/shared/state/previews.ts';
import { reduce } from '../../../../../webview/shared/state/reduce.ts';
import { freshWorkbench } from '../../../../../webview/shared/state/workbench.ts';
import { aCommand, aPreview, aSnapshot, NOW } from '../../../../fakes/panel-snapshots.ts';

const rules = ['Bash(npm test)'];
const one = reduce(emptyPanel, {
  kind: 'received',
  message: { kind: 'snapshot', snapshot: aSnapshot({ items: [aCommand('a', 'npm test')] }) },
  at: NOW,
});
const open = (destination: Destination = 'project'): PanelEvent => ({
  kind: 'mode',
  id: 'a',
  mode: { ...freshWorkbench('allow'), destination },
});
const shut: PanelEvent = { kind: 'mode', id: 'a', mode: { kind: 'answer' } };
const answer = (serial: number, preview: RulePreview | null = aPreview(rules)): PanelEvent => ({
  kind: 'received',
  message: { kind: 'preview', id: 'a', serial, preview },
  at: NOW,
});

/** The page after some events, each followed by the questions it leads to. */
function after(...events: readonly PanelEvent[]): PanelState {
  return events.reduce((state, event) => {
    const next = reduce(state, event);
    return previewsWanted(next).reduce(
      (last, question) => reduce(last, { kind: 'asked', question, at: NOW }),
      next,
    );
  }, one);
}

test('the host is asked when the workbench opens, and not again for the same rules', () => {
  expect(previewsWanted(one)).toEqual([]);
  expect(previewsWanted(reduce(one, open()))).toEqual([
    { kind: 'preview', id: 'a', serial: 1, draft: { behavior: 'allow', to: 'project', rules } },
  ]);
  expect(previewsWanted(after(open()))).toEqual([]);
  expect(previewsWanted(after(open(), answer(1)))).toEqual([]);
});

test('one question is under way at most; then the newest draft is asked about', () => {
  const busy = after(open(), open('local'), open('user'));
  expect(busy.serial).toBe(1);
  expect(previewsWanted(reduce(busy, answer(1)))).toMatchObject([
    { serial: 2, draft: { to: 'user' } },
  ]);
});

test('an answer to anything but the newest question is left aside', () => {
  const state = after(open(), answer(1), open('user'));
  expect(reduce(state, answer(1))).toBe(state);
  expect(reduce(state, answer(7))).toBe(state);
  expect(cardOf(state, 'a').previewed?.draft.to).toBe('project');
  expect(cardOf(reduce(state, answer(2)), 'a').previewed?.draft.to).toBe('user');
});

test('a workbench that was closed takes no answer, and asks anew when it opens again', () => {
  const closed = after(open(), shut);
  expect(reduce(closed, answer(1))).toBe(closed);
  expect(previewsWanted(reduce(closed, open()))).toMatchObject([{ serial: 2 }]);
});

test('a question without an answer makes room for the next after five seconds', () => {
  const state = after(open(), open('user'));
  expect(previewsWanted(reduce(state, { kind: 'tick', at: NOW + 4_999 }))).toEqual([]);
  const late = reduce(state, { kind: 'tick', at: NOW + 5_000 });
  expect(previewsWanted(late)).toMatchObject([{ serial: 2, draft: { to: 'user' } }]);
});

test('an answer that comes late is still taken while nothing newer was asked', () => {
  const late = reduce(after(open()), { kind: 'tick', at: NOW + 5_000 });
  expect(previewsWanted(late)).toEqual([]);
  expect(cardOf(reduce(late, answer(1)), 'a').previewed).not.toBeNull();
});

describe('those who listen', () => {
  const wrong = aPreview(rules, {
    canSave: false,
    rules: [
      {
        text: 'Bash(npm test)',
        problems: [{ severity: 'error', code: 'malformed', message: 'It can’t be read.' }],
        notes: [],
      },
    ],
  });

  test('hear what is wrong', () => {
    expect(after(open(), answer(1, wrong)).said.text).toContain('It can’t be read.');
  });

  test('hear it once while it stays so', () => {
    const first = after(open(), answer(1, wrong), open('local'));
    const again = reduce(first, answer(2, wrong));
    expect(again.said.serial).toBe(first.said.serial);
    const mended = after(open(), answer(1, wrong), open('local'), answer(2));
    expect(mended.said.serial).toBe(first.said.serial + 1);
  });
});
