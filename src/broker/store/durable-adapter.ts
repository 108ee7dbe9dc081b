import { readFile, rename } from 'node:fs/promises';
import type { Adapter } from 'lowdb';
import type * as z from 'zod/mini';
import { replaceFile } from './durable-file.ts';
import { createFifo } from './fifo.ts';
import { systemCode } from './store-error.ts';

/** What the adapter needs to know of a file. */
export interface DurableFile<T> {
  readonly path: string;
  /** What the file must hold; anything else is set aside. */
  readonly schema: z.ZodMiniType<T>;
  /** Hears where a file went that could not be understood. */
  readonly onCorrupt: (setAside: string) => void;
}

/**
 * Keeps one JSON file for lowdb, durably. lowdb's own adapter never syncs, uses one fixed name for
 * its temporary file, widens the file's mode and throws on a file it can't parse (measured, 7.0.1).
 * One process at a time may own the file.
 *
 * `read` gives null where there is no file, or none that can be understood; it rejects where the
 * file can't be read at all, and then leaves it alone. `write` rejects with what the file system threw.
 */
export function durableAdapter<T>({ path, schema, onCorrupt }: DurableFile<T>): Adapter<T> {
  const inTurn = createFifo();

  async function read(): Promise<T | null> {
    const text = await readIfThere(path);
    if (text === null) return null;
    const parsed = parse(schema, text);
    if (parsed.kind === 'understood') return parsed.data;
    const setAside = `${path}.corrupt-${new Date().toISOString().replaceAll(':', '')}`;
    await rename(path, setAside);
    onCorrupt(setAside);
    return null;
  }

  return {
    read: () => inTurn(read),
    write: (data) => inTurn(() => replaceFile(path, JSON.stringify(data))),
  };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw cause;
  }
}

type Parsed<T> =
  { readonly kind: 'understood'; readonly data: T } | { readonly kind: 'not-understood' };

function parse<T>(schema: z.ZodMiniType<T>, text: string): Parsed<T> {
  try {
    return { kind: 'understood', data: schema.parse(JSON.parse(text)) };
  } catch {
    // Broken JSON, another shape, or nested too deeply to walk: whatever the reason, it is kept aside.
    return { kind: 'not-understood' };
  }
}
