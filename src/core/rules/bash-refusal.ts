import type { SimpleCommand } from '../shell/simple-command.ts';
import type { Analysed, Construct } from '../shell/analysis.ts';
import { spell } from './bash-pattern.ts';
import { denySpellings } from './bash-reach.ts';
import { findExactRule, findRule, type BashList, type BashRules } from './bash-rules.ts';
import { knownValues } from './bash-variables.ts';
import { roughCommands } from './bash-unread.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleIn } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/** What rules to deny and to ask see of a line. */
export interface Sight {
  readonly commands: readonly SimpleCommand[];
  /** The texts of the whole line: those that only a rule without a `*` may have, and those for patterns. */
  readonly exact: readonly string[];
  readonly pattern: string | null;
}

/** What is seen of a line that could be taken apart. */
export function sightOf(source: string, { commands, constructs }: Analysed): Sight {
  return {
    commands: [...commands, ...commands.flatMap(hiddenCommands)],
    exact: [source, spaced(source)],
    pattern: SEEN_WHOLE.some((one) => constructs.has(one))
      ? spaced(source.split('\n', 1)[0] ?? '')
      : null,
  };
}

/** What is seen of a line that could not: its pieces, and of one that is too long its beginning. */
export function roughSight(source: string, isTooLong: boolean): Sight {
  return {
    commands: roughCommands(source, isTooLong),
    exact: [source],
    pattern: isTooLong ? source : null,
  };
}

/** Lines with these are compared as a whole with patterns, too. */
const SEEN_WHOLE: readonly Construct[] = [
  'pipeline',
  'time',
  'function',
  'subshell',
  'group',
  'test',
];

/** Commands inside of arithmetic, which is not taken apart. */
function hiddenCommands({ words }: SimpleCommand): readonly SimpleCommand[] {
  return words
    .filter(({ text }) => /\$\(\(.*(\$\(|`)/s.test(text))
    .flatMap(({ text }) => roughCommands(text, false));
}

/** A line with one blank around each operator, and without redirections at its end. */
export function spaced(source: string): string {
  return source
    .replace(
      /("(?:\\.|[^"\\])*"|'[^']*'|\\.)|[ \t]*(\|\||&&|\|(?!&))[ \t]*/gs,
      (_, quoted, operator) => (typeof quoted === 'string' ? quoted : ` ${String(operator)} `),
    )
    .replace(/(?:[ \t]*\d*>>?&?[ \t]*[\w./-]+)+[ \t]*$/, '');
}

/** What the rules to deny and to ask for Bash say of a line, deny first; null where none reaches it. */
export function refusal({ deny, ask }: BashRules, sight: Sight): Verdict | null {
  const denied = findReaching(deny, sight);
  if (denied !== null) return saying('deny', denied, 'denies');
  if (ask.bare !== null) {
    return {
      outcome: 'ask',
      rule: ask.bare,
      because: `${ruleIn(ask.bare)} asks about every command.`,
    };
  }
  const asked = findReaching(ask, sight);
  return asked === null ? null : saying('ask', asked, 'asks about');
}

interface Reaching {
  readonly rule: PlacedRule;
  readonly text: string;
}

function saying(outcome: 'deny' | 'ask', { rule, text }: Reaching, does: string): Verdict {
  return { outcome, rule, because: `${ruleIn(rule)} ${does} \`${text}\`.` };
}

function findReaching(list: BashList, { exact, pattern, commands }: Sight): Reaching | null {
  if (list.byWord.size === 0 && list.anyWord.length === 0) return null;
  const whole =
    findExactRule(list, exact.map(spell)) ??
    (pattern === null ? null : findRule(list, [spell(pattern)]));
  if (whole !== null) return { rule: whole, text: exact[0] ?? '' };
  const known = knownValues(commands);
  for (const command of commands) {
    const rule = findRule(list, denySpellings(command, known));
    if (rule !== null) return { rule, text: command.text };
  }
  return null;
}
