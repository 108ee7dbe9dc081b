import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Grant } from '../../core/grants/grant.ts';
import type { GrantKeeper, KeepOutcome } from '../../core/grants/grant-book.ts';
import type { Log } from '../../core/ports.ts';
import type { Item } from '../../core/request/item.ts';
import { isOpen } from '../../core/request/state.ts';
import { stateFileSchema, type StateFile } from '../../protocol/state-file.ts';
import { durableAdapter } from './durable-adapter.ts';
import { removeLeftovers } from './durable-file.ts';
import { createFifo } from './fifo.ts';
import { storeError } from './store-error.ts';

/** What the state store needs. */
export interface StateStoreOptions {
  /** Where its file lives; made if it is not there. No other process may use it meanwhile. */
  readonly folder: string;
  readonly log: Log;
  /** Hears, in words for the person, what can't be kept or read; once until it works again. */
  readonly onProblem: (message: string) => void;
}

/**
 * Queue and grants as they survive a restart of the editor. Nothing here rejects: answering goes on
 * without it. Only grants do not: `keep` says whether they are on disk.
 */
export interface StateStore extends GrantKeeper {
  /** What an earlier desk left behind, oldest first. */
  readonly items: readonly Item[];
  readonly grants: readonly Grant[];
  /** Keeps the queue; resolves once this one, or a newer one, was written or given up on. */
  save(items: readonly Item[]): Promise<void>;
  /** Resolves when nothing waits to be written; tries once more what could not be. */
  flush(): Promise<void>;
  /** Flushes, and writes nothing from then on: the file may be another window's. */
  close(): Promise<void>;
}

/** How many settled requests are kept, the newest; the open ones are kept all. */
export const SETTLED_KEPT = 100;

const FILE_NAME = 'state.json';

/** Opens the store. Whatever is wrong with its file, it opens: empty, and the person is told. */
export async function openStateStore({
  folder,
  log,
  onProblem,
}: StateStoreOptions): Promise<StateStore> {
  const path = join(folder, FILE_NAME);
  const onCorrupt = (setAside: string): void =>
    onProblem(
      `The saved requests could not be understood. They were set aside in ${setAside}, and the list starts empty.`,
    );
  const adapter = durableAdapter({ path, schema: stateFileSchema, onCorrupt });
  const db = new Low<StateFile>(adapter, { version: 1, items: [], grants: [] });
  const inTurn = createFifo();
  let readable = true;
  let failing = false;
  let closed = false;
  /** Whether `items` and `grants` hold what is not on disk yet. */
  let changed = false;

  function report(what: string, cause: unknown): void {
    const error = storeError(what, cause);
    log.error(what, { code: error.code, cause: String(cause) });
    if (!failing) onProblem(error.message);
    failing = true;
  }

  /** Writes the newest there is; a save that a later one overtook finds nothing to do. */
  async function write(): Promise<KeepOutcome> {
    if (!readable) return { kind: 'refused', message: NOT_READ };
    if (!changed) return { kind: 'kept' };
    changed = false;
    db.data = { version: 1, items: recent(items), grants };
    try {
      await db.write();
      failing = false;
      return { kind: 'kept' };
    } catch (cause) {
      changed = true;
      report('The open requests could not be saved', cause);
      return {
        kind: 'refused',
        message: storeError('The grants could not be kept', cause).message,
      };
    }
  }

  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeLeftovers(path);
    await db.read();
  } catch (cause) {
    // Writing would replace a file that may well be whole, so it is left alone.
    readable = false;
    report('The saved requests could not be read, and none will be saved until you reload', cause);
  }

  let { items, grants } = db.data;
  return {
    items,
    grants,
    async save(now) {
      if (closed) return;
      items = now;
      changed = true;
      await inTurn(write);
    },
    async keep(now) {
      if (closed) return { kind: 'refused', message: 'This window no longer runs the desk.' };
      grants = now;
      changed = true;
      return inTurn(write);
    },
    async flush() {
      await inTurn(write);
    },
    async close() {
      closed = true;
      await inTurn(write);
      changed = false;
    },
  };
}

const NOT_READ =
  'The saved requests could not be read, and no grants can be kept until you reload the window.';

/** All that is open or still on its way to the agent, and the newest of the rest. */
function recent(items: readonly Item[]): readonly Item[] {
  const settled = items.filter(isSettled);
  const old = new Set(settled.slice(0, Math.max(0, settled.length - SETTLED_KEPT)));
  return items.filter((item) => !old.has(item));
}

function isSettled({ state }: Item): boolean {
  return !isOpen(state) && state.kind !== 'decided';
}
