import type { Duplex } from 'node:stream';
import type { RemoteParts } from './remote-parts.ts';
import type { Presence } from './presence.ts';

/** Calls that are held until there is something newer. */
export interface Waits {
  /**
   * Resolves once the desk is at another revision than the given one, after so long, or when
   * something else makes waiting useless: the device is gone, or waits too often, or left.
   */
  until(device: string, revision: number, socket: Duplex): Promise<void>;
  /** Ends all of them. */
  end(): void;
}

/** How long and how often a device may wait. */
export interface WaitLimits {
  /** In milliseconds. */
  readonly wait: number;
  readonly waitsPerDevice: number;
  /** How long a device counts as reachable after a wait: until its next one came. In milliseconds. */
  readonly lingers: number;
}

interface Wait {
  readonly device: string;
  readonly revision: number;
  end(): void;
}

/** No call is held yet. */
export function createWaits(parts: RemoteParts, presence: Presence, limits: WaitLimits): Waits {
  const { desk, devices } = parts;
  const open = new Set<Wait>();

  function endWhere(isOver: (wait: Wait) => boolean): void {
    for (const wait of [...open]) if (isOver(wait)) wait.end();
  }

  const stops = [
    desk.onChange(() => endWhere((wait) => wait.revision !== desk.revision())),
    devices.onChange(() => endWhere((wait) => !devices.find(wait.device))),
  ];

  /** A page that comes back opens a new wait while its old one still hangs: the oldest goes. */
  function makeRoom(device: string): void {
    const waits = [...open].filter((wait) => wait.device === device);
    if (waits.length >= limits.waitsPerDevice) waits[0]?.end();
  }

  return {
    until(device, revision, socket) {
      if (revision !== desk.revision()) return Promise.resolve();
      makeRoom(device);
      const leave = presence.enter(device, limits.lingers);
      return new Promise((resolve) => {
        const end = (): void => {
          if (!open.delete(wait)) return;
          clearTimeout(timer);
          socket.off('close', end);
          leave();
          resolve();
        };
        const wait: Wait = { device, revision, end };
        const timer = setTimeout(end, limits.wait);
        open.add(wait);
        socket.once('close', end);
      });
    },
    end() {
      for (const stop of stops) stop();
      endWhere(() => true);
    },
  };
}
