import { basename, dirname, isAbsolute } from 'node:path';

/** Where our own things lie. */
export interface OwnPlaces {
  readonly storageFolder: string;
  /** A built program of ours; what stands beside it runs as us. */
  readonly tunnelKeeper: string;
}

/**
 * Files and folders whose change weakens what asks the person: our state and record, the editor’s own
 * settings and secrets, and our code.
 */
export function protectedPathsOf({ storageFolder, tunnelKeeper }: OwnPlaces): readonly string[] {
  const around = dirname(storageFolder);
  // VS Code keeps its settings and its store of secrets in the folder above those of all extensions.
  const editor = basename(around) === 'globalStorage' ? dirname(around) : storageFolder;
  return [storageFolder, editor, ...(isAbsolute(tunnelKeeper) ? [dirname(tunnelKeeper)] : [])];
}
