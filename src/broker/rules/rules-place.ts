import type { Call, Places } from '../../core/rules/call.ts';
import type { Behavior } from '../../core/rules/offers.ts';
import type { PlacedRule } from '../../core/rules/placed-rule.ts';
import type { Request } from '../../core/request/request.ts';
import type { RuleFile } from '../settings/rules/read-rule-files.ts';

/** The person's folders, by which it is told where settings stand and where paths in rules start. */
export interface Person {
  readonly home: string;
  /** Claude Code's own folder of the person. */
  readonly claudeDir: string;
}

/** The folders that paths in rules start from, for sessions started in one. */
export function placesOf({ home, claudeDir }: Person, folder: string): Places {
  return { folder, home, claudeDir };
}

/** The call that a request asks about. */
export function callOf({ tool, input, cwd }: Request): Call {
  return { tool, input, cwd };
}

/** Whether rules can answer a request at all: questions and plans are answered by a person, once. */
export function isForRules({ purpose, subject }: Request): boolean {
  return purpose === 'work' && subject.kind !== 'question' && subject.kind !== 'plan';
}

/**
 * Rules as they would stand in a settings file.
 * @param files those that count for the sessions the rules are wanted for
 * @returns none where that file counts for none of them
 */
export function placeRules(
  texts: readonly string[],
  behavior: Behavior,
  file: string,
  files: readonly RuleFile[],
): readonly PlacedRule[] {
  const found = files.find((one) => one.file === file);
  if (found === undefined) return [];
  const { scope, root } = found;
  return texts.map((text) => ({ text, behavior, scope, file, root }));
}
