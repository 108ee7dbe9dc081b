import { compilePattern, firstWord, firstWordOf, matchesPattern } from './bash-pattern.ts';
import type { BashPattern, Spelling } from './bash-pattern.ts';
import type { PlacedRule, RuleBehavior } from './placed-rule.ts';
import { parseRule } from './rule.ts';
import { namesTool } from './tool-name.ts';

/** A rule for some commands, ready to be compared. */
export interface BashRule {
  readonly rule: PlacedRule;
  readonly pattern: BashPattern;
  /** Its place among all, since the first that matches is named. */
  readonly place: number;
}

/** The rules of one list for Bash, found by the first word of a command. */
export interface BashList {
  /** One that covers every command; null where there is none. */
  readonly bare: PlacedRule | null;
  readonly byWord: ReadonlyMap<string, readonly BashRule[]>;
  /** Those that may begin with any word. */
  readonly anyWord: readonly BashRule[];
}

/** The three lists of rules for Bash. */
export type BashRules = Readonly<Record<RuleBehavior, BashList>>;

/** Makes the rules for Bash ready; all others count for nothing. It never throws. */
export function compileBashRules(rules: readonly PlacedRule[]): BashRules {
  const list = (behavior: RuleBehavior) =>
    compileList(rules.filter((rule) => rule.behavior === behavior));
  return { allow: list('allow'), ask: list('ask'), deny: list('deny') };
}

/** The first rule of a list that covers a command under one of these texts; null where none does. */
export function findRule(list: BashList, spellings: readonly Spelling[]): PlacedRule | null {
  return find(list, spellings, () => true);
}

/** The same, of the rules without a `*`. */
export function findExactRule(list: BashList, spellings: readonly Spelling[]): PlacedRule | null {
  return find(list, spellings, ({ kind }) => kind === 'exact');
}

function find(
  list: BashList,
  spellings: readonly Spelling[],
  isMeant: (pattern: BashPattern) => boolean,
): PlacedRule | null {
  let found: BashRule | null = null;
  for (const spelling of spellings) {
    const own = list.byWord.get(firstWord(spelling.folded)) ?? [];
    for (const rules of [own, list.anyWord]) {
      const match = rules.find(
        ({ pattern }) => isMeant(pattern) && matchesPattern(pattern, spelling),
      );
      if (match !== undefined && (found === null || match.place < found.place)) found = match;
    }
  }
  return found?.rule ?? null;
}

function compileList(rules: readonly PlacedRule[]): BashList {
  let bare: PlacedRule | null = null;
  const byWord = new Map<string, BashRule[]>();
  const anyWord: BashRule[] = [];
  for (const [place, rule] of rules.entries()) {
    const content = bashContent(rule);
    if (content === null) continue;
    if (content === '*') {
      bare ??= rule;
      continue;
    }
    const pattern = compilePattern(content);
    const word = firstWordOf(pattern);
    const list = word === null ? anyWord : (byWord.get(word) ?? []);
    if (word !== null) byWord.set(word, list);
    list.push({ rule, pattern, place });
  }
  return { bare, byWord, anyWord };
}

/**
 * What a rule for Bash covers, `*` for everything; null for a rule for another tool, or one that
 * Claude Code skips: malformed, or for the parameter `command`, which is no parameter (measured).
 */
export function bashContent({ text, behavior }: PlacedRule): string | null {
  const rule = parseRule(text);
  if (rule === null || !namesTool(rule.tool, behavior, 'Bash')) return null;
  const content = rule.content ?? '*';
  return content.startsWith('command:') ? null : content;
}
