import { analyse } from '../shell/analyse.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { compilePattern, matchesPattern, type BashPattern } from './bash-pattern.ts';
import { denySpellings } from './bash-reach.ts';
import { rewritten } from './bash-rewritten.ts';
import { bashContent } from './bash-rules.ts';
import { isSafeAssignment } from './bash-safe-variables.ts';
import { allowSpellings } from './bash-spellings.ts';
import type { Call } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';
import { parseRule } from './rule.ts';
import type { Match, Verdict } from './verdict.ts';

/**
 * Whether a rule matches a call, and if not, why. Of a line of shell it may cover some commands only.
 * @param alone what becomes of the call where this rule is the only one
 * @param home the home folder, absolute
 */
export function matchOf(rule: PlacedRule, call: Call, alone: Verdict, home: string): Match {
  if (parseRule(rule.text) === null)
    return no(`${rule.text} is not written as a rule: it is skipped.`);
  if (alone.outcome === rule.behavior && alone.rule !== null) return { kind: 'matches' };
  const content = bashContent(rule);
  const { command } = call.input;
  if (call.tool !== 'Bash' || content === null || typeof command !== 'string') {
    return no(alone.because);
  }
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return no(analysis.why);
  const commands = analysis.commands.map((one) => rewritten(one, home));
  return matchCommands(compilePattern(content), rule, commands, alone.because);
}

function matchCommands(
  pattern: BashPattern,
  { text, behavior }: PlacedRule,
  commands: readonly SimpleCommand[],
  because: string,
): Match {
  const uncovered = commands.filter((command) => !covers(pattern, command));
  const [first] = uncovered;
  if (behavior === 'allow' && uncovered.length < commands.length) {
    return first === undefined ? no(because) : { kind: 'partly', why: because };
  }
  return no(first === undefined ? because : whyNot(pattern, text, first));
}

function no(why: string): Match {
  return { kind: 'no', why };
}

function covers(pattern: BashPattern, command: SimpleCommand): boolean {
  return allowSpellings(command).some((spelling) => matchesPattern(pattern, spelling));
}

/** Why a pattern does not cover a command. */
function whyNot(pattern: BashPattern, rule: string, command: SimpleCommand): string {
  const part = `\`${command.text}\``;
  if (denySpellings(command, new Map()).some((spelling) => matchesPattern(pattern, spelling))) {
    const unsafe = command.assignments.find((assignment) => !isSafeAssignment(assignment));
    return unsafe === undefined
      ? `${rule} would cover what ${part} runs in the end, but a rule to allow doesn’t look that far.`
      : `${rule} doesn’t look past \`${unsafe.text}\`: only harmless variables may stand in front.`;
  }
  switch (pattern.kind) {
    case 'exact':
      return `${rule} is for exactly \`${pattern.text}\`, and ${part} differs.`;
    case 'beginning':
      return allowSpellings(command).some(({ folded }) => folded.startsWith(pattern.text))
        ? `${rule} ends with a word, and in ${part} that word goes on.`
        : `${part} doesn’t begin with \`${pattern.text}\`.`;
    case 'wildcards':
      return `The fixed parts of ${rule} don’t stand in ${part} in that order.`;
  }
}
