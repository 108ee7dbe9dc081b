import type { Clock } from '../../core/ports.ts';
import { isSameMark, isSettled, markOf, type FileMark } from './file-mark.ts';
import { readLeashFile, type FileOwner, type LeashFileRead } from './leash-file.ts';

/** The leash files of projects and of the organisation, as they stand on disk now. */
export interface LeashFiles {
  /** It never throws. */
  read(path: string, owner: FileOwner): LeashFileRead;
  /** Whether any of those that were read is not as it was, or as it was told last. */
  haveChanged(): boolean;
}

interface Kept {
  readonly mark: FileMark;
  readonly read: LeashFileRead;
}

/** So many files are remembered. */
const MOST = 200;

/** Reads leash files, each again when it changed. */
export function leashFiles(clock: Clock): LeashFiles {
  const kept = new Map<string, Kept>();
  const told = new Map<string, FileMark>();
  return {
    read(path, owner) {
      const mark = markOf(path);
      told.set(path, mark);
      const before = kept.get(path);
      if (before !== undefined && isSameMark(before.mark, mark)) return before.read;
      const read = readLeashFile(path, owner);
      if (told.size > MOST) {
        kept.clear();
        told.clear();
      }
      kept.delete(path);
      if (isSettled(mark, clock.now())) kept.set(path, { mark, read });
      return read;
    },
    haveChanged() {
      const changed = [...told].filter(([path, mark]) => !isSameMark(markOf(path), mark));
      for (const [path] of changed) told.set(path, markOf(path));
      return changed.length > 0;
    },
  };
}
