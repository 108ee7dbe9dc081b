/** How long the parts of a tunnel may take, and when what is repeated; all in milliseconds. */
export interface TunnelTiming {
  /** From the start of a program to the address in its output. */
  readonly addressWithin: number;
  /** From the start to the first challenge that comes through; until then it counts as starting. */
  readonly reachWithin: number;
  /** One challenge. */
  readonly verifyWithin: number;
  /** Between challenges while the address leads here. */
  readonly recheck: number;
  /** Between challenges while it doesn't: from the first to the longest pause, doubling. */
  readonly retry: readonly [first: number, longest: number];
  /** Between the end of a program and its next start: from the first to the longest, doubling. */
  readonly restart: readonly [first: number, longest: number];
  /** After how many starts without ever leading here a program is left alone. */
  readonly mostStarts: number;
}

/**
 * A quick tunnel needs some 7 seconds for its address and may take longer to be reachable; a tunnel
 * that lost the network comes back by itself, and is asked again within half a minute.
 */
export const TUNNEL_TIMING: TunnelTiming = {
  addressWithin: 30_000,
  reachWithin: 60_000,
  verifyWithin: 10_000,
  recheck: 3 * 60_000,
  retry: [1000, 30_000],
  restart: [1000, 60_000],
  mostStarts: 6,
};

/** The pause before the nth repetition, counted from 0: doubling, up to the longest. */
export function pauseFor([first, longest]: readonly [number, number], nth: number): number {
  return Math.min(first * 2 ** nth, longest);
}
