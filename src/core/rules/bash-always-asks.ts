import type { Analysed, Construct } from '../shell/analysis.ts';
import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { assignmentAsks, mayBeSet } from './bash-assignments.ts';
import { redirectPlaceAsks } from './bash-redirect-asks.ts';
import { firstReason } from './bash-words.ts';
import { wordAsks } from './bash-word-asks.ts';

/**
 * Why Claude Code asks about a line whatever the rules to allow say of its parts (measured); null
 * where it does not. Only a rule with the very text of the whole line goes around most of these.
 */
export function alwaysAsks(source: string, analysis: Analysed): string | null {
  return (
    firstReason([...analysis.constructs], (construct) => SHAPES.get(construct) ?? null) ??
    firstReason(TEXTS, ([pattern, why]) => (pattern.test(source) ? why : null)) ??
    firstReason(
      analysis.looseRedirects,
      () => 'A redirection of a whole construct is always asked.',
    ) ??
    emptyAsks(analysis) ??
    (isCommentedJoint(source, analysis)
      ? 'A comment between `&&` or `||` and what follows is always asked.'
      : null) ??
    firstReason(analysis.commands, commandAsks) ??
    redirectPlaceAsks(source, analysis.commands) ??
    (isBrokenBeforePipe(source, analysis) ? BROKEN : null) ??
    (isSetBeforePipe(analysis) ? 'A variable set amid a `|` is always asked.' : null) ??
    (analysis.constructs.has('test') ? testAsks(source, analysis.looseWords) : null) ??
    (analysis.constructs.has('for') ? loopAsks(source, analysis.looseWords) : null)
  );
}

const SHAPES: ReadonlyMap<Construct, string> = new Map([
  ['background', 'What goes on in the background (`&`) is always asked.'],
  ['subshell', 'Commands in parentheses, `( … )`, are always asked.'],
  ['group', 'Commands in braces, `{ … }`, are always asked.'],
  ['case', 'A `case` is always asked.'],
  ['function', 'A function is always asked.'],
  ['coproc', 'A `coproc` is always asked.'],
  ['select', 'A `select` is always asked.'],
  ['arithmetic-for', 'A `for ((…))` is always asked.'],
  ['arithmetic', 'Arithmetic, `(( … ))`, is always asked.'],
  ['inner-pipeline', 'A `|` inside of another construct is always asked.'],
]);

/** Spellings that shells read in different ways, wherever they stand. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\\[ \t]/, 'A backslash before a blank is always asked.'],
  [
    /[^ \t\n]\\\n|\\$|\|[ \t]*\\\n/,
    'A backslash at the end of a line, so placed, is always asked.',
  ],
  [/\n[ \t]*#.*["']/, 'A quoted text with a line that looks like a comment is always asked.'],
  [
    /[\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ufeff]/,
    'Blanks that can’t be told from others are always asked.',
  ],
  [/\$\[/, 'Arithmetic in the old form, `$[…]`, is always asked.'],
  [
    /(?<!<)<<(?!<)-?[ \t]*(?:'[^'\n]*'|"[^"\n]*"|\\?\w[\w-]*)(?![\w-])[ \t]*[^\s)]/,
    'Something behind a `<<` in the same line is always asked.',
  ],
  [
    /(^|[;&|(\s])time\s+(-|!|time\b)/,
    '`time` is looked past only when it stands right before a command.',
  ],
];

const BROKEN = 'A backslash at the end of a line, so placed, is always asked.';

/** A line that is broken right before a `|`, in code and not in a text. */
function isBrokenBeforePipe(source: string, { commands, constructs }: Analysed): boolean {
  if (!constructs.has('pipeline') || !/\\\n[\s\\]*\|/.test(source)) return false;
  return /\\\n[\s\\]*\|(?!\|)/.test(
    withoutBodies(source, commands).replace(/'[^']*'|"(?:\\[^]|[^"\\])*"/g, 'x'),
  );
}

