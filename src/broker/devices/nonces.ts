import { randomBytes } from 'node:crypto';
import type { Outcome } from '../../core/request/item.ts';

/** The one-time nonces with which devices decide, and what became of the decisions. */
export interface Nonces {
  /**
   * With which a device may decide a request: the same one until it is used.
   * @returns 16 random bytes in base64url.
   */
  give(device: string, request: string): string;
  /** The one that was given last and is not used; null where there is none. */
  given(device: string, request: string): string | null;
  /** What became of this very decision, if it came before; null where it did not. */
  outcomeOf(device: string, request: string, signature: string): Promise<Outcome> | null;
  /**
   * Uses the nonce up, and then decides. Where the decision comes to nothing, a new one can be given.
   * @param signature of the decision, which has to be checked already: see `decisionFault`.
   * @throws {RangeError} where no unused nonce was given.
   */
  spend(
    device: string,
    request: string,
    signature: string,
    decide: () => Promise<Outcome>,
  ): Promise<Outcome>;
  /** Forgets a device that is paired no more. */
  forgetDevice(device: string): void;
  /** Forgets all requests but these. */
  keepOnly(requests: ReadonlySet<string>): void;
}

/** What is known of a device and a request. */
interface Slot {
  readonly device: string;
  readonly request: string;
  nonce: string | null;
  /** By signature. */
  readonly outcomes: Map<string, Promise<Outcome>>;
}

/** No nonces yet. */
export function createNonces(): Nonces {
  const slots = new Map<string, Slot>();

  function slotOf(device: string, request: string): Slot {
    const key = keyOf(device, request);
    const slot = slots.get(key) ?? { device, request, nonce: null, outcomes: new Map() };
    slots.set(key, slot);
    return slot;
  }

  function drop(isOver: (slot: Slot) => boolean): void {
    for (const [key, slot] of slots) if (isOver(slot)) slots.delete(key);
  }

  return {
    give(device, request) {
      const slot = slotOf(device, request);
      return (slot.nonce ??= randomBytes(16).toString('base64url'));
    },
    given: (device, request) => slots.get(keyOf(device, request))?.nonce ?? null,
    outcomeOf: (device, request, signature) =>
      slots.get(keyOf(device, request))?.outcomes.get(signature) ?? null,
    spend(device, request, signature, decide) {
      const slot = slots.get(keyOf(device, request));
      if (!slot || slot.nonce === null) throw new RangeError('There is no nonce to spend.');
      slot.nonce = null;
      const outcome = decide();
      slot.outcomes.set(signature, outcome);
      return outcome;
    },
    forgetDevice: (device) => drop((slot) => slot.device === device),
    keepOnly: (requests) => drop((slot) => !requests.has(slot.request)),
  };
}

/** Ids of devices are base64url, so that no two pairs share a key. */
function keyOf(device: string, request: string): string {
  return `${device} ${request}`;
}
