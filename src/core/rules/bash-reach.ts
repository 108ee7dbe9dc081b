import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { spell, spellAsItIs, type Spelling } from './bash-pattern.ts';
import { isAssignment, isRunner, runnerTargets, type RunnerTarget } from './bash-runners.ts';
import { isSafeAssignment } from './bash-safe-variables.ts';
import { behindWords, isFed } from './bash-spellings.ts';
import { roughCommands } from './bash-unread.ts';
import type { KnownValues } from './bash-variables.ts';
import { nameOf, textFrom } from './bash-words.ts';
import { afterWrapper, isBareXargs, isWrapper } from './bash-wrappers.ts';

/**
 * The texts under which a rule to deny or to ask may know a simple command. It sees through more than a
 * rule to allow: any variable in front, programs that run others, a path, quotes, and a name that was
 * put into a variable (all measured).
 */
export function denySpellings(command: SimpleCommand, known: KnownValues): readonly Spelling[] {
  // What is only set is no command: of it, patterns see the value alone.
  if (command.words.length === 0) return [spell(command.text.replace(/^\w*/, ''))];
  // What runs beside the shell is known by the text that starts it alone.
  if (runsBeside(command)) return [spell(`coproc ${command.text}`)];
  const texts = new Set<string>();
  // A command in backticks is seen as it stands, without the word at which they end (measured).
  const [, inBackticks] = /^`([^`]*)[ \t]+[^ \t`]+`$/s.exec(command.text) ?? [];
  if (inBackticks !== undefined) texts.add(inBackticks);
  for (const one of [command, ...beforeRedirect(command)]) {
    for (const text of ownTexts(one)) texts.add(text);
    if (command.timed) texts.add(`time ${one.text}`);
    addChain(one, 0, known, texts);
    addReached(one, known, texts);
  }
  // What is given a text, `<<<`, is known with it and without it (measured).
  const given = command.redirects.some(({ kind }) => kind === 'text') ? behindWords(command) : null;
  if (given !== null) for (const text of [...texts]) texts.add(text + given);
  return [...texts]
    .flatMap((text) =>
      // An empty word at its end leaves a blank there (measured).
      text.endsWith(' ') ? [spell(text), spellAsItIs(text)] : [spell(text)],
    )
    .map((spelling) => ({ ...spelling, goesOn: isFed(command, spelling.exact) }));
}

/** Whether a command runs beside the shell, and isn’t one whose output goes into that (measured). */
function runsBeside({ enclosures }: SimpleCommand): boolean {
  const inner = Math.max(enclosures.lastIndexOf('substitution'), enclosures.lastIndexOf('process'));
  return enclosures.lastIndexOf('coproc') > inner;
}

/** A command's text, and without the safe variables in front; between `time` and a command a wrapper is no text. */
function ownTexts({ text, assignments, words, timed }: SimpleCommand): readonly string[] {
  if (timed && behind(words, 0, nameOf(words[0])) !== null) return [];
  let rest = text;
  for (const assignment of assignments) {
    if (!isSafeAssignment(assignment) || !rest.startsWith(assignment.text)) break;
    rest = rest.slice(assignment.text.length).trimStart();
  }
  return [text, rest];
}

/**
 * The texts of a command with its redirections, behind what rules to allow look past too: rules to deny
 * without a `*` know it by these (measured). None where a redirection stands amid its words.
 */
export function redirectedSpellings(
  command: SimpleCommand,
  known: KnownValues,
): readonly Spelling[] {
  const { written, text, invocation, words, redirects } = command;
  const isAtEnd = redirects.length > 0 && written.startsWith(text);
  if (!isAtEnd || words.length === 0 || words.some((word) => nameOf(word) === 'xargs')) return [];
  const after = written.slice(text.length);
  const texts = new Set([written]);
  addChain({ ...command, text: written, invocation: invocation + after }, 0, known, texts);
  return [...texts].map(spell);
}

