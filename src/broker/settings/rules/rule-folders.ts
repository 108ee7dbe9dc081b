import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { NoteMiss } from '../../watch/misses.ts';
import { watchPaths } from '../../watch/stirs.ts';
import { countingAnywhere, countingFiles } from '../locate.ts';
import type { RulesPlace } from './read-rule-files.ts';
import { trustFiles } from './trust.ts';

/** Every file by which the rules of some places are told, each once. */
export function filesOf(places: readonly RulesPlace[]): {
  readonly settings: readonly string[];
  readonly trust: readonly string[];
} {
  const counting = places.flatMap(({ folder, ...place }) =>
    folder === null ? countingAnywhere(place) : countingFiles({ folder, ...place }),
  );
  return {
    settings: [...new Set(counting.map(({ file }) => file))],
    trust: [...new Set(places.flatMap(trustFiles))],
  };
}

/** Watches the folders in which files stand, or would. */
export interface FolderWatch {
  /** From now on those of these files; a folder that is missing is watched for from the one above. */
  watchAround(files: readonly string[]): Promise<void>;
  end(): void;
}

/** Calls `onStir` when something changes that has the name of one of the files or of its folder. */
export function watchFolders(onStir: () => void, noteMiss: NoteMiss): FolderWatch {
  let names: ReadonlySet<string> = new Set();
  let watched: ReadonlyMap<string, string> = new Map();
  let ended = false;
  const stirs = watchPaths((name) => {
    if (name === null || names.has(name)) onStir();
  }, noteMiss);

  return {
    async watchAround(files) {
      const folders = [...new Set(files.map((file) => dirname(file)))];
      const found = new Map((await Promise.all(folders.map(nearest))).flat());
      if (ended) return;
      names = new Set([...files, ...folders].map((path) => basename(path)));
      // A folder that was made anew has the path of the old one, whose watcher hears nothing of it.
      stirs.want(
        new Set([...found.keys()].filter((path) => watched.get(path) === found.get(path))),
      );
      stirs.want(new Set(found.keys()));
      watched = found;
    },
    end() {
      ended = true;
      stirs.want(new Set());
    },
  };
}

/** The folder, or the one above where it is missing, with its mark; nothing where neither is there. */
async function nearest(folder: string): Promise<(readonly [path: string, mark: string])[]> {
  const own = await markOf(folder);
  if (own !== null) return [[folder, own]];
  const above = await markOf(dirname(folder));
  return above === null ? [] : [[dirname(folder), above]];
}

/** What tells a folder from a later one of the same name: its number alone may be given again. */
async function markOf(folder: string): Promise<string | null> {
  return await stat(folder).then(
    ({ ino, birthtimeMs }) => `${ino} ${birthtimeMs}`,
    () => null,
  );
}
