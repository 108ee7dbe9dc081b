import type { SimpleCommand } from '../shell/simple-command.ts';
import { programPlaces } from './bash-spellings.ts';
import { nameOf } from './bash-words.ts';

/**
 * Why no rule with a `*` covers a command, whatever its text, but only one with the very text of the
 * line (documented for some, measured for all); null where rules cover it as they stand.
 */
export function refusedToWildcards(command: SimpleCommand): string | null {
  const [program, ...args] = command.words.slice(programPlaces(command).at(-1) ?? 0);
  const name = nameOf(program);
  if (name === null) return null;
  if (name === '') return 'A program without a name is always asked.';
  const all = args.map(({ value, text }) => value ?? text);
  // Of `env`, only its own options count: those of the program behind them are that program's.
  const texts = name === 'env' ? ownOptions(all) : all;
  if (name === 'timeout' && !/^(| |.*(^| )\d.*)$/s.test(texts.join(' '))) {
    return '`timeout` without a time is always asked.';
  }
  if (EVALUATES.has(name) || (RUNS_OTHERS.has(name) && texts.length > 0)) {
    return `\`${name}\` runs what it is given: no rule with a \`*\` covers it.`;
  }
  const refused = ARGUMENTS.get(name);
  const argument =
    refused === undefined
      ? undefined
      : texts.find((text, at) => refused.test(text) && !/^-i?name$/.test(texts[at - 1] ?? ''));
  if (argument === undefined) return null;
  return `\`${argument}\` of \`${name}\` can run or take away anything: no rule with a \`*\` covers it.`;
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
  ['nice', /^--/],
  ['export', /^-/],
  ['unset', /^-/],
  ['jobs', /^-/],
  ['command', /^-/],
  ['builtin', /^-/],
  ['noglob', /^-/],
]);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
