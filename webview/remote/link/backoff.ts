const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * How long to wait after so many failures in a row, in milliseconds: longer each time, never the same
 * for two devices, so that they don’t all come back at once.
 * @param random from 0 up to 1
 */
export function backoff(failures: number, random: number): number {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.max(0, failures - 1));
  return most * (0.5 + random / 2);
}