/** What stands of a command before a redirection amid its words: that is seen by itself, too (measured). */
function beforeRedirect(command: SimpleCommand): readonly SimpleCommand[] {
  const { written, text, invocation, words, redirects } = command;
  if (redirects.length === 0 || written.includes(text)) return [];
  let end = 0;
  while (end < text.length && text[end] === written[end]) end += 1;
  const beginning = text.slice(0, end).trimEnd();
  const left = text.length - beginning.length;
  const seen = words.filter((_, at) => textFrom(command, at).length > left);
  if (seen.length === 0) return [];
  return [{ ...command, text: beginning, invocation: invocation.slice(0, -left), words: seen }];
}

/** The place of a program with such a name behind what runs it, as rules to deny see it; null where none. */
export function reachedProgram(
  { words }: SimpleCommand,
  known: KnownValues,
  names: RegExp,
): number | null {
  const places = new Set([skipAssigned(words, 0)]);
  for (const at of places) {
    const name = programName(words[at], known);
    if (name === null) continue;
    if (names.test(name)) return at;
    const targets = runnerTargets(name, words, at);
    const wrapped = targets.length === 0 ? behind(words, at, name) : null;
    if (wrapped !== null) places.add(wrapped);
    for (const target of targets) if (target.kind === 'word') places.add(target.at);
  }
  return null;
}

/** The texts behind one runner after the other. */
function addReached(command: SimpleCommand, known: KnownValues, texts: Set<string>): void {
  const { words, timed } = command;
  // Behind `time`, as behind what runs another program, an unknown variable stands for none (measured).
  const places = new Set([timed ? skipUnknown(words, 0, known) : skipAssigned(words, 0)]);
  for (const at of places) {
    const name = programName(words[at], known);
    if (name === null) continue;
    const wrapped = OPEN_WRAPPERS.has(name) ? behind(words, at, name) : null;
    const targets: readonly RunnerTarget[] =
      wrapped === null ? runnerTargets(name, words, at) : [{ kind: 'word', at: wrapped }];
    // What runs another program is known by its own name only where it begins the command.
    const isBetween = (at > 0 || timed) && behind(words, at, name) !== null && !isSeen(words, at);
    if ((!isRunner(name) || targets.length === 0) && !isBetween)
      addTexts(command, at, [name], known, texts);
    if (targets.length === 0 && !isRunner(name)) addChain(command, at, known, texts);
    for (const target of targets) {
      if (target.kind === 'script') addScript(target.text, texts);
      else places.add(skipUnknown(words, target.at, known));
    }
  }
}

/** Wrappers behind which every other one is seen again; behind `nice`, `stdbuf` and `xargs` it is not. */
const OPEN_WRAPPERS = new Set(['timeout', 'time', 'nohup']);

/** What is given to a runner as a line of shell: seen as one command. */
function addScript(script: string, texts: Set<string>): void {
  for (const command of roughCommands(script, true)) {
    texts.add(command.text);
    addReached(command, new Map(), texts);
  }
}

/**
 * The texts with all the wrappers that rules to allow look past, too, and without them: those between
 * are none (measured).
 */
function addChain(
  command: SimpleCommand,
  from: number,
  known: KnownValues,
  texts: Set<string>,
): void {
  for (let at: number | null = from; at !== null;) {
    const word = command.words[at];
    const name = at === from ? programName(word, known) : resolved(word, known);
    const next = behind(command.words, at, name);
    const isFirst = at === 0 && !command.timed;
    if (isFirst || next === null || isSeen(command.words, at))
      addTexts(command, at, [nameOf(word), resolved(word, known)], known, texts);
    if (isBareXargs(name, command.words[at + 1]?.text)) {
      if (isAssignment(command.words[at + 1]?.text ?? '')) texts.add(textFrom(command, at + 1));
      const inner = skipUnknown(command.words, at + 1, known);
      if (resolved(command.words[inner], known) !== 'xargs') {
        addTexts(command, inner, [resolved(command.words[inner], known)], known, texts);
      }
    }
    // A variable that is set behind a wrapper belongs to the text (measured).
    if (next !== null && isAssignment(command.words[next]?.text ?? ''))
      texts.add(textFrom(command, next));
    at = next === null ? null : skipUnknown(command.words, next, known);
  }
}

/** Whether a wrapper is seen by its name between others: `stdbuf`, and `nice` without an option (measured). */
function isSeen(words: readonly ShellWord[], at: number): boolean {
  const name = nameOf(words[at]);
  return name === 'stdbuf' || (name === 'nice' && words[at + 1]?.text.startsWith('-') !== true);
}

