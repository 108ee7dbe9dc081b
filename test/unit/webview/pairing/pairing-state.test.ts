import { expect, test } from 'vitest';
import type { PairingStatus } from '../../../../src/protocol/remote-status.ts';
import {
  emptyPairing,
  leftWords,
  received,
  sixDigits,
  stepOf,
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

const done = (note: string) => ({ kind: 'outcome', outcome: { kind: 'done', note } }) as const;
const refusal = (message: string) =>
  ({ kind: 'outcome', outcome: { kind: 'refused', code: 'wrong-digits', message } }) as const;

test('the digits are asked for as long as what became of them is not known', () => {
  const known = received(emptyPairing, shown({ ...open, device: { name: 'Pixel' } }), 0);
  expect(stepOf(known)).toMatchObject({ kind: 'digits', device: 'Pixel' });
  const gone = received({ ...known, sending: true }, shown(null), 0);
  expect(stepOf(gone)).toEqual({ kind: 'waiting' });
  const paired = received(gone, done('Pixel is paired.'), 0);
  expect(stepOf(paired)).toEqual({ kind: 'paired', words: 'Pixel is paired.' });
  const closed = received(gone, refusal('Too many.'), 0);
  expect(stepOf(closed)).toEqual({ kind: 'closed', why: 'Too many.' });
});

test.each([
  [{ kind: 'none' }, 'unreachable'],
  [{ kind: 'starting', by: 'ngrok' }, 'starting'],
  [{ kind: 'down', by: 'ngrok', message: 'Not there.' }, 'unreachable'],
  [{ kind: 'up', by: 'ngrok', origin: 'https://a', risk: '', verifiedAt: 0 }, 'scan'],
] as const)('with %j the step is %s', (tunnel, kind) => {
  expect(stepOf(received(emptyPairing, { ...shown(open), tunnel }, 0)).kind).toBe(kind);
});
