import type { Assignment, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { isKnownVariable, withoutQuoted, wordAsks } from './bash-word-asks.ts';
import { firstReason } from './bash-words.ts';

/** Variables that change what later commands mean, or that the shell keeps for itself. */
const KEPT = new Set(
  (
    'HOME USER PATH PWD OLDPWD SHELL ENV BASH_ENV CDPATH GLOBIGNORE HISTFILE TMPDIR TEMP TMP IFS SHLVL ' +
    'LANG FPATH fpath path cdpath mailpath ZDOTDIR _ DIRSTACK'
  ).split(' '),
);

/** Variables that hold a number: set to something else, the shell would reckon with it. */
const NUMBERS = new Set(
  (
    'RANDOM UID EUID PPID SECONDS LINENO BASHPID EPOCHSECONDS EPOCHREALTIME SRANDOM COLUMNS LINES OPTIND ' +
    'HISTSIZE'
  ).split(' '),
);

/** Whether a line may set a variable without being asked for that alone. */
export function mayBeSet(name: string): boolean {
  return !KEPT.has(name) && !NUMBERS.has(name) && !/^(LD|DYLD|LC)_/.test(name);
}

/** Why what a command sets is asked about (measured); null where it is not. */
export function assignmentAsks(command: SimpleCommand): string | null {
  const { words, assignments, redirects, written, piped, timed } = command;
  const [assignment, second] = assignments;
  if (timed && assignment !== undefined)
    return 'A variable set right behind `time` is always asked.';
  if (words.length > 0) {
    const isList = assignments.some(({ text }) => !/^\w+\+?=(?!\()/.test(text));
    if (isList) return 'A list of values in front of a command is always asked.';
    if (assignments.some(({ name }) => name === 'IFS')) return 'Setting IFS is always asked.';
    return firstReason(assignments, ({ value }) => (value === null ? null : expansionAsks(value)));
  }
  if (assignment === undefined) {
    const isFile = redirects.every(({ kind }) => kind === 'file' || kind === 'descriptor');
    return isFile && !timed ? null : 'A redirection without a command is always asked.';
  }
  if (!written.trim().startsWith(assignment.text))
    return 'A redirection in front of a variable alone is always asked.';
  if (second !== undefined) return 'Two variables set at once are always asked.';
  if (piped) return 'A variable set amid a `|` is always asked.';
  return valueAsks(assignment);
}

function valueAsks({ name, text, value }: Assignment): string | null {
  const isNumber = NUMBERS.has(name) && /^\d+$/.test(value?.text ?? '');
  if (!mayBeSet(name) && !isNumber) return `Setting ${name} is always asked.`;
  if (value === null || /^\w+\[/.test(text)) return 'A list of values is always asked.';
  return expansionAsks(value);
}

function expansionAsks(value: ShellWord): string | null {
  if (value.traits.has('tilde')) return 'A home folder as a value is always asked.';
  return isPlainExpansion(value) ? null : wordAsks(value);
}

/** A value that is one variable or the output of one command, as a whole. */
function isPlainExpansion({ text, variables }: ShellWord): boolean {
  if (/^\$[\w?#!$-]+$/.test(text)) return variables.every(isKnownVariable);
  return variables.length === 0 && isOneStatement(outputIn(text));
}

/**
 * The script whose output a value is as a whole, without what is quoted in it; empty where it is
 * something else. Only a fixed text may stand in it, no variable.
 */
export function assignedScript({ text, variables }: ShellWord): string {
  return variables.length === 0 ? outputIn(text) : '';
}

function outputIn(text: string): string {
  return /^[`$].*[`)]$/s.test(text) ? outputOf(withoutQuoted(text)) : '';
}

/** What stands in the only `$(…)` or the only backticks that a text is; empty where it is something else. */
function outputOf(text: string): string {
  const [, inBackticks] = /^`([^`]*)`$/.exec(text) ?? [];
  if (inBackticks !== undefined) return inBackticks;
  if (!/^\$\((?![(<])/.test(text)) return '';
  let depth = 0;
  for (const { 0: letter, index } of text.matchAll(/[()]/g)) {
    depth += letter === '(' ? 1 : -1;
    if (depth === 0) return index === text.length - 1 ? text.slice(2, -1) : '';
  }
  return '';
}

/** Whether that is one command, those of an `if` or a loop, or some with `&&` and `||` between them. */
function isOneStatement(script: string): boolean {
  const flat = withoutBlocks(script);
  return flat !== '' && !/;|(^|\s)#|(?<!\|)\|(?!\|)/.test(flat);
}

/** A script with one word in the place of each `if` and each loop. */
export function withoutBlocks(script: string): string {
  return script.replace(/\b(?:if|while|until|for)\b[^]*\b(?:fi|done)\b/g, 'x');
}
