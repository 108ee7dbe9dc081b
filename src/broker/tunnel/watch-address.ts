import { pauseFor, type TunnelTiming } from './tunnel-timing.ts';
import type { Reach } from './verify.ts';

/** An address that is asked again and again whether it leads here. */
export interface AddressWatch {
  /** Asks now; resolves when the answer has been told. */
  check(): Promise<void>;
  /** Ends it: nothing is told any more, not even what is on its way. */
  stop(): void;
}

/**
 * Asks an address whether it leads here: now, seldom while it does, soon again while it doesn't.
 * @param verify never rejects
 */
export function watchAddress(
  verify: (signal: AbortSignal) => Promise<Reach>,
  onReach: (reach: Reach) => void,
  timing: Pick<TunnelTiming, 'recheck' | 'retry'>,
): AddressWatch {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> | null = null;
  let failures = 0;

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    const reach = await verify(ended.signal);
    if (ended.signal.aborted) return;
    const pause = reach.kind === 'reached' ? timing.recheck : pauseFor(timing.retry, failures);
    failures = reach.kind === 'reached' ? 0 : failures + 1;
    timer = setTimeout(() => void check(), pause);
    onReach(reach);
  };
  const check = (): Promise<void> => {
    if (ended.signal.aborted) return Promise.resolve();
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  void check();
  return {
    check,
    stop() {
      clearTimeout(timer);
      ended.abort();
    },
  };
}
