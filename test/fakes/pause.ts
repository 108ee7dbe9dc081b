import type { Pause } from '../../src/broker/push/pause.ts';
import { handClock, type HandClock } from './queue-ports.ts';

/** A time that stands still until it is moved, and pauses that end by it. */
export interface HandTime {
  readonly clock: HandClock;
  readonly pause: Pause;
  /** The pauses that last, in milliseconds from now. */
  pauses(): readonly number[];
  forward(milliseconds: number): void;
}

/** A time that starts at `start`. */
export function handTime(start: number): HandTime {
  const clock = handClock(start);
  const waiting = new Set<{ readonly until: number; readonly end: () => void }>();
  return {
    clock,
    pause: (milliseconds, signal) =>
      new Promise((resolve) => {
        const one = { until: clock.now() + milliseconds, end };
        function end(): void {
          waiting.delete(one);
          resolve();
        }
        if (signal.aborted) {
          resolve();
          return;
        }
        waiting.add(one);
        signal.addEventListener('abort', end, { once: true });
      }),
    pauses: () => [...waiting].map(({ until }) => until - clock.now()).sort((a, b) => a - b),
    forward(milliseconds) {
      clock.forward(milliseconds);
      for (const { until, end } of [...waiting]) if (until <= clock.now()) end();
    },
  };
}
