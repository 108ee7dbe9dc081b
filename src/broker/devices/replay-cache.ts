import type { Clock } from '../../core/ports.ts';
import { REMOTE_CLOCK_SKEW } from '../../protocol/remote.ts';

/** What became of the nonce of a call. */
export type NonceVerdict =
  | 'fresh'
  /** A call with this nonce came before. */
  | 'replayed'
  /** The device's clock is too far off, or the call is an old one. */
  | 'clock'
  /** The device makes more calls than can be remembered. */
  | 'too-many';

/** Remembers the nonces of calls for as long as their time would let them through again. */
export interface ReplayCache {
  /**
   * Takes the nonce of a call whose signature holds: nobody else may fill the memory.
   * @param at the time of the call by the device's clock, in milliseconds since 1970.
   */
  take(device: string, nonce: string, at: number): NonceVerdict;
  /** Forgets a device that is paired no more. */
  forget(device: string): void;
}

/** How many calls of one device are remembered; it can't make more within two minutes. */
export const MOST_CALLS = 2_000;

/** An empty memory. */
export function createReplayCache(clock: Clock): ReplayCache {
  /** By device and nonce: until when it has to be remembered. In the order they came. */
  const taken = new Map<string, Map<string, number>>();

  function ofDevice(device: string, now: number): Map<string, number> {
    const nonces = taken.get(device) ?? new Map<string, number>();
    taken.set(device, nonces);
    for (const [nonce, until] of nonces) if (until < now) nonces.delete(nonce);
    return nonces;
  }

  return {
    take(device, nonce, at) {
      const now = clock.now();
      // Turned this way round, so that no number at all is refused too.
      if (!(Math.abs(now - at) <= REMOTE_CLOCK_SKEW)) return 'clock';
      const nonces = ofDevice(device, now);
      if (nonces.has(nonce)) return 'replayed';
      if (nonces.size >= MOST_CALLS) return 'too-many';
      nonces.set(nonce, at + REMOTE_CLOCK_SKEW);
      return 'fresh';
    },
    forget: (device) => void taken.delete(device),
  };
}