/** A command's text from a word on, with that word under several names, as written and unquoted. */
function addTexts(
  command: SimpleCommand,
  at: number,
  names: readonly (string | null)[],
  known: KnownValues,
  texts: Set<string>,
): void {
  const [word, ...rest] = command.words.slice(at);
  if (word === undefined) return;
  const text = textFrom(command, at);
  texts.add(text);
  const values = rest.map((one) => resolved(one, known) ?? one.text.replace(/["']/g, ''));
  for (const name of names) {
    if (name === null) continue;
    texts.add(name + text.slice(word.text.length));
    texts.add([name, ...values].join(' '));
    texts.add([name, ...withoutVanishing(rest, known)].join(' '));
  }
}

/**
 * The words that are surely there, unquoted: what a variable or a sum becomes may be nothing, and what is
 * given by the codes of its letters isn't looked at, as what stands behind the output of a command
 * (measured).
 */
function withoutVanishing(words: readonly ShellWord[], known: KnownValues): readonly string[] {
  const cut = words.findIndex(({ text }) => /^([<>$]\((?!\()|`)/.test(text));
  return (cut === -1 ? words : words.slice(0, cut)).flatMap((word) => {
    if (CODES.test(word.text)) return [];
    const value = resolved(word, known);
    if (value !== null && !OLD_SUM.test(word.text)) return value === '\\' ? [] : value;
    return VANISHING.test(word.text) ? [] : word.text.replace(/["']/g, '');
  });
}

/** One variable, sum or range of numbers, without quotes. */
const VANISHING = /^(\$(\w+|[^\w"'({[]|\[.*\])|\$\{[^}]*\}|\$\(\(.*\)\)|\{\w+\.\.\w+\}|\\)$/s;

/** `$'x'`, and nothing else. */
const CODES = /^\$'(?:\\.|[^'\\])*'$/s;

/** `$[1+2]`: the parser takes it for letters. */
const OLD_SUM = /^\$\[.*\]$/s;

/** Behind a wrapper, as for rules to allow, where its options end with `--`, and where they are quoted. */
function behind(words: readonly ShellWord[], at: number, name: string | null): number | null {
  if (!isWrapper(name)) return null;
  const plain = words.some(isQuoted) ? words.map(bare) : words;
  const next = plain[at + 1]?.text;
  const isSkipped = (next === '--' && DASHED.has(name ?? '')) || (next === '-p' && name === 'time');
  return afterWrapper(plain, at, name, at + (isSkipped ? 2 : 1));
}

function isQuoted({ value, text }: ShellWord): boolean {
  return value !== null && value !== text;
}

function bare(word: ShellWord): ShellWord {
  return { ...word, text: word.value ?? word.text };
}

const DASHED = new Set(['timeout', 'time', 'nohup', 'nice']);

function skipAssigned(words: readonly ShellWord[], from: number): number {
  let at = from;
  while (isAssignment(words[at]?.value ?? words[at]?.text ?? '')) at += 1;
  return at;
}

/** Behind a runner, assignments and variables that are not known stand for no program. */
function skipUnknown(words: readonly ShellWord[], from: number, known: KnownValues): number {
  let at = skipAssigned(words, from);
  for (;;) {
    const name = /^\$\{?(\w+)\}?$/.exec(words[at]?.text ?? '')?.[1];
    if (name === undefined || known.has(name)) return at;
    at = skipAssigned(words, at + 1);
  }
}

/** What a word is: its value, or what the variable that it is was set to. */
function resolved(word: ShellWord | undefined, known: KnownValues): string | null {
  const variable = /^("?)\$(\w+)\1$/.exec(word?.text ?? '')?.[2];
  return variable === undefined ? nameOf(word) : (known.get(variable) ?? null);
}

/** A program's name without quotes, path or `.exe`. */
function programName(word: ShellWord | undefined, known: KnownValues): string | null {
  const name =
    resolved(word, known) ?? (word?.traits.has('ansi-quote') === true ? null : word?.text);
  if (name === undefined || name === null || name.endsWith('/')) return null;
  return name.replace(/^.*[\\/]/s, '').replace(/\.exe$/i, '');
}
