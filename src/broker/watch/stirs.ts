import { watch, type FSWatcher } from 'node:fs';
import type { NoteMiss } from './misses.ts';

/** Watches a changing set of paths. */
export interface Stirs {
  /** From now on these paths, and only these; one that doesn't exist is tried again next time. */
  want(paths: ReadonlySet<string>): void;
}

/**
 * Calls `onStir` when something changes at a wanted path, in a folder with the name of what changed
 * where that is known. It may miss some, so look by yourself too.
 */
export function watchPaths(onStir: (name: string | null) => void, noteMiss: NoteMiss): Stirs {
  const watchers = new Map<string, FSWatcher>();

  const drop = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };

  const add = (path: string): void => {
    try {
      const watcher = watch(path, { persistent: false }, (_event, name) => onStir(name));
      watcher.on('error', (error) => {
        noteMiss('A watched path was lost.', error);
        drop(path);
      });
      watchers.set(path, watcher);
    } catch (error) {
      noteMiss('A path could not be watched yet.', error);
    }
  };

  return {
    want: (paths) => {
      for (const path of watchers.keys()) if (!paths.has(path)) drop(path);
      for (const path of paths) if (!watchers.has(path)) add(path);
    },
  };
}
