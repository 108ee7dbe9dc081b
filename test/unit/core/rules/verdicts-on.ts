import { compileRules, judge } from '../../../../src/core/rules/judge.ts';
import type { RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../../src/core/rules/verdict.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

/** The rules of each list. */
export type Lists = Partial<Record<RuleBehavior, readonly string[]>>;

/** What is said of a command in the project under some rules. */
export function verdictOn(lists: Lists, command: string): Verdict {
  const rules = (['allow', 'ask', 'deny'] as const).flatMap((behavior) =>
    (lists[behavior] ?? []).map((content) => placed(content, behavior)),
  );
  return judge(compileRules(rules, PLACES), { tool: 'Bash', input: { command }, cwd: FOLDER });
}

/** Those of some commands for which another verdict is given. */
export function others(
  lists: Lists,
  outcome: Verdict['outcome'],
  commands: readonly string[],
): readonly string[] {
  return commands.filter((command) => verdictOn(lists, command).outcome !== outcome);
}
