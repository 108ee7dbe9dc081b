import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { misfitName } from './bash-declarations.ts';
import { evaluatedArgument } from './bash-subscripts.ts';
import { nameOf } from './bash-words.ts';
import { afterWrapper, isBareXargs } from './bash-wrappers.ts';

/**
 * Why no rule covers a command, whatever its text, but only one with the very text of the line
 * (documented for some, measured for all); null where rules cover it as they stand.
 */
export function refusedToWildcards(command: SimpleCommand): string | null {
  const words = command.words.map(unquoted);
  for (let from: number | null = 0; from !== null;) {
    const at = lastProgram(words, from);
    if (programName(words[at]) === 'find' && at > 0 && nameOf(words[at - 1]) === 'xargs')
      return 'What `xargs` gives to `find` can take away anything: no rule with a `*` covers it.';
    const reason = refusedAt(words, at);
    if (reason !== null) return reason;
    from = behindEnv(words, at) ?? behindStdbuf(words, at);
  }
  const misfit = misfitName(command);
  return misfit === null ? null : `\`${misfit}\` is no name of a variable: that is always asked.`;
}

function unquoted(word: ShellWord): ShellWord {
  return { ...word, text: word.value ?? word.text };
}

/** The place of the program behind one wrapper after the other; here they are known with a path, too. */
function lastProgram(words: readonly ShellWord[], from: number): number {
  let at = from;
  for (;;) {
    const name = programName(words[at]);
    const next = afterWrapper(words, at, name);
    if (next === null) return isBareXargs(name, words[at + 1]?.text) ? at + 1 : at;
    at = next;
  }
}

/** Rules to allow don't look past `env`, but what it runs counts (measured). */
function behindEnv(words: readonly ShellWord[], at: number): number | null {
  if (programName(words[at]) !== 'env') return null;
  let next = at + 1;
  for (;;) {
    const { value, text } = words[next] ?? NO_WORD;
    if (text === '-u') next += 2;
    else if (text.startsWith('-') || (value ?? text).includes('=')) next += 1;
    else return words[next] === undefined ? null : next;
  }
}

/** The same of options of `stdbuf` that rules to allow don't look past. */
function behindStdbuf(words: readonly ShellWord[], at: number): number | null {
  if (programName(words[at]) !== 'stdbuf' || words[at + 1]?.text.startsWith('-') !== true)
    return null;
  let next = at + 1;
  for (;;) {
    const text = words[next]?.text ?? '';
    if (/^(-[ioe].|--(input|output|error)=)/.test(text)) next += 1;
    else if (/^-[ioe]$/.test(text)) next += 2;
    else return words[next] === undefined ? null : next;
  }
}

const NO_WORD = { value: null, text: '' };

