import { expect, test } from 'vitest';
import type { PairingStatus } from '../../../../src/protocol/remote-status.ts';
import {
  emptyPairing,
  leftWords,
  received,
  sixDigits,
} from '../../../../webview/pairing/pairing-state.ts';

const open: PairingStatus = {
  link: 'https://a.example/#pair=x',
  code: '0000-0000-0000',
  endsAt: 120_000,
  triesLeft: 5,
  device: null,
};
const shown = (pairing: PairingStatus | null) =>
  ({ kind: 'state', now: 1_000, pairing, tunnel: { kind: 'none' } }) as const;

test('what is left is counted by the editor’s clock', () => {
  expect(received(emptyPairing, shown(open), 400).skew).toBe(600);
  expect([leftWords(119_001), leftWords(61_000), leftWords(900), leftWords(-5)]).toEqual([
    '2:00',
    '1:01',
    '0:01',
    '0:00',
  ]);
});

test('what became of the digits is said, until a pairing is opened anew', () => {
  const refusal = { kind: 'refused', code: 'answer-does-not-fit', message: 'Not those.' } as const;
  const sent = { ...received(emptyPairing, shown(open), 0), sending: true };
  const told = received(sent, { kind: 'outcome', outcome: refusal }, 0);
  expect(told).toMatchObject({ sending: false, said: { text: 'Not those.', good: false } });
  expect(received(told, shown(open), 0).said).not.toBeNull();
  expect(received(received(told, shown(null), 0), shown(open), 0).said).toBeNull();
});

test.each([
  ['123456', '123456'],
  [' 123 456', '123456'],
  ['123-456', '123456'],
  ['12345', null],
  ['1234567', null],
  ['12345a', null],
])('%j is read as %j', (typed, digits) => {
  expect(sixDigits(typed)).toBe(digits);
});
