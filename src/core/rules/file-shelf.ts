import { pathFrom } from './absolute-path.ts';
import type { Places } from './call.ts';
import { groupsOf, isTooWild, type PatternGroup, type PatternRule } from './file-group.ts';
import { isInert, readFilePattern } from './file-pattern.ts';
import type { PlacedRule, RuleBehavior } from './placed-rule.ts';
import { parseRule, type Rule } from './rule.ts';
import { isWhole } from './tool-name.ts';

/** The rules of one kind for files, by where to look for them. */
export interface FileShelf {
  /** Those for a tool as a whole. */
  readonly whole: readonly { readonly placed: PlacedRule; readonly rule: Rule }[];
  readonly read: PatternShelf;
  readonly edit: PatternShelf;
  /** One whose pattern is not compared with anything; null where there is none. */
  readonly tooWild: PlacedRule | null;
}

/** Patterns by the folder in which all lies that they match. */
export interface PatternShelf {
  /** The folder from the top, in lower case. */
  readonly fixed: ReadonlyMap<string, readonly PatternGroup[]>;
  /** The folder from the one the session is in, in lower case. */
  readonly relative: ReadonlyMap<string, readonly PatternGroup[]>;
}

const NO_PATTERNS: PatternShelf = { fixed: new Map(), relative: new Map() };
const EMPTY: FileShelf = { whole: [], read: NO_PATTERNS, edit: NO_PATTERNS, tooWild: null };

/** The rules for files of one kind. Others, and those that Claude Code would skip, count for nothing. */
export function shelve(
  rules: readonly PlacedRule[],
  behavior: RuleBehavior,
  places: Places,
): FileShelf {
  const parsed = rules
    // Most rules are for commands, and rules are compiled often.
    .filter((placed) => placed.behavior === behavior && !placed.text.startsWith('Bash('))
    .flatMap((placed) => {
      const rule = parseRule(placed.text);
      return rule === null ? [] : [{ placed, rule }];
    });
  if (parsed.length === 0) return EMPTY;
  const patterns = (tool: string) =>
    parsed
      .filter(({ rule }) => rule.tool === tool && !isWhole(rule))
      .map(({ placed, rule }) => patternRule(placed, rule, places))
      .filter(({ pattern }) => !isInert(pattern));
  const named = { read: patterns('Read'), edit: patterns('Edit') };
  const tame = (list: readonly PatternRule[]) => list.filter(({ pattern }) => !isTooWild(pattern));
  const wild = [...named.read, ...named.edit].find(({ pattern }) => isTooWild(pattern));
  return {
    whole: parsed.filter(({ rule }) => isWhole(rule)),
    read: patternShelf(tame(named.read)),
    edit: patternShelf(tame(named.edit)),
    tooWild: wild?.rule ?? null,
  };
}

/** Whether a shelf holds no rule at all. */
export function isEmpty({ whole, read, edit, tooWild }: FileShelf): boolean {
  const patterns = [read.fixed, read.relative, edit.fixed, edit.relative];
  return whole.length === 0 && tooWild === null && patterns.every(({ size }) => size === 0);
}

function patternRule(placed: PlacedRule, rule: Rule, { home }: Places): PatternRule {
  const roots = { source: placed.root, home };
  return {
    rule: placed,
    pattern: readFilePattern(rule.content ?? '', placed.behavior, roots),
  };
}

function patternShelf(rules: readonly PatternRule[]): PatternShelf {
  if (rules.length === 0) return NO_PATTERNS;
  const sections = new Map<string, PatternRule[]>();
  for (const one of rules) {
    add(sections, JSON.stringify([one.rule.file, one.rule.scope, one.pattern.root]), one);
  }
  const fixed = new Map<string, PatternGroup[]>();
  const relative = new Map<string, PatternGroup[]>();
  for (const group of [...sections.values()].flatMap(groupsOf)) {
    const { root } = group.pattern;
    if (root === null) add(relative, group.folder, group);
    else add(fixed, join(root, group.folder), group);
  }
  return { fixed, relative };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function join(root: string, folder: string): string {
  const path = [...root.split('/'), ...folder.split('/')].filter((part) => part !== '').join('/');
  return path.toLowerCase();
}

/**
 * The first rule found whose pattern matches a path; null where none does.
 * @param from the folders that relative patterns are read from
 */
export function findPattern(
  shelf: PatternShelf,
  path: string,
  from: readonly string[],
): PlacedRule | null {
  const fixed = lookUp(shelf.fixed, path.slice(1), ({ pattern: { root } }) =>
    pathFrom(root ?? '/', path),
  );
  if (fixed !== null) return fixed;
  for (const folder of new Set(from)) {
    const inside = pathFrom(folder, path);
    const found = inside === null ? null : lookUp(shelf.relative, inside, () => inside);
    if (found !== null) return found;
  }
  return null;
}

function lookUp(
  groups: ReadonlyMap<string, readonly PatternGroup[]>,
  path: string,
  relative: (group: PatternGroup) => string | null,
): PlacedRule | null {
  if (groups.size === 0) return null;
  for (const folder of foldersOf(path.toLowerCase())) {
    for (const group of groups.get(folder) ?? []) {
      const inside = relative(group);
      if (inside !== null && inside !== '' && group.matches(inside)) return group.rule;
    }
  }
  return null;
}

/** `''`, `a`, `a/b`, … of a path. */
function foldersOf(path: string): readonly string[] {
  const folders = [''];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    folders.push(path.slice(0, at));
  }
  return [...folders, path];
}
