/** A moment: `ms` milliseconds. */
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Waits until `look` gives something other than `undefined`, and returns it.
 * @param what named in the error when it doesn't come within `timeoutMs`.
 * @param picture what to show in that error, read only then.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  timeoutMs = 20_000,
  picture?: () => string | Promise<string>,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) {
      const shown = picture ? `\n${await picture()}` : '';
      throw new Error(`${what}: not within ${timeoutMs} ms${shown}`);
    }
    await pause(25);
  }
}

/** Is there a process with this id? */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the process is gone; `false` when it still runs after `timeoutMs`. */
export async function goes(pid: number, timeoutMs: number): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  while (runs(pid)) {
    if (Date.now() > end) return false;
    await pause(25);
  }
  return true;
}
