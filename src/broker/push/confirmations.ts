import type { Pause } from './pause.ts';

/** How soon a device has to confirm a push before the person is told, in milliseconds. */
export const CONFIRM_WITHIN = 10_000;

/** How many pushes a device may still confirm. */
const MOST_KEPT = 200;

/** How waiting for a confirmation ended; `replaced` where a newer push took the place of this one. */
export type Confirmation = 'confirmed' | 'late' | 'replaced';

/** The pushes that devices have to confirm, and do so by a signed call. */
export interface Confirmations {
  /** From now on the device may confirm it. Nobody waits any more for an older one of its place. */
  expect(device: string, place: string, push: string): void;
  /** Waits for the confirmation of a push that its service took. */
  inTime(push: string): Promise<Confirmation>;
  /** Takes a confirmation; false where this device was sent no such push. */
  take(device: string, push: string): boolean;
  /** Nobody waits any more. */
  close(): void;
}

interface Expected {
  readonly device: string;
  readonly place: string;
  readonly ended: AbortController;
  end: Exclude<Confirmation, 'late'> | null;
}

/** Keeps what is to be confirmed, in memory: after a restart nobody waits for it. */
export function createConfirmations(pause: Pause): Confirmations {
  const expected = new Map<string, Expected>();

  function finish(one: Expected, end: Exclude<Confirmation, 'late'>): void {
    one.end = end;
    one.ended.abort();
  }

  return {
    expect(device, place, push) {
      for (const one of expected.values()) {
        if (one.place === place && one.end === null) finish(one, 'replaced');
      }
      expected.set(push, { device, place, ended: new AbortController(), end: null });
      for (const old of [...expected.keys()].slice(0, -MOST_KEPT)) expected.delete(old);
    },
    async inTime(push) {
      const one = expected.get(push);
      if (one === undefined) return 'replaced';
      if (one.end === null) await pause(CONFIRM_WITHIN, one.ended.signal);
      return one.end ?? 'late';
    },
    take(device, push) {
      const one = expected.get(push);
      if (one?.device !== device) return false;
      finish(one, 'confirmed');
      return true;
    },
    close() {
      for (const one of expected.values()) if (one.end === null) finish(one, 'replaced');
    },
  };
}
