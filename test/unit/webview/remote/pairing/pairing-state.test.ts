import { expect, test } from 'vitest';
import {
  askAgain,
  groupedCode,
  readAsking,
} from '../../../../../webview/remote/pairing/pairing-state.ts';

const asking = {
  kind: 'ask',
  name: ' Pixel 8 ',
  link: null,
  code: '7qk3-mozt-b4xe',
  problem: null,
  busy: false,
} as const;

test('a code is read as it was meant, a name without its edges', () => {
  expect(readAsking(asking).with).toEqual({
    secret: { by: 'typed', secret: '7QK3M0ZTB4XE' },
    name: 'Pixel 8',
  });
  expect(readAsking({ ...asking, link: 'aB' }).with?.secret).toEqual({ by: 'link', secret: 'aB' });
});

test('what is missing is said', () => {
  expect(readAsking({ ...asking, name: ' ' }).problem).toContain('name');
  expect(readAsking({ ...asking, code: '7QK3' }).problem).toContain('twelve');
});

test('after a QR code that did not work one goes on by typing', () => {
  expect(askAgain({ ...asking, link: 'aB' }, 'why')).toMatchObject({ link: null, problem: 'why' });
});

test.each([
  ['7qk', '7QK'],
  ['7qk3m', '7QK3-M'],
  ['7qk3 mozt-b4xe99', '7QK3-MOZT-B4XE'],
])('%j is shown as %j while it is typed', (typed, shown) => {
  expect(groupedCode(typed)).toBe(shown);
});
