import { describe, expect, test } from 'vitest';
import {
  afterPairingEvent,
  openPairing,
  PAIRING_TIME,
  type Candidate,
  type PairingEvent,
} from '../../../../src/core/pairing/pairing.ts';

const phone = (proof = 'p1'): Candidate => ({
  proof,
  name: 'Phone',
  origin: 'https://desk.example',
  signingKey: `k-${proof}`,
  agreementKey: 'a',
  digits: '123456',
});
const proves = (candidate: Candidate | null, at = 10): PairingEvent => ({
  kind: 'prove',
  candidate,
  at,
});
const types = (right: boolean, at = 20): PairingEvent => ({ kind: 'type', right, at });

/** Runs events from the opening at 0 on. */
function run(...events: PairingEvent[]) {
  let pairing = openPairing(0);
  const replies = events.map((event) => {
    const [next, reply] = afterPairingEvent(pairing, event);
    pairing = next;
    return reply;
  });
  return { pairing, replies };
}

describe('a pairing', () => {
  test('is confirmed by a right proof and then the right digits', () => {
    expect(run(proves(phone()), types(true))).toEqual({
      pairing: { kind: 'confirmed', candidate: phone() },
      replies: ['proved', 'confirmed'],
    });
  });

  test('takes one device; a repeat of its call is no second one', () => {
    const { pairing, replies } = run(proves(phone()), proves(phone()), proves(phone('p2')));
    expect(replies).toEqual(['proved', 'proved-before', 'taken']);
    expect(pairing).toMatchObject({ kind: 'open', triesLeft: 5, candidate: phone() });
  });

  test('takes no digits before a device proved itself, and counts them as no try', () => {
    expect(run(types(true), proves(phone())).pairing).toMatchObject({ kind: 'open', triesLeft: 5 });
  });

  test('closes with the fifth wrong one, be it proof or digits: a sixth can’t be right', () => {
    const four = [proves(null), proves(phone()), types(false), proves(null), types(false)];
    expect(run(...four).pairing).toMatchObject({ kind: 'open', triesLeft: 1 });
    expect(run(...four, types(true)).pairing.kind).toBe('confirmed');
    const { pairing, replies } = run(...four, types(false), types(true));
    expect(pairing).toEqual({ kind: 'closed', why: 'tries-used-up', candidate: phone() });
    expect(replies.slice(-2)).toEqual(['wrong', 'closed']);
  });

  test('closes when its time is over, whatever comes then', () => {
    const before = PAIRING_TIME - 1;
    expect(run(proves(phone(), before), types(true, before)).pairing.kind).toBe('confirmed');
    const late = { kind: 'closed', why: 'time-over' };
    expect(run(proves(phone()), types(true, PAIRING_TIME)).pairing).toMatchObject(late);
    expect(run(proves(phone(), PAIRING_TIME)).pairing).toMatchObject(late);
    expect(run({ kind: 'tick', at: PAIRING_TIME }).pairing).toMatchObject(late);
    expect(run({ kind: 'tick', at: before }).replies).toEqual(['quiet']);
  });

  test('can be cancelled', () => {
    expect(run(proves(phone()), { kind: 'cancel' }, types(true))).toEqual({
      pairing: { kind: 'closed', why: 'cancelled', candidate: phone() },
      replies: ['proved', 'quiet', 'closed'],
    });
  });

  test('takes nothing more once it is confirmed', () => {
    const { pairing } = run(proves(phone()), types(true), { kind: 'cancel' }, proves(phone('p2')));
    expect(pairing).toEqual({ kind: 'confirmed', candidate: phone() });
  });
});
