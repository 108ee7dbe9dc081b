import type { RuleRef, RulesView } from '../core/rules/rules-view.ts';

/** A place in a text; line and column counted from 0. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a rule stands in the text of its settings file, which may have changed since it was read: at
 * its line, else where it stands first; where it can't be found, at the beginning of its line.
 * @param line counted from 1; null where it isn't known
 */
export function rulePlace(text: string, rule: string, line: number | null): TextPlace {
  const quoted = JSON.stringify(rule);
  const lines = text.split('\n');
  const known = line === null ? 0 : line - 1;
  const column = lines[known]?.indexOf(quoted) ?? -1;
  if (column !== -1) return { line: known, column };
  const found = lines.findIndex((one) => one.includes(quoted));
  if (found === -1) return { line: Math.min(known, lines.length - 1), column: 0 };
  return { line: found, column: lines[found]?.indexOf(quoted) ?? 0 };
}

/** The line a rule stands in, counted from 1; null where no file that is shown holds it. */
export function lineOfRule({ files }: RulesView, { file, behavior, text }: RuleRef): number | null {
  const content = files.find((one) => one.file === file)?.content;
  if (content?.kind !== 'read') return null;
  const listed = content.rules.find((rule) => rule.text === text && rule.behavior === behavior);
  return listed?.line ?? null;
}
