import type { Unsubscribe } from '../../core/ports.ts';

/** Which devices are connected now, by a live channel or a held call. */
export interface Presence {
  /** A connection of a device began; the returned function says that it ended. */
  enter(device: string, lingers: number): () => void;
  reachable(device: string): boolean;
  /** Hears when a device becomes reachable, or is no more. */
  onChange(listener: () => void): Unsubscribe;
  /** Nobody is connected any more. */
  end(): void;
}

/** Nobody is connected yet. */
export function createPresence(): Presence {
  const counts = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const listeners = new Set<() => void>();

  function add(device: string, change: 1 | -1): void {
    const before = counts.get(device) ?? 0;
    const after = before + change;
    if (after > 0) counts.set(device, after);
    else counts.delete(device);
    if (before === 0 || after === 0) for (const listener of listeners) listener();
  }

  function later(device: string, lingers: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      add(device, -1);
    }, lingers);
    timers.add(timer);
  }

  return {
    enter(device, lingers) {
      let inside = true;
      add(device, 1);
      return () => {
        if (!inside) return;
        inside = false;
        if (lingers > 0) later(device, lingers);
        else add(device, -1);
      };
    },
    reachable: (device) => counts.has(device),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      counts.clear();
      listeners.clear();
    },
  };
}
