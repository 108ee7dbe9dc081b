import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Log, Unsubscribe } from '../../core/ports.ts';
import {
  deviceStateFileSchema,
  type DeviceStateFile,
  type DeviceTrace,
} from '../../protocol/device-state.ts';
import type { PushSubscriptionInfo } from '../../protocol/remote.ts';
import { durableAdapter } from '../store/durable-adapter.ts';
import { removeLeftovers } from '../store/durable-file.ts';
import { createFifo } from '../store/fifo.ts';
import { storeError } from '../store/store-error.ts';
import type { DeviceBook } from './device-book.ts';

/** What the state of the devices needs. */
export interface DeviceStateOptions {
  /** Where its file lives; made if it is not there. No other process may use it meanwhile. */
  readonly folder: string;
  /** Whose state it is: what is not in there has none. */
  readonly book: Pick<DeviceBook, 'list' | 'find' | 'problem' | 'onChange'>;
  readonly log: Log;
  /** Hears, in words for the person, what can't be kept or read; once until it works again. */
  readonly onProblem: (message: string) => void;
}

/**
 * What changes about the paired devices. It counts at once; on disk it is a little later, and losing
 * it costs a device no more than its next call. Nothing here rejects.
 */
export interface DeviceState {
  /** Empty for a device that is not paired. */
  of(id: string): DeviceTrace;
  /** A signed call of the device came at that time; on disk at most once a minute. */
  seen(id: string, at: number): void;
  subscribe(id: string, subscription: PushSubscriptionInfo | null): void;
  /** It showed a push: nothing is wrong with pushes then. */
  confirmed(id: string, at: number): void;
  pushFailed(id: string, problem: string): void;
  /** Hears all but a call that came within a minute of the last one that was told. */
  onChange(listener: () => void): Unsubscribe;
  /** Writes what is not on disk yet, and nothing from then on: the file may be another window's. */
  close(): Promise<void>;
}

/** How old `lastSeenAt` on disk may be before a call writes it anew, in milliseconds. */
export const SEEN_STEP = 60_000;

const FILE_NAME = 'remote.json';

const NOTHING: DeviceTrace = {
  lastSeenAt: null,
  subscription: null,
  confirmedAt: null,
  pushProblem: null,
};

/** Opens the state. Whatever is wrong with its file, it opens: empty, and the person is told. */
export async function openDeviceState(options: DeviceStateOptions): Promise<DeviceState> {
  const { folder, book, log, onProblem } = options;
  const path = join(folder, FILE_NAME);
  const onCorrupt = (setAside: string): void =>
    onProblem(
      `What was kept of the paired devices could not be understood. It was set aside in ${setAside}. Open the page on each device once, so that pushes reach it again.`,
    );
  const adapter = durableAdapter({ path, schema: deviceStateFileSchema, onCorrupt });
  const db = new Low<DeviceStateFile>(adapter, { version: 1, devices: [] });
  const inTurn = createFifo();
  const listeners = new Set<() => void>();
  /** When a device was last seen, as it was last told and written. */
  const toldSeen = new Map<string, number>();
  let readable = true;
  let failing = false;
  let closed = false;
  /** Whether `traces` holds what is not on disk yet. */
  let unsaved = false;

  function report(what: string, cause: unknown): void {
    const error = storeError(what, cause);
    log.error(what, { code: error.code, cause: String(cause) });
    if (!failing) onProblem(error.message);
    failing = true;
  }

  async function write(): Promise<void> {
    if (!readable || !unsaved) return;
    unsaved = false;
    db.data = { version: 1, devices: [...traces].map(([id, trace]) => ({ id, trace })) };
    try {
      await db.write();
      failing = false;
    } catch (cause) {
      unsaved = true;
      report('What changed about the paired devices could not be saved', cause);
    }
  }

  function save(): void {
    for (const listener of listeners) listener();
    if (!closed) void inTurn(write);
  }

  function set(id: string, change: Partial<DeviceTrace>): boolean {
    if (!book.find(id)) return false;
    traces.set(id, { ...(traces.get(id) ?? NOTHING), ...change });
    unsaved = true;
    return true;
  }

  /** A register that can't be used for now says nothing of who is paired. */
  function dropStrangers(): void {
    if (book.problem() !== null) return;
    const strangers = [...traces.keys()].filter((id) => !book.find(id));
    for (const id of strangers) {
      traces.delete(id);
      toldSeen.delete(id);
    }
    if (strangers.length === 0) return;
    unsaved = true;
    save();
  }

  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeLeftovers(path);
    await db.read();
  } catch (cause) {
    // Writing would replace a file that may well be whole, so it is left alone.
    readable = false;
    report('What was kept of the paired devices could not be read', cause);
  }
  const traces = new Map<string, DeviceTrace>(
    db.data.devices.map(({ id, trace }) => [id, trace] as const),
  );
  dropStrangers();
  const unfollow = book.onChange(dropStrangers);

  return {
    of: (id) => (book.find(id) && traces.get(id)) ?? NOTHING,
    seen(id, at) {
      if (!set(id, { lastSeenAt: at })) return;
      const told = toldSeen.get(id);
      if (told !== undefined && at >= told && at - told < SEEN_STEP) return;
      toldSeen.set(id, at);
      save();
    },
    subscribe(id, subscription) {
      if (set(id, { subscription, pushProblem: null })) save();
    },
    confirmed(id, at) {
      if (set(id, { confirmedAt: at, pushProblem: null })) save();
    },
    pushFailed(id, problem) {
      if (set(id, { pushProblem: problem })) save();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      unfollow();
      await inTurn(write);
    },
  };
}
