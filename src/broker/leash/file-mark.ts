import { statSync, type Stats } from 'node:fs';

/** What tells a file from another, or from itself before a change. */
export interface FileMark {
  readonly dev: number;
  /** 0 where there is no file. */
  readonly ino: number;
  /** In bytes. */
  readonly size: number;
  /** When what it holds was last said to be written; milliseconds since 1970. */
  readonly modifiedAt: number;
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
    return { ...NO_FILE, changedAt: Infinity };
  }
}

const NO_FILE: FileMark = { dev: 0, ino: 0, size: 0, modifiedAt: 0, changedAt: 0 };

function markOfStats({ dev, ino, size, mtimeMs, ctimeMs }: Stats): FileMark {
  return { dev, ino, size, modifiedAt: mtimeMs, changedAt: ctimeMs };
}

/** Whether two marks are of one file that was left as it was, or of none. */
export function isSameMark(left: FileMark, right: FileMark): boolean {
  return (
    left.changedAt === right.changedAt &&
    left.modifiedAt === right.modifiedAt &&
    left.size === right.size &&
    left.ino === right.ino &&
    left.dev === right.dev
  );
}

/**
 * Whether what was read right after a mark was taken can be told by that mark from whatever is
 * written later.
 * @param now when the mark was taken
 */
export function isSettled({ changedAt }: FileMark, now: number): boolean {
  return now - changedAt > TICK;
}
