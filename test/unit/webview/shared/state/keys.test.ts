import { expect, test } from 'vitest';
import type { CardMode } from '../../../../../webview/shared/state/card-ui.ts';
import { meaningOf } from '../../../../../webview/shared/state/keys.ts';
import type { KeyPress } from '../../../../../webview/shared/state/keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shift: false,
  foreign: false,
  on: 'elsewhere',
  ...more,
});
const list: CardMode = { kind: 'answer' };
const form: CardMode = { kind: 'deny-message', message: '' };
const letters = ['a', 'd', 'm', 'u', 'j', 'k', '?'];

/** What a key would do to the card “x”, or to the page. */
function effect(key: KeyPress, mode: CardMode): unknown {
  const meaning = meaningOf(key, mode);
  return meaning?.kind === 'card' ? meaning.intent('x') : meaning;
}

test.each([
  ['a', { kind: 'allow', id: 'x' }],
  ['d', { kind: 'deny', id: 'x' }],
  ['m', { kind: 'open-message', id: 'x' }],
  ['j', { kind: 'move', by: 1 }],
  ['ArrowUp', { kind: 'move', by: -1 }],
  ['u', { kind: 'undo-newest' }],
  ['?', { kind: 'help' }],
])('%s', (key, meaning) => {
  expect(effect(press(key), list)).toEqual(meaning);
});

test('Shift makes it for always; Caps Lock alone does nothing', () => {
  expect(effect(press('A', { shift: true }), list)).toMatchObject({ behavior: 'allow' });
  expect(effect(press('D', { shift: true }), list)).toMatchObject({ behavior: 'deny' });
  expect(effect(press('A'), list)).toBeNull();
});

test.each(letters)(
  '%s is only a letter in a text, in a form, with a modifier or repeated',
  (key) => {
    expect(effect(press(key, { on: 'text' }), list)).toBeNull();
    expect(effect(press(key), form)).toBeNull();
    expect(effect(press(key, { foreign: true }), list)).toBeNull();
  },
);

test('Enter confirms a form from a field, but presses the button it is on', () => {
  expect(effect(press('Enter', { on: 'text' }), form)).toEqual({ kind: 'confirm', id: 'x' });
  expect(effect(press('Enter', { on: 'text', shift: true }), form)).toBeNull();
  expect(effect(press('Enter', { on: 'button' }), form)).toBeNull();
  expect(effect(press('Enter'), list)).toBeNull();
});

test('the arrows choose among options where the focus is on one', () => {
  expect(effect(press('ArrowDown', { on: 'choice' }), list)).toBeNull();
  expect(effect(press('Escape', { on: 'choice' }), form)).toEqual({ kind: 'back', id: 'x' });
});
