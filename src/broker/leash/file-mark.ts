import { statSync, type Stats } from 'node:fs';

/** What tells a file from another, or from itself before a change. */
export interface FileMark {
  /** Empty where there is no file. */
  readonly text: string;
  /** When anything of it last changed; milliseconds since 1970. No program can set it. */
  readonly changedAt: number;
}

/** Two changes within one tick of a file system’s clock leave the same mark, in milliseconds. */
const TICK = 100;

/** The mark of a file as it is now, links followed. It never throws: what can’t be looked at has none. */
export function markOf(path: string): FileMark {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? NO_FILE : markOfStats(found);
  } catch {
    // Not ours to look at, or a loop of links: who reads it says so. It is looked at anew each time.
    return { text: '?', changedAt: Infinity };
  }
}

const NO_FILE: FileMark = { text: '', changedAt: 0 };

function markOfStats({ dev, ino, size, mtimeMs, ctimeMs }: Stats): FileMark {
  return { text: `${dev} ${ino} ${size} ${mtimeMs} ${ctimeMs}`, changedAt: ctimeMs };
}

/**
 * Whether what was read right after a mark was taken can be told by that mark from whatever is
 * written later.
 * @param now when the mark was taken
 */
export function isSettled({ changedAt }: FileMark, now: number): boolean {
  return now - changedAt > TICK;
}