/** Whether a comment stands between `&&` or `||` and the command behind it, in code and not in a text. */
function isCommentedJoint(source: string, { commands }: Analysed): boolean {
  if (!/(?:&&|\|\|)\s*(?:\\\n\s*)?#/.test(source)) return false;
  const code = withoutBodies(source, commands)
    .replace(/\\\n/g, ' ')
    .replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|(?<![^\s;&|(])#[^\n]*/g, (piece) =>
      piece.startsWith('#') ? '#' : 'x',
    );
  return /(?:&&|\|\|)\s*#/.test(code);
}

/** The source without the lines that stand below its commands. */
function withoutBodies(source: string, commands: readonly SimpleCommand[]): string {
  const bodies = commands.flatMap(({ redirects }) =>
    redirects.flatMap((redirect) => (redirect.kind === 'heredoc' ? [redirect.body] : [])),
  );
  return bodies.reduce((text, body) => text.replace(body, ''), source);
}

/** `time` or `!` with nothing behind it. */
function emptyAsks({ commands, constructs }: Analysed): string | null {
  const isOdd = constructs.has('time') || constructs.has('negation');
  return isOdd && commands.length === 0 ? 'There is no command behind this.' : null;
}

/** `x=1 | cat`: all that one end of a `|` does is set a variable. */
function isSetBeforePipe({ commands }: Analysed): boolean {
  const own = commands.filter(({ enclosures }) => !enclosures.includes('substitution'));
  return own.some(
    ({ words, assignments }, at) =>
      words.length === 0 && assignments.length > 0 && own[at + 1]?.piped === true,
  );
}

function commandAsks(command: SimpleCommand): string | null {
  return (
    assignmentAsks(command) ??
    firstReason(command.words, (word) => (isComparison(command, word) ? null : wordAsks(word))) ??
    firstReason(command.redirects, redirectAsks) ??
    (isSplitByRedirect(command) ? 'A redirection before the last word is always asked.' : null)
  );
}

/** The `=` of `[ a = b ]`, or one that stands in the place of a program. */
function isComparison({ words }: SimpleCommand, word: ShellWord): boolean {
  return word.text === '=' && (words[0]?.text === '[' || words[0] === word);
}

function redirectAsks(redirect: Redirect): string | null {
  switch (redirect.kind) {
    case 'heredoc':
      return redirect.quoted ? null : 'A text that may be computed, `<<E`, is always asked.';
    case 'text':
      return wordAsks(redirect.target);
    case 'descriptor':
      return redirect.target.text.endsWith('-') ? 'Closing an open file is always asked.' : null;
    case 'file':
      return wordAsks(redirect.target);
  }
}

function isSplitByRedirect({ written, text, redirects }: SimpleCommand): boolean {
  return redirects.length > 0 && !written.includes(text);
}

/** In `[[ … ]]` only fixed texts are known not to run anything. */
function testAsks(source: string, words: readonly ShellWord[]): string | null {
  const computed = words.find(
    ({ traits }) =>
      traits.has('variable') ||
      traits.has('substitution') ||
      traits.has('glob') ||
      traits.has('brace'),
  );
  if (computed !== undefined) return `\`${computed.text}\` in \`[[ … ]]\` is always asked.`;
  if (/=~\s+\S*[*[(]/.test(source)) return 'A pattern behind `=~` is always asked.';
  const [, left = '', right = ''] =
    /(?<!\S)(\S+)\s+-(?:eq|ne|lt|le|gt|ge)\s+(\S+)/.exec(source) ?? [];
  return [left, right].every((side) => /^-?\d*$/.test(side))
    ? null
    : 'Numbers in `[[ … ]]` that are no digits are always asked.';
}

function loopAsks(source: string, words: readonly ShellWord[]): string | null {
  for (const [, name = ''] of source.matchAll(/\bfor\s+(\w+)/g)) {
    if (!mayBeSet(name)) return `Setting ${name} is always asked.`;
  }
  return firstReason(words, (word) =>
    // A list that is the output of a command is looked into as that command.
    word.traits.has('substitution') && !/^"/.test(word.text) ? null : wordAsks(word),
  );
}
