import { pathFrom } from './absolute-path.ts';
import { isInert, readFilePattern, type FilePattern, type PatternRoots } from './file-pattern.ts';
import { isTooWild } from './file-group.ts';
import type { RuleBehavior } from './placed-rule.ts';
import { coversWildcard } from './wildcard.ts';

/** A file pattern taken apart, to be compared with others. */
export interface FileReach {
  /** Null for the folder the session is in. */
  readonly root: string | null;
  /** From the root, in lower case; `**` for any number of folders. All below the last is meant too. */
  readonly parts: readonly string[];
  /** The parts with those of the root before them. */
  readonly whole: readonly string[];
}

/**
 * What a file pattern reaches, in a form that can be compared.
 * @returns null for a pattern that is too odd to tell.
 */
export function fileReach(
  content: string,
  behavior: RuleBehavior,
  roots: PatternRoots,
): FileReach | null {
  const pattern = readFilePattern(content, behavior, roots);
  if (isOdd(pattern)) return null;
  const { root, glob } = pattern;
  const parts = glob.toLowerCase().split('/');
  const plain = parts.filter((part) => part !== '');
  // What ends in a slash is a folder: only what is below it is meant.
  const end = glob.endsWith('/') ? ['*'] : [];
  const reach = [...(/\/./.test(glob) ? [] : ['**']), ...plain, ...end];
  const own = reach.at(-1) === '**' ? [...reach.slice(0, -1), '*'] : reach;
  return { root, parts: own, whole: [...partsOf(root ?? ''), ...own] };
}

function partsOf(folder: string): readonly string[] {
  return folder
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
}

function isOdd(pattern: FilePattern): boolean {
  const { glob, isNegative } = pattern;
  return (
    isNegative ||
    isInert(pattern) ||
    isTooWild(pattern) ||
    !/^[\w.@+~,=*/ -]*[\w.@+~,=*/-]$/.test(glob)
  );
}

/**
 * Whether every file that a narrow reach takes in is the wide one's too. Where it says so it is so.
 * @param folder one that a relative wide pattern is certainly read from, too; null where there is none
 */
export function coversFiles(wide: FileReach, narrow: FileReach, folder: string | null): boolean {
  if (wide.root === narrow.root) return coversParts(wide.parts, 0, narrow.parts, 0);
  const root = wide.root ?? folder;
  if (root === null || narrow.root === null || pathFrom(root, narrow.root) === null) return false;
  return coversParts(wide.parts, 0, narrow.whole, partsOf(root).length);
}

/** Compares from one place in each on. */
function coversParts(
  wide: readonly string[],
  at: number,
  narrow: readonly string[],
  from: number,
): boolean {
  const outer = wide[at];
  const inner = narrow[from];
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  if (outer === '**') {
    return coversParts(wide, at + 1, narrow, from) || coversParts(wide, at, narrow, from + 1);
  }
  return inner !== '**' && coversPart(outer, inner) && coversParts(wide, at + 1, narrow, from + 1);
}

function coversPart(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  return wide.includes('*') && coversWildcard(wide, narrow);
}
