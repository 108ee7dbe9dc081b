import type { Enclosure, SimpleCommand } from '../shell/simple-command.ts';
import type { Analysed, Construct } from '../shell/analysis.ts';
import type { ShellWord, WordTrait } from '../shell/word.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { denySpellings } from './bash-reach.ts';
import {
  findExactRule,
  findRule,
  findWordForWordRule,
  type BashList,
  type BashRules,
} from './bash-rules.ts';
import { nameOf } from './bash-words.ts';
import { knownValues } from './bash-variables.ts';
import { roughCommands } from './bash-unread.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleIn } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/** A command, or the whole line, under the texts by which rules to deny and to ask may know it. */
interface Seen {
  readonly text: string;
  readonly spellings: readonly Spelling[];
  /** Whether rules with a `*` see it, too. */
  readonly byPattern: boolean;
  /** Whether its very text is known: nothing of it is computed. */
  readonly isFixed: boolean;
}

/** What such rules see of a line. */
type Sight = readonly Seen[];

/** Of a line that was taken apart, found once: to offer rules for it, it is judged by one after the other. */
const sights = new WeakMap<Analysed, Sight>();

/** What is seen of a line that could be taken apart. */
export function sightOf(source: string, analysis: Analysed): Sight {
  const known = sights.get(analysis);
  if (known !== undefined) return known;
  const { commands, constructs } = analysis;
  const isOpen = holdsOpenWords(commands);
  const isSeenWhole =
    isOpen ||
    SEEN_WHOLE.some((one) => constructs.has(one)) ||
    commands.some(({ redirects }) => redirects.some(({ kind }) => kind === 'file'));
  const sight = seenAs(
    [source, spaced(source)],
    [
      ...(isSeenWhole ? [spaced(source.split('\n', 1)[0] ?? '')] : []),
      ...(isOpen ? [spaced(source.replace(/[;\n]/g, ' $& '))] : []),
    ],
    [...commands, ...commands.flatMap(hiddenCommands)],
    takesGitElsewhere(commands),
  );
  sights.set(analysis, sight);
  return sight;
}

/** What is seen of a line that could not: its pieces, and of one that is too long its beginning. */
export function roughSight(source: string, isTooLong: boolean): Sight {
  const whole = isTooLong || source.includes('|') ? [source] : [];
  return seenAs([source], whole, roughCommands(source, isTooLong), false);
}

/**
 * @param exact the texts of the whole line that only a rule without a `*` may have
 * @param whole its texts for patterns; none where they don't see it whole
 * @param isElsewhere whether what its commands say can't be told by their text alone
 */
function seenAs(
  exact: readonly string[],
  whole: readonly string[],
  commands: readonly SimpleCommand[],
  isElsewhere: boolean,
): Sight {
  const text = exact[0] ?? '';
  const known = knownValues(commands);
  return [
    { text, spellings: exact.map(spell), byPattern: false, isFixed: true },
    ...whole.map((one) => ({ text, spellings: [spell(one)], byPattern: true, isFixed: true })),
    ...commands.map((command) => ({
      text: command.text,
      spellings: denySpellings(command, known),
      byPattern: true,
      isFixed:
        !isElsewhere &&
        !command.enclosures.some((one) => SET_APART.has(one)) &&
        command.assignments.every(({ value }) => value === null || value.value !== null) &&
        command.words.every(({ value }) => value !== null),
    })),
  ];
}

/** In these a rule to ask with a command’s very text doesn’t go first (measured). */
const SET_APART: ReadonlySet<Enclosure> = new Set([
  ...(['subshell', 'substitution', 'process', 'group', 'function', 'case'] as const),
]);

/** Lines with these, or with a redirection, are compared as a whole with patterns, too. */
const SEEN_WHOLE: readonly Construct[] = [
  'pipeline',
  'time',
  'function',
  'subshell',
  'group',
  'test',
];

/** Whether a word holds what only comes to be when it runs; patterns then see the line whole (measured). */
function holdsOpenWords(commands: readonly SimpleCommand[]): boolean {
  const known = knownValues(commands);
  const isOpen = ({ traits, variables }: ShellWord): boolean =>
    OPEN.some((trait) => traits.has(trait)) ||
    variables.some((variable) => !known.has(variable.replace(/^\$\{?|\}$/g, '')));
  return commands.some(
    ({ words, assignments }) =>
      words.some(isOpen) || assignments.some(({ value }) => value !== null && isOpen(value)),
  );
}

const OPEN: readonly WordTrait[] = ['substitution', 'process', 'tilde', 'brace', 'ansi-quote'];

/** Whether git runs beside a change of folder: it may be another repository's (measured). */
function takesGitElsewhere(commands: readonly SimpleCommand[]): boolean {
  const names = commands.map(({ words }) => nameOf(words[0]));
  const moves = commands.some(
    ({ words }, at) =>
      /^(cd|pushd)$/.test(names[at] ?? '') && !/^\.\/?$/.test(words[1]?.value ?? ''),
  );
  return moves && names.includes('git');
}

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
 * @param see is called only where there is such a rule
 */
export function refusal(rules: BashRules, see: () => Sight): Verdict | null {
  const { bare } = rules.ask;
  let asked: Verdict | null =
    bare === null
      ? null
      : { outcome: 'ask', rule: bare, because: `${ruleIn(bare)} asks about every command.` };
  if (isEmpty(rules.deny) && (asked !== null || isEmpty(rules.ask))) return asked;
  for (const seen of see()) {
    const found = refusalOfOne(rules, seen);
    if (found?.outcome === 'deny') return found;
    asked ??= found;
  }
  return asked;
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
