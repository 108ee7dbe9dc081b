import { sep } from 'node:path';

/** A path as a person reads it: what is in their home folder begins with `~`. */
export function shortPath(path: string, home: string): string {
  return path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}
