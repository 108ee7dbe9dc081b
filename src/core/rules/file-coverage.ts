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
  return { root, parts: reach.at(-1) === '**' ? [...reach.slice(0, -1), '*'] : reach };
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
 * @param here the folders that a wide relative pattern is certainly read from, null for the session's
 */
export function coversFiles(
  wide: FileReach,
  narrow: FileReach,
  here: readonly (string | null)[],
): boolean {
  const roots = wide.root === null ? here : [wide.root];
  return roots.some((root) => {
    const parts = partsFrom(root, narrow);
    return parts !== null && coversParts(wide.parts, parts);
  });
}

/** The parts of a reach as seen from another root above its own. */
function partsFrom(root: string | null, { root: own, parts }: FileReach): readonly string[] | null {
  if (root === own) return parts;
  if (root === null || own === null) return null;
  const between = pathFrom(root, own);
  return between === null
    ? null
    : [
        ...between
          .toLowerCase()
          .split('/')
          .filter((part) => part !== ''),
        ...parts,
      ];
}

function coversParts(wide: readonly string[], narrow: readonly string[]): boolean {
  const [first, ...rest] = wide;
  if (first === undefined) return true;
  const [part, ...more] = narrow;
  if (part === undefined) return false;
  if (first === '**') {
    return coversParts(rest, narrow) || coversParts(wide, more);
  }
  return part !== '**' && coversPart(first, part) && coversParts(rest, more);
}

function coversPart(wide: string, narrow: string): boolean {
  return wide === '*' || coversWildcard(wide, narrow);
}
