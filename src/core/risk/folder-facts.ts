import type { Places } from '../rules/call.ts';

/**
 * What the outside knows of the folder a request is about. All paths are absolute; links in them are
 * not followed.
 */
export interface FolderFacts extends Places {
  /** The top of the repository the folder lies in; null outside of one. */
  readonly gitRoot: string | null;
  /** Files and folders (with all below them) whose change weakens the permission system: our own ones. */
  readonly protectedPaths: readonly string[];
}
