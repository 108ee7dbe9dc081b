import type { Log } from '../../core/ports.ts';

/** Notes a file that could not be read or watched, and goes on without it. */
export type NoteMiss = (what: string, error: unknown) => void;

/**
 * Writes each kind of miss into the log once: the files are looked at several times a second, and
 * that some are missing is normal.
 */
export function noteMissesOnce(log: Log): NoteMiss {
  const noted = new Set<string>();
  return (what, error) => {
    const reason = codeOf(error);
    const miss = `${what} ${reason}`;
    if (noted.has(miss)) return;
    noted.add(miss);
    log.debug(what, { reason });
  };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
