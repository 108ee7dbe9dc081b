import { nextAway, startAway, type Away, type AwayEvent } from '../../core/away/away.ts';
import type { Clock, Log, Unsubscribe } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { DeviceRecorder } from '../store/recorder.ts';

/** Whether the person is away, kept up with the time. */
export interface AwayWatch {
  away(): Away;
  /** By hand; it counts once it is on record. */
  set(on: boolean): Promise<Outcome>;
  focus(focused: boolean): void;
  onChange(listener: () => void): Unsubscribe;
  close(): void;
}

/** What keeping up Away needs. */
export interface AwayWatchOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly recorder: DeviceRecorder;
  /** How the person knows this window. */
  readonly windowName: string;
  /** After how many milliseconds without a focused window it turns itself on; null for never. */
  readonly awayAfter: () => number | null;
}

/** How often time is let pass, in milliseconds. */
const TICK = 1_000;

/** Starts with a person at the desk. */
export function watchAway(options: AwayWatchOptions): AwayWatch {
  const { clock, log, recorder, windowName, awayAfter } = options;
  const listeners = new Set<() => void>();
  let away = startAway(clock.now());

  function happen(event: AwayEvent): void {
    const before = away;
    away = nextAway(away, event, awayAfter());
    if (away === before) return;
    for (const listener of listeners) listener();
    if (event.kind !== 'set' && away.on !== before.on) noteItself(away.on);
  }

  /** What turned by itself already counts: the record follows, and a fault is logged. */
  function noteItself(on: boolean): void {
    const noting = recorder.record({ kind: on ? 'away-on' : 'away-off', by: null });
    noting.catch((cause: unknown) => {
      log.error('That Away turned by itself could not be put on record', { cause: String(cause) });
    });
  }

  const ticking = setInterval(() => happen({ kind: 'tick', at: clock.now() }), TICK);
  ticking.unref();
  return {
    away: () => away,
    async set(on) {
      const by = { kind: 'window', name: windowName } as const;
      try {
        await recorder.record({ kind: on ? 'away-on' : 'away-off', by });
      } catch (cause) {
        log.error('Away could not be put on record', { cause: String(cause) });
        return refused(
          'not-recorded',
          'This could not be written to the record on disk, so Away is as it was. Free some disk space and try again.',
        );
      }
      happen({ kind: 'set', on, at: clock.now() });
      return { kind: 'done', note: null };
    },
    focus: (focused) => happen({ kind: 'focus', focused, at: clock.now() }),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      clearInterval(ticking);
      listeners.clear();
    },
  };
}
