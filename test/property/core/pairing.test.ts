import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterPairingEvent,
  openPairing,
  PAIRING_TIME,
  PAIRING_TRIES,
  type Candidate,
  type PairingEvent,
} from '../../../src/core/pairing/pairing.ts';

const candidates: readonly Candidate[] = ['p1', 'p2'].map((proof) => ({
  proof,
  name: proof,
  origin: 'https://desk.example',
  signingKey: proof,
  agreementKey: proof,
  digits: '123456',
}));

/** Time goes on with each event, seldom far; now and then to the very end of the pairing. */
const TO_THE_END = -1;
const pause = fc.oneof(
  { weight: 1, arbitrary: fc.constant(TO_THE_END) },
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 5_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: PAIRING_TIME + 1 }) },
);
const what = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('p1', 'p1', 'p2', 'wrong proof') },
  { weight: 4, arbitrary: fc.constantFrom('right digits', 'wrong digits', 'wrong digits') },
  { weight: 1, arbitrary: fc.constantFrom('tick', 'tick', 'cancel') },
);

function eventOf(name: string, at: number): PairingEvent {
  switch (name) {
    case 'right digits':
    case 'wrong digits':
      return { kind: 'type', right: name === 'right digits', at };
    case 'tick':
      return { kind: 'tick', at };
    case 'cancel':
      return { kind: 'cancel' };
    default: {
      const candidate = candidates.find(({ proof }) => proof === name) ?? null;
      return { kind: 'prove', candidate, at };
    }
  }
}

test('nothing is confirmed without a right proof and right digits, in time and within the tries', () => {
  let confirmed = 0;
  fc.assert(
    fc.property(fc.nat(1e9), fc.array(fc.tuple(what, pause), { maxLength: 30 }), (start, steps) => {
      let pairing = openPairing(start);
      let at = start;
      // What an onlooker counts who knows nothing of states.
      let proved: string | null = null;
      let wrong = 0;
      let over = false;
      for (const [name, milliseconds] of steps) {
        at = milliseconds === TO_THE_END ? Math.max(at, start + PAIRING_TIME) : at + milliseconds;
        const event = eventOf(name, at);
        const was = pairing;
        const [next, reply] = afterPairingEvent(pairing, event);
        pairing = next;

        const inTime = at < start + PAIRING_TIME;
        if (event.kind === 'cancel' || !inTime) over = true;
        const mayPass = !over && wrong < PAIRING_TRIES && was.kind === 'open';
        if (reply === 'proved') {
          expect(mayPass && proved === null && event.kind === 'prove').toBe(true);
          expect(event).toMatchObject({ candidate: { proof: name } });
          proved = name;
        }
        if (reply === 'confirmed') {
          confirmed += 1;
          expect(mayPass && event.kind === 'type' && event.right).toBe(true);
          expect(proved).not.toBeNull();
          expect(next).toMatchObject({ kind: 'confirmed', candidate: { proof: proved } });
        }
        if (reply === 'wrong') wrong += 1;
        // What is over stays over, and what is not confirmed just now was it before.
        if (was.kind !== 'open') expect(next).toBe(was);
        else if (next.kind === 'confirmed') expect(reply).toBe('confirmed');
        expect(wrong).toBeLessThanOrEqual(PAIRING_TRIES);
        if (over || wrong === PAIRING_TRIES) expect(next.kind).not.toBe('open');
      }
    }),
    { numRuns: 3_000 },
  );
  expect(confirmed).toBeGreaterThan(100);
});

test('each wrong proof, and each wrong digits for a device, cost one try', () => {
  fc.assert(
    fc.property(fc.array(what, { maxLength: 12 }), (names) => {
      let pairing = openPairing(0);
      for (const name of names) {
        const before = pairing;
        [pairing] = afterPairingEvent(pairing, eventOf(name, 1));
        if (before.kind !== 'open' || name === 'cancel') continue;
        const costs =
          name === 'wrong proof' || (name === 'wrong digits' && before.candidate !== null);
        const left = pairing.kind === 'open' ? pairing.triesLeft : 0;
        if (pairing.kind !== 'confirmed') expect(left).toBe(before.triesLeft - (costs ? 1 : 0));
      }
    }),
    { numRuns: 1_000 },
  );
});
