import ignore from 'ignore';
import { literalFolder, type FilePattern } from './file-pattern.ts';
import type { PlacedRule } from './placed-rule.ts';

/** Some rules' patterns that are matched as one, as the lines of a .gitignore file are. */
export interface PatternGroup {
  /** Of the first rule. */
  readonly rule: PlacedRule;
  readonly pattern: FilePattern;
  /** The folder below the root where all lies that it matches, in lower case; empty for anywhere. */
  readonly folder: string;
  /** @param path from the root, without a slash at either end; not empty */
  matches(path: string): boolean;
}

/** A rule with its pattern. */
export interface PatternRule {
  readonly rule: PlacedRule;
  readonly pattern: FilePattern;
}

/**
 * The rules of one file, kind and root, each by itself; where one of them takes something out again
 * (`!…`), all together, since then their order counts (measured: only within one settings file).
 */
export function groupsOf(rules: readonly PatternRule[]): readonly PatternGroup[] {
  if (!rules.some(({ pattern }) => pattern.isNegative))
    return rules.map((one) => group(one, [one]));
  const [first] = rules;
  return first === undefined ? [] : [group(first, rules)];
}

function group(first: PatternRule, rules: readonly PatternRule[]): PatternGroup {
  // Most are never asked, since what they are about is in another folder.
  let matcher: Matcher | null = null;
  return {
    ...first,
    folder: rules.length === 1 ? literalFolder(first.pattern) : '',
    matches: (path) => {
      matcher ??= matcherOf(rules.map(({ pattern }) => pattern.glob));
      return matcher(path);
    },
  };
}

type Matcher = (path: string) => boolean;

/** Making the library ready takes longer than all else of a judgement, so it is only asked about wildcards. */
function matcherOf(globs: readonly string[]): Matcher {
  const [only = '', ...others] = globs;
  if (others.length === 0 && only === '/**') return () => true;
  if (others.length === 0 && /^(?:\/[\w@+-][\w.@+-]*)+$/.test(only)) {
    const fixed = new RegExp(`^${only.slice(1).replace(/[.+]/g, '\\$&')}(?:/|$)`, 'i');
    return (path) => fixed.test(path);
  }
  const list = ignore().add(globs);
  return (path) => list.ignores(path);
}

const LONGEST = 4096;

/**
 * Whether a pattern is longer, or has more stars, than a path could need. The time it takes to compare
 * grows with each, so that a file from elsewhere could stop everything: to allow, such a pattern counts for
 * nothing, to deny or ask, as one that asks about everything.
 */
export function isTooWild({ glob }: FilePattern): boolean {
  const parts = glob.split('/');
  const deep = parts.filter((part) => /^\*\*+$/.test(part)).length;
  return (
    glob.length > LONGEST || deep > 6 || parts.some((part) => (part.match(/\*+/g) ?? []).length > 4)
  );
}
