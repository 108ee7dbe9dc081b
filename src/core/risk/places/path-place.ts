import { absolutePath, pathFrom } from '../../rules/absolute-path.ts';
import { isAmbiguous, isProtected } from '../../rules/protected-paths.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { controlOf } from './control-files.ts';

/** What sort of place a path leads to. The later ones are not sorted by danger. */
export type Place =
  /** Nowhere: what is written there is gone, or shown. */
  | { readonly kind: 'sink' }
  /** In the project or its repository. */
  | { readonly kind: 'project' }
  | { readonly kind: 'temporary' }
  | { readonly kind: 'home' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'system' }
  | { readonly kind: 'device' }
  /** A file that says what runs or what is asked; `what` follows “changes”. */
  | { readonly kind: 'control'; readonly what: string; readonly critical: boolean }
  /** Claude Code itself always asks before it changes it. */
  | { readonly kind: 'protected' }
  /** Only known when the call runs. */
  | { readonly kind: 'unknown' };

/**
 * The place a path leads to.
 * @param path as named: absolute, `~/…`, or relative to `cwd`; null where it is computed
 */
export function placeOf(path: string | null, cwd: string, facts: FolderFacts): Place {
  if (path === null) return { kind: 'unknown' };
  if (SINK.test(path)) return { kind: 'sink' };
  const absolute = absolutePath(path, cwd, facts.home);
  if (absolute === null) return { kind: 'unknown' };
  return placeOfAbsolute(absolute, facts);
}

const SINK = /^\/dev\/(null|zero|full|std(in|out|err)|tty|fd\/\d+)$/;

function placeOfAbsolute(path: string, facts: FolderFacts): Place {
  const control = controlOf(path, facts);
  if (control !== null) return { kind: 'control', ...control };
  const isInside = (folder: string | null): boolean =>
    folder !== null && pathFrom(folder, path) !== null;
  if (isProtected(path) || isAmbiguous(path)) return { kind: 'protected' };
  if ([facts.folder, facts.gitRoot].some((root) => isProject(root, facts) && isInside(root))) {
    return { kind: 'project' };
  }
  if (TEMPORARY.test(path)) return { kind: 'temporary' };
  if (/^\/dev\//.test(path)) return { kind: 'device' };
  if (isInside(facts.home)) return { kind: 'home' };
  return SYSTEM.test(path) ? { kind: 'system' } : { kind: 'elsewhere' };
}

/** A session in the home folder or above it has no project of its own: all would be inside. */
function isProject(folder: string | null, { home }: FolderFacts): boolean {
  return folder !== null && pathFrom(folder, home) === null;
}

const TEMPORARY = /^(\/private)?\/(tmp|var\/tmp|var\/folders|dev\/shm)(\/|$)/;

const SYSTEM =
  /^\/($|(bin|boot|dev|efi|etc|lib\w*|opt|proc|root|run|sbin|srv|sys|usr|var|System|Library|Applications|private|Windows)(\/|$))/;
