import type { SimpleCommand } from '../shell/simple-command.ts';
import type { Analysed, Construct } from '../shell/analysis.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { denySpellings } from './bash-reach.ts';
import {
  findExactRule,
  findRule,
  findWordForWordRule,
  type BashList,
  type BashRules,
} from './bash-rules.ts';
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
    pattern:
      SEEN_WHOLE.some((one) => constructs.has(one)) ||
      commands.some(({ redirects }) => redirects.some(({ kind }) => kind === 'file'))
        ? spaced(source.split('\n', 1)[0] ?? '')
        : null,
  };
}

/** What is seen of a line that could not: its pieces, and of one that is too long its beginning. */
export function roughSight(source: string, isTooLong: boolean): Sight {
  return {
    commands: roughCommands(source, isTooLong),
    exact: [source],
    pattern: isTooLong || source.includes('|') ? source : null,
  };
}

/** Lines with these, or with a redirection, are compared as a whole with patterns, too. */
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
  const marked = source.replace(
    /("(?:\\.|[^"\\])*"|'[^']*'|\\.)|(\|\||&&|\|(?!&))/gs,
    (_, quoted, operator) => (typeof quoted === 'string' ? quoted : `\0${String(operator)}\0`),
  );
  let line = marked
    .split('\0')
    .map((piece) => piece.trim())
    .join(' ');
  for (let end = REDIRECTION_AT_END.exec(line); end !== null; end = REDIRECTION_AT_END.exec(line)) {
    line = line.slice(0, end.index).trimEnd();
  }
  return line;
}

const REDIRECTION_AT_END = /(?<![^ \t])\d*>>?&?[ \t]*[\w./-]+$/;

/**
 * What the rules to deny and to ask for Bash say of a line, deny first; null where none reaches it. Of
 * one command, a rule to ask with its very text goes before a rule to deny with a `*` (measured).
 */
export function refusal(rules: BashRules, sight: Sight): Verdict | null {
  const { bare } = rules.ask;
  let asked: Verdict | null =
    bare === null
      ? null
      : { outcome: 'ask', rule: bare, because: `${ruleIn(bare)} asks about every command.` };
  if (isEmpty(rules.deny) && (asked !== null || isEmpty(rules.ask))) return asked;
  for (const seen of seenIn(sight)) {
    const found = refusalOfOne(rules, seen);
    if (found?.outcome === 'deny') return found;
    asked ??= found;
  }
  return asked;
}

/** A command, or the whole line, under the texts it may be known by. */
interface Seen {
  readonly text: string;
  readonly spellings: readonly Spelling[];
  /** Whether rules with a `*` see it, too. */
  readonly byPattern: boolean;
  /** Whether its very text is known: nothing of it is computed. */
  readonly isFixed: boolean;
}

function seenIn({ exact, pattern, commands }: Sight): readonly Seen[] {
  const text = exact[0] ?? '';
  const known = knownValues(commands);
  return [
    { text, spellings: exact.map(spell), byPattern: false, isFixed: true },
    ...(pattern === null
      ? []
      : [{ text, spellings: [spell(pattern)], byPattern: true, isFixed: true }]),
    ...commands.map((command) => ({
      text: command.text,
      spellings: denySpellings(command, known),
      byPattern: true,
      isFixed: command.words.every(({ value }) => value !== null),
    })),
  ];
}

function refusalOfOne({ deny, ask }: BashRules, seen: Seen): Verdict | null {
  const { spellings, text, byPattern, isFixed } = seen;
  const finders = byPattern ? [findWordForWordRule, findRule] : [findExactRule];
  for (const find of finders) {
    const denied = find(deny, spellings);
    if (denied !== null) return saying('deny', denied, `denies \`${text}\``);
    const asked = find === findWordForWordRule && !isFixed ? null : find(ask, spellings);
    if (asked !== null) return saying('ask', asked, `asks about \`${text}\``);
  }
  return null;
}

function isEmpty({ byWord, anyWord }: BashList): boolean {
  return byWord.size === 0 && anyWord.length === 0;
}

function saying(outcome: 'deny' | 'ask', rule: PlacedRule, what: string): Verdict {
  return { outcome, rule, because: `${ruleIn(rule)} ${what}.` };
}
