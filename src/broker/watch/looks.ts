/** Looks one after the other, never two at once. */
export interface Looks {
  /** Looks now, or again as soon as the look under way has ended. */
  now(): void;
  /** Looks no more. */
  stop(): void;
}

/**
 * Repeats a look for as long as there is something to look for.
 * @param look resolves to when to look again at the latest, in milliseconds from its end; null to
 *   wait until told. It must not reject.
 */
export function planLooks(look: () => Promise<number | null>): Looks {
  let timer: NodeJS.Timeout | undefined;
  let underWay = false;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    underWay = true;
    clearTimeout(timer);
    const next = await look();
    underWay = false;
    if (stopped) return;
    if (again) now();
    else if (next !== null) timer = setTimeout(now, next).unref();
  };
  const now = (): void => {
    again = underWay;
    if (!underWay && !stopped) void run();
  };

  return {
    now,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
