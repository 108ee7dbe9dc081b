import type { SimpleCommand } from '../shell/simple-command.ts';
import { programPlaces } from './bash-spellings.ts';
import { nameOf } from './bash-words.ts';

/**
 * Why no rule with a `*` covers a command, whatever its text, but only one with the very text of the
 * line (documented for some, measured for all); null where rules cover it as they stand.
 */
export function refusedToWildcards(command: SimpleCommand): string | null {
  const at = programPlaces(command).at(-1) ?? 0;
  const [program, ...args] = command.words.slice(at);
  const name = nameOf(program);
  if (name === '' || (name ?? program?.text)?.startsWith('-') === true) {
    return 'A program without a name, or with a dash before it, is always asked.';
  }
  if (name === null) return null;
  const all = args.map(({ value, text }) => value ?? text);
  // Of `env`, only its own options count: those of the program behind them are that program's.
  const texts = name === 'env' ? ownOptions(all) : all;
  if (isUnclearWrapper(name, texts)) {
    return `What \`${name}\` runs behind such options is not looked for: that is always asked.`;
  }
  if (EVALUATES.has(name) || (RUNS_OTHERS.has(name) && texts.length > 0)) {
    return `\`${name}\` runs what it is given: no rule with a \`*\` covers it.`;
  }
  const argument = OPTIONS.get(name)?.(texts) ?? dangerousArgument(name, texts);
  if (argument === undefined) return null;
  return `\`${argument}\` of \`${name}\` can run or take away anything: no rule with a \`*\` covers it.`;
}

/** Whether a program that runs another one has options past which that isn’t looked for. */
function isUnclearWrapper(name: string, texts: readonly string[]): boolean {
  const [first = ''] = texts;
  // Alone with its time, it runs nothing.
  if (name === 'timeout') return texts.length > 2 || !/^$|\d/.test(texts.at(-1) ?? '');
  return OPEN_WRAPPERS.has(name) && first.startsWith('-');
}

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

/** Arguments that make a program run or take away things. */
const ARGUMENTS: ReadonlyMap<string, RegExp> = new Map([
  ['find', /^-(exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls)$/],
  ['awk', /^-f|system\s*\(|\|/],
  ['gawk', /^-f|system\s*\(|\|/],
  ['mawk', /^-f|system\s*\(|\|/],
  ['jq', /^(-f|--from-file)/],
  ['env', /^-(?![iv]+$|u$)/],
]);

/** Builtins of which only some options are known: the first argument that is another one. */
const OPTIONS: ReadonlyMap<string, (texts: readonly string[]) => string | undefined> = new Map([
  ['export', (texts) => texts.slice(inFront(texts, /^(-[fnp]+|--)$/)).find(isDashed)],
  ['unset', (texts) => texts.slice(inFront(texts, /^-[fv]$/)).find(isDashed)],
  ['jobs', (texts) => texts.find((text) => isDashed(text) && !/^-[lnprs]+$/.test(text))],
  // It asks what a name means, and runs nothing.
  ['command', (texts) => behindDashes(texts.slice(inFront(texts, /^-[pvV]+$/))).find(isDashed)],
]);

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
