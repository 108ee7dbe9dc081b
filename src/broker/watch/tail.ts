import { open } from 'node:fs/promises';
import type { NoteMiss } from './misses.ts';

/** A file that grows by whole lines. */
export interface Tail {
  /** The lines that are complete and were not read before. */
  read(): Promise<readonly string[]>;
}

/** How far back the first look goes, in bytes: a request's call is among the newest lines. */
const FIRST_LOOK = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Follows a file by what is added to it; a missing file has no lines yet. */
export function followFile(path: string, noteMiss: NoteMiss): Tail {
  let offset: number | null = null;
  let rest = Buffer.alloc(0);
  let skipFirst = false;

  const readNew = async (): Promise<Buffer> => {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (offset === null || size < offset) {
        offset = Math.max(0, size - FIRST_LOOK);
        skipFirst = offset > 0;
        rest = Buffer.alloc(0);
      }
      const { buffer, bytesRead } = await file.read({
        buffer: Buffer.alloc(size - offset),
        position: offset,
      });
      offset += bytesRead;
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  };

  const read = async (): Promise<readonly string[]> => {
    const added = await readNew().catch((error: unknown) => {
      noteMiss('A transcript could not be read.', error);
      return Buffer.alloc(0);
    });
    const all = Buffer.concat([rest, added]);
    const end = all.lastIndexOf(NEWLINE) + 1;
    rest = all.subarray(end);
    if (end === 0) return [];
    const lines = all.toString('utf8', 0, end - 1).split('\n');
    if (!skipFirst) return lines;
    // The first look began in the middle of a line.
    skipFirst = false;
    return lines.slice(1);
  };

  return { read };
}
