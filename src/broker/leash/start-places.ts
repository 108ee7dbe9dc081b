import { realpathSync } from 'node:fs';
import { dirname, relative, isAbsolute, sep } from 'node:path';
import type { Clock } from '../../core/ports.ts';
import { gitRoot } from '../settings/git.ts';
import { countingFiles } from '../settings/locate.ts';
import { projectLeashFile } from './leash-file.ts';

/** What is known of a folder in which sessions start. */
export interface StartPlace {
  /** As it is named. */
  readonly folder: string;
  /** Links followed: what is set for a folder holds however it is reached. */
  readonly real: string;
  readonly gitRoot: string | null;
  /** Claude Code’s settings files that count there. */
  readonly settings: readonly string[];
  /** The leash files of the project: of the folder, and of those above it up to its repository’s top. */
  readonly leashFiles: readonly string[];
}

/** Looks at folders in which sessions start. */
export interface StartPlaces {
  of(folder: string): StartPlace;
}

/** What looking at folders needs. */
export interface StartPlacesOptions {
  readonly claudeDir: string;
  readonly managedFile?: string;
  readonly clock: Clock;
}

/**
 * How long what was seen of a folder holds, in milliseconds: which files count hardly ever changes,
 * and what stands in them is looked at each time.
 */
const HOLDS = 500;

/** Looks at folders, and remembers each for a moment. */
export function startPlaces({ clock, ...place }: StartPlacesOptions): StartPlaces {
  const known = new Map<string, { readonly at: number; readonly found: StartPlace }>();
  return {
    of(folder) {
      const now = clock.now();
      const before = known.get(folder);
      if (before !== undefined && now >= before.at && now - before.at < HOLDS) return before.found;
      const found = look(folder, place);
      if (known.size > MOST) known.clear();
      known.set(folder, { at: now, found });
      return found;
    },
  };
}

/** So many folders are remembered. */
const MOST = 200;

function look(folder: string, place: Omit<StartPlacesOptions, 'clock'>): StartPlace {
  const real = realFolder(folder);
  const top = gitRoot(real);
  return {
    folder,
    real,
    gitRoot: gitRoot(folder),
    settings: countingFiles({ folder, ...place }).map(({ file }) => file),
    leashFiles: foldersUpTo(real, top).map(projectLeashFile),
  };
}

/** A folder with its links followed; as it is named where it isn’t there. */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}

/** Whether a folder is another one or lies in it. */
export function liesIn(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function foldersUpTo(folder: string, top: string | null): readonly string[] {
  if (top === null || folder === top || dirname(folder) === folder) return [folder];
  return [folder, ...foldersUpTo(dirname(folder), top)];
}