/** A program's name without its folder, and without `.exe`; of what only shells have, as it is written. */
function programName(word: ShellWord | undefined): string | null {
  const name = nameOf(word);
  const file = name?.replace(/^.*\//s, '').replace(/\.exe$/i, '') ?? null;
  return file !== null && (EVALUATES.has(file) || BUILTINS.has(file)) ? name : file;
}

const BUILTINS = setOf('builtin noglob export readonly declare local typeset jobs');

function refusedAt(words: readonly ShellWord[], at: number): string | null {
  const [program, ...args] = words.slice(at);
  const name = nameOf(program);
  if (name === '' || (name ?? program?.text)?.startsWith('-') === true) {
    return 'A program without a name, or with a dash before it, is always asked.';
  }
  const known = programName(program);
  if (known === null) return null;
  const all = args.map(({ value, text }) => value ?? text);
  // Of `env`, only its own options count: those of the program behind them are that program's.
  const texts = known === 'env' ? ownOptions(all) : all;
  if (isUnclearWrapper(known, texts)) {
    return `What \`${known}\` runs behind such options is not looked for: that is always asked.`;
  }
  if (EVALUATES.has(known) || (RUNS_OTHERS.has(known) && texts.length > 0)) {
    return `\`${known}\` runs what it is given: no rule with a \`*\` covers it.`;
  }
  const argument =
    OPTIONS.get(known)?.(texts) ??
    dangerousArgument(known, texts) ??
    evaluatedArgument(known, texts);
  if (argument === undefined) return null;
  return `\`${argument}\` of \`${known}\` can run or take away anything: no rule with a \`*\` covers it.`;
}

/** Whether a program that runs another one has options past which that isn’t looked for. */
function isUnclearWrapper(name: string, texts: readonly string[]): boolean {
  const [first = ''] = texts;
  if (name === 'timeout') return !TIME_ALONE.test(texts.join(' '));
  return OPEN_WRAPPERS.has(name) && first.startsWith('-');
}

/** Alone with its options and its time, `timeout` runs nothing. */
const TIME_ALONE =
  /^(?:(?:-v|--(?:verbose|foreground|preserve-status)|-[ks][\w.+-]+|--(?:kill-after|signal)=[\w.+-]+|(?:-[ks]|--(?:kill-after|signal)) [\w.+-]+)(?: |$))*(?:\d+(?:\.\d+)?[smhd]?)?$/;

/** Those of the wrappers that rules look past for which any other option is refused. */
const OPEN_WRAPPERS = setOf('nice nohup builtin noglob');

function dangerousArgument(name: string, texts: readonly string[]): string | undefined {
  const refused = ARGUMENTS.get(name);
  if (refused === undefined) return undefined;
  return texts.find((text, at) => refused.test(text) && !/^-i?name$/.test(texts[at - 1] ?? ''));
}

/** The options in front, and the values that `-u` takes. */
function ownOptions(texts: readonly string[]): readonly string[] {
  const end = texts.findIndex((text, at) => !text.startsWith('-') && texts[at - 1] !== '-u');
  return end === -1 ? texts : texts.slice(0, end);
}

/** Builtins of shells that run, load or redefine things. */
const EVALUATES = setOf(
  '. source eval exec trap alias let coproc enable disable hash mapfile readarray complete bind shopt ' +
    'repeat foreach nocorrect autoload emulate functions getln setopt unsetopt vared zcompile zmodload ' +
    'zparseopts zpty zregexparse zsocket zstyle ztcp zselect zsystem zformat sysopen sysread syswrite ' +
    'sysseek zf_rm zf_mv zf_ln zf_chmod zf_chown zf_mkdir zf_rmdir',
);

/** Programs that run what they are given, as far as they are refused. */
const RUNS_OTHERS = setOf(
  'watch setsid ionice flock chrt taskset strace ltrace unshare nsenter script float integer',
);

/** Options that load or run a script, also shortened, and what a script runs. */
const AWK = /^(-[eilDEW]|-\w*f|--(e|i|s|lo|de|file))|system\s*\(|\|/;

/** Arguments that make a program run or take away things. */
const ARGUMENTS: ReadonlyMap<string, RegExp> = new Map([
  ['find', /^-(exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls)$/],
  ['awk', AWK],
  ['gawk', AWK],
  ['mawk', AWK],
  ['jq', /^(-f|-\w*L|--(from-file|rawfile|slurpfile|library-path))/],
  // A shell may have a `stat` of its own, which sets variables by these.
  ['stat', /^-\w*[AH]/],
  ['env', /^-(?![ivu0]$)/],
]);

/** Builtins of which only some options are known: the first argument that is another one. */
const OPTIONS: ReadonlyMap<string, (texts: readonly string[]) => string | undefined> = new Map([
  ['export', declared(/^(-[fnp]+|--)$/)],
  ['readonly', declared(/^(-[aAfpx]+|--)$/)],
  ['declare', declared(/^([-+][xrt]+|-[xrtfp]+|--)$/)],
  ['local', declared(/^([-+][xrt]+|-[xrtfp]+|--)$/)],
  ['typeset', declared(/^([-+][xrt]+|-[xrtfpgU]+|--)$/)],
  ['jobs', (texts) => texts.find((text) => isDashed(text) && !/^-[lnprs]+$/.test(text))],
  // It asks what a name means, and runs nothing.
  ['command', (texts) => behindDashes(texts.slice(inFront(texts, /^-[pvV]+$/))).find(isDashed)],
]);

/** Of what declares variables: `+x` takes away what `-x` gives. */
function declared(options: RegExp): (texts: readonly string[]) => string | undefined {
  return (texts) => texts.slice(inFront(texts, options)).find((text) => /^[-+]/.test(text));
}

/** How many of the first arguments are of a form. */
function inFront(texts: readonly string[], form: RegExp): number {
  const end = texts.findIndex((text) => !form.test(text));
  return end === -1 ? texts.length : end;
}

function isDashed(text: string): boolean {
  return text.startsWith('-');
}

/** The first argument, or the one behind `--`. */
function behindDashes(texts: readonly string[]): readonly string[] {
  const at = texts[0] === '--' ? 1 : 0;
  return texts.slice(at, at + 1);
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
