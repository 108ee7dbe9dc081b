import { analyse } from '../../shell/analyse.ts';
import type { Redirect, SimpleCommand } from '../../shell/simple-command.ts';
import type { ShellWord } from '../../shell/word.ts';
import { carriedBy } from './carried.ts';
import type { Carried } from './carried-script.ts';
import { readsLines } from './fed-shell.ts';
import { nothingFound, type Found, type Reach } from './found.ts';
import { withMadeValues } from './made-values.ts';
import { readTwice } from './read-twice.ts';
import { withTemporaryNames } from './temporary-names.ts';
import {
  decodedScripts,
  writesFile,
  writtenCode,
  writtenScripts,
  type WrittenCode,
} from './written-script.ts';

/** Where an invocation stands. */
interface Where {
  readonly cwd: string;
  readonly depth: number;
  readonly fed: boolean;
  readonly remote: boolean;
  /** What carries it reads another command’s output, and so may all in it. */
  readonly piped: boolean;
}

/** So many scripts inside of scripts are looked into. */
const DEEPEST = 8;

/** The line that was looked at last: it is asked for by its risk, then by its sentence. */
let last: { readonly line: string; readonly cwd: string; readonly reach: Reach } | null = null;

/** Takes a line apart into the programs that it runs in the end. It never throws. */
export function reachOf(line: string, cwd: string): Reach {
  if (last?.line === line && last.cwd === cwd) return last.reach;
  const reach = readReach(line, cwd);
  last = { line, cwd, reach };
  return reach;
}

function readReach(line: string, cwd: string): Reach {
  const found = nothingFound();
  addScript(line, { cwd, depth: 0, fed: false, remote: false, piped: false }, found);
  return found;
}

/** Programs that a single command runs in the end. */
export function reachOfCommand(command: SimpleCommand, cwd: string): Reach {
  const found = nothingFound();
  addCommand(command, { cwd, depth: 0, fed: false, remote: false, piped: false }, found);
  return found;
}

function addScript(script: string, where: Where, found: Found): void {
  if (where.depth > DEEPEST) {
    found.unread.push({ text: script, why: 'is nested too deeply to be read' });
    return;
  }
  found.scripts.push(script);
  const analysis = analyse(withTemporaryNames(script));
  if (analysis.kind === 'not-analysable') {
    found.unread.push({ text: script, why: UNREAD[analysis.fault] });
    return;
  }
  found.redirects.push(...analysis.looseRedirects);
  for (const { text, isSeen } of readTwice(script, analysis)) {
    found.unread.push({ text, why: isSeen ? RECKONED : READ_TWICE, isSeen });
  }
  for (const command of analysis.commands) addCommand(command, where, found);
  const inner = { ...where, depth: where.depth + 1 };
  if (analysis.commands.some(writesFile)) addWritten(analysis.commands, inner, found);
  for (const line of withMadeValues(analysis)) addFilled(line, inner, found);
}

const READ_TWICE = 'holds what the shell reads a second time, and then runs';
const RECKONED = 'reckons with what a command says, which may run another';

/** What the line writes into a file and then runs. */
function addWritten(commands: readonly SimpleCommand[], where: Where, found: Found): void {
  for (const script of writtenScripts(commands)) addScript(script, where, found);
  for (const one of writtenCode(commands)) addCode(one, where, found);
  for (const text of decodedScripts(commands))
    found.unread.push({ text, why: 'writes code that is only known when it runs' });
}

/** Code that the line writes and has an interpreter run: as if it stood below that. */
function addCode({ program, code }: WrittenCode, { cwd }: Where, { filled }: Found): void {
  const redirects = [{ kind: 'heredoc', operator: '<<', quoted: true, body: code }] as const;
  const own = { name: programName(program), program, words: [], args: [], text: program.text };
  const plain = { piped: false, fed: false, substituted: false, remote: false };
  filled.invocations.push({ ...own, ...plain, redirects, cwd });
}

function addFilled(line: string, where: Where, { filled }: Found): void {
  const found = nothingFound();
  addScript(line, where, found);
  filled.invocations.push(...found.invocations, ...found.filled.invocations);
  filled.redirects.push(...found.redirects, ...found.filled.redirects);
}

const UNREAD = {
  'too-long': 'is longer than 10,000 characters, so it can’t be analysed',
  'not-valid': 'is not valid shell, so it can’t be analysed',
  'too-deep': 'is nested too deeply to be analysed',
  'quotes-in-sum': 'runs a quoted command inside of arithmetic, so it can’t be analysed',
} as const;

function addCommand(command: SimpleCommand, where: Where, found: Found): void {
  found.commands.push(command);
  // Without a program the files are opened all the same: `> file` empties it.
  if (command.words.length === 0) found.redirects.push(...command.redirects);
  addProgram(command, command.words, where, found, true);
}

/** One program, and what it carries. */
function addProgram(
  command: SimpleCommand,
  words: readonly ShellWord[],
  where: Where,
  found: Found,
  outermost: boolean,
): void {
  const [program, ...rest] = asGit(words);
  if (program === undefined || found.invocations.length > MOST) return;
  const name = programName(program);
  found.invocations.push({
    name,
    program,
    words: rest,
    args: rest.map(({ value, text }) => value ?? text),
    text: words.map(({ text }) => text).join(' '),
    redirects: outermost ? command.redirects : command.redirects.filter(isInput),
    piped: command.piped || where.piped,
    fed: where.fed,
    substituted: command.enclosures.includes('substitution'),
    remote: where.remote,
    cwd: where.cwd,
  });
  if (name === null) return;
  if (outermost) addAliased(name, rest, where, found);
  // `A B=1 program`: what is no name stands in front of one.
  if (name.includes('=')) addProgram(command, rest, where, found, false);
  const carried = carriedBy(name, rest);
  for (const one of carried) addCarried(one, command, where, found);
  if (carried.every(isShellAlone)) addFed(name, rest, command, where, found);
}

