import type { Clock } from '../../core/ports.ts';
import { isSettled, markOf } from './file-mark.ts';
import { readLeashFile, type FileOwner, type LeashFileRead } from './leash-file.ts';

/** The leash files of projects and of the organisation, as they stand on disk now. */
export interface LeashFiles {
  /** It never throws. */
  read(path: string, owner: FileOwner): LeashFileRead;
}

interface Kept {
  readonly mark: string;
  readonly read: LeashFileRead;
}

/** So many files are remembered. */
const MOST = 200;

/** Reads leash files, each again when it changed. */
export function leashFiles(clock: Clock): LeashFiles {
  const kept = new Map<string, Kept>();
  return {
    read(path, owner) {
      const mark = markOf(path);
      const before = kept.get(path);
      if (before?.mark === mark.text) return before.read;
      const read = readLeashFile(path, owner);
      if (kept.size > MOST) kept.clear();
      kept.delete(path);
      if (isSettled(mark, clock.now())) kept.set(path, { mark: mark.text, read });
      return read;
    },
  };
}
