import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Log } from '../../core/ports.ts';
import type { Item } from '../../core/request/item.ts';
import { isOpen } from '../../core/request/state.ts';
import { stateFileSchema, type StateFile } from '../../protocol/state-file.ts';
import { durableAdapter } from './durable-adapter.ts';
import { FRESH_SUFFIX } from './durable-file.ts';
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

/** The queue as it survives a restart of the editor. Nothing here rejects: answering goes on without it. */
export interface StateStore {
  /** What an earlier desk left behind, oldest first. */
  readonly items: readonly Item[];
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
  const db = new Low<StateFile>(adapter, { version: 1, items: [] });
  const inTurn = createFifo();
  let readable = true;
  let failing = false;
  let closed = false;
  /** What is not on disk yet. */
  let wanted: readonly Item[] | null = null;

  function report(what: string, cause: unknown): void {
    const error = storeError(what, cause);
    log.error(what, { code: error.code, cause: String(cause) });
    if (!failing) onProblem(error.message);
    failing = true;
  }

  /** Writes the newest of what is wanted; a save whose items a later one replaced finds nothing to do. */
  async function write(): Promise<void> {
    const items = wanted;
    wanted = null;
    if (items === null || !readable) return;
    db.data = { version: 1, items: recent(items) };
    try {
      await db.write();
      failing = false;
    } catch (cause) {
      wanted ??= items;
      report('The open requests could not be saved', cause);
    }
  }

  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeLeftovers(folder);
    await db.read();
  } catch (cause) {
    // Writing would replace a file that may well be whole, so it is left alone.
    readable = false;
    report('The saved requests could not be read, and none will be saved until you reload', cause);
  }

  return {
    items: db.data.items,
    save(items) {
      if (closed) return Promise.resolve();
      wanted = items;
      return inTurn(write);
    },
    flush: () => inTurn(write),
    async close() {
      closed = true;
      await inTurn(write);
      wanted = null;
    },
  };
}

/** All that is open or still on its way to the agent, and the newest of the rest. */
function recent(items: readonly Item[]): readonly Item[] {
  const settled = items.filter(isSettled);
  const old = new Set(settled.slice(0, Math.max(0, settled.length - SETTLED_KEPT)));
  return items.filter((item) => !old.has(item));
}

function isSettled({ state }: Item): boolean {
  return !isOpen(state) && state.kind !== 'decided';
}

/** Removes what a write left that was cut short by the end of the process. */
async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder);
  const left = names.filter(
    (name) => name.startsWith(`${FILE_NAME}.`) && name.endsWith(FRESH_SUFFIX),
  );
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}