/** `ssh host bash -s`: what it is fed are lines of shell. */
function isShellAlone(one: Carried): boolean {
  return (
    one.kind === 'script' &&
    /^(sudo\s+(-\w+\s+)*)?(ba|z|da|k)?sh(\s+-\w+)*(\s+--\s.*)?$/.test(one.script ?? '')
  );
}

/** Keeps the names that `alias` makes up, and reads a line that begins with one as what it stands for. */
function addAliased(name: string, words: readonly ShellWord[], where: Where, found: Found): void {
  if (name === 'alias') {
    for (const { value } of words) {
      const [, made, line] = /^([\w.-]+)=(.+)$/s.exec(value ?? '') ?? [];
      if (made !== undefined && line !== undefined) found.aliases.set(made.toLowerCase(), line);
    }
  }
  const line = found.aliases.get(name);
  if (line === undefined) return;
  // By its own name inside of it a program is meant, not the alias again.
  found.aliases.delete(name);
  const rest = words.map(({ text }) => text);
  addScript([line, ...rest].join(' '), { ...where, depth: where.depth + 1 }, found);
  found.aliases.set(name, line);
}

/** What a program reads, those that it carries read too. */
function isInput(one: Redirect): boolean {
  return (
    one.kind === 'heredoc' || one.kind === 'text' || (one.kind === 'file' && one.access === 'read')
  );
}

/** A shell without a script of its own runs the lines that stand below it (`bash <<EOF`), here or elsewhere. */
function addFed(
  name: string,
  words: readonly ShellWord[],
  command: SimpleCommand,
  where: Where,
  found: Found,
): void {
  const elsewhere = name === 'ssh' || name === 'mosh';
  if (!elsewhere && !readsLines(name, words)) return;
  const inner = { ...where, depth: where.depth + 1, remote: where.remote || elsewhere };
  for (const one of command.redirects) {
    if (one.kind === 'heredoc') addScript(one.body, inner, found);
    else if (one.kind === 'text' && one.target.value !== null)
      addScript(one.target.value, inner, found);
  }
}

/** `git-push` is `git push`. */
function asGit(words: readonly ShellWord[]): readonly ShellWord[] {
  const [first, ...rest] = words;
  if (first?.value?.includes('git-') !== true) return words;
  const verb = /^(?:.*\/)?git-([a-z][a-z-]*)$/.exec(first.value)?.[1];
  if (verb === undefined) return words;
  return [{ ...first, text: 'git', value: 'git' }, { ...first, text: verb, value: verb }, ...rest];
}

/** A line that runs more than this is looked at no further: it is not one that a person reads. */
const MOST = 100;

function addCarried(carried: Carried, command: SimpleCommand, where: Where, found: Found): void {
  const inner: Where = {
    cwd: where.cwd,
    depth: where.depth + 1,
    fed: where.fed || carried.fed,
    remote: where.remote || carried.remote,
    piped: where.piped || command.piped,
  };
  if (inner.depth > DEEPEST * 2) {
    found.unread.push({ text: command.text, why: 'is nested too deeply to be read' });
    return;
  }
  if (carried.kind === 'words') {
    addProgram(command, carried.words, inner, found, false);
    const at = carried.words.findIndex((word, place) => place > 0 && isLoud(word));
    const [first] = carried.words;
    // Options that aren't known may have been taken for the program.
    if (at > 0 && first !== undefined && !isProgramLike(first)) {
      addProgram(command, carried.words.slice(at), inner, found, false);
    }
  } else if (carried.script === null || (inner.fed && PLACEHOLDER.test(carried.script))) {
    found.unread.push({ text: command.text, why: 'runs code that is only known when it runs' });
  } else {
    addScript(carried.script, inner, found);
  }
}

/** What is put in the place of such a word is only known when it runs. */
const PLACEHOLDER = /^\s*([{}]*|%|[A-Z_]+|\$[@*\d])\s*$/;

function isLoud(word: ShellWord): boolean {
  return /^(rm|git|dd|shred|find|chmod|chown|sh|bash|curl|wget|kubectl|terraform|aws)$/.test(
    programName(word) ?? '',
  );
}

/** Nothing of it is a path, an ending or a capital letter. */
const PLAIN_NAME = /^[a-z][a-z0-9_-]*$/;

function isProgramLike(word: ShellWord): boolean {
  return /^[a-z][\w.-]*$/i.test(word.value ?? '');
}

function programName({ value, text, traits }: ShellWord): string | null {
  if (value !== null && PLAIN_NAME.test(value)) return value;
  // A home folder in front changes nothing about the name.
  // Nor does a folder of Windows, where the backslashes are none of the shell’s.
  const known = /^[A-Za-z]:\\[\w.\\ ()-]+$/.test(text)
    ? text
    : (value ?? (/^(~|\$HOME|\$\{HOME\}|\$PWD)\/[\w./-]+$/.test(text) ? text : null));
  if (known === null || traits.has('glob')) return null;
  const bare = known.replace(/^.*[\\/](?=.)/s, '').toLowerCase();
  return bare.replace(/\.(exe|cmd|bat|com)$/, '');
}
