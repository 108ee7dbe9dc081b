import { wordsOf, type Cli, type Trust } from './cli.ts';
import { isRiskyScript } from './risky-script.ts';
import { isRunner } from './runners.ts';
import { CLIS } from './table.ts';

/** The beginning of a command that may be allowed with whatever comes behind it. */
export interface SafeAction {
  /** How many words, the program's name first. */
  readonly words: number;
  /** Whether that is the program alone. */
  readonly isProgram: boolean;
  readonly trust: Trust;
}

/** A program of the table, made ready for comparing. */
interface Program {
  readonly flags: ReadonlySet<string>;
  readonly options: ReadonlySet<string>;
  readonly listed: readonly { readonly parts: readonly string[]; readonly trust: Trust }[];
  readonly find: Cli['find'];
  readonly found: Trust;
  readonly whole: Cli['whole'];
}

const PROGRAMS: ReadonlyMap<string, Program> = new Map(
  [...CLIS].map(([name, cli]) => [name, programOf(cli)]),
);

function programOf({
  flags = '',
  options = '',
  actions = {},
  find,
  found = 'plain',
  whole,
}: Cli): Program {
  const listed = (['plain', 'steerable', 'own-code'] as const).flatMap((trust) =>
    (actions[trust] ?? []).map((action) => ({ parts: action.split(' '), trust })),
  );
  return {
    flags: new Set(wordsOf(flags)),
    options: new Set(wordsOf(options)),
    listed,
    find,
    found,
    whole,
  };
}

/**
 * The longest beginning of a command that may be allowed with whatever comes behind it.
 * @param words the program and its arguments, each as written
 * @returns null where there is none: then only the very command may be allowed.
 */
export function safeAction(words: readonly string[]): SafeAction | null {
  const cli = PROGRAMS.get(words[0] ?? '');
  if (cli === undefined) return null;
  if (cli.whole !== undefined) return { words: 1, isProgram: true, trust: cli.whole };
  const path = byPattern(cli, words) ?? byList(cli, words);
  // A quote or a wildcard in the beginning would be compared as it is written, or match more.
  return path !== null && words.slice(0, path.words).every(isPlain) ? path : null;
}

function byPattern(cli: Program, words: readonly string[]): SafeAction | null {
  const start = skipOptions(cli, words, 1);
  const count = cli.find?.(words.slice(start)) ?? null;
  return count === null ? null : { words: start + count, isProgram: false, trust: cli.found };
}

function byList(cli: Program, words: readonly string[]): SafeAction | null {
  let longest: SafeAction | null = null;
  for (const { parts, trust } of cli.listed) {
    const end = endOf(parts, cli, words);
    if (end === null || end <= (longest?.words ?? 0)) continue;
    longest = { words: end, isProgram: false, trust };
  }
  return longest;
}

/** Where an action ends among the words of a command; null where it is another one. */
function endOf(action: readonly string[], cli: Program, words: readonly string[]): number | null {
  let at = 1;
  for (const part of action) {
    at = skipOptions(cli, words, at, part);
    const taken = take(part, words.slice(at));
    if (taken === null) return null;
    at += taken;
  }
  return at;
}

/** How many words a part of an action stands for. */
function take(part: string, words: readonly string[]): number | null {
  const [word = ''] = words;
  switch (part) {
    case '<script>':
      return isScriptName(word) ? 1 : null;
    case '<tool>':
      return safeAction(words)?.words ?? null;
    default:
      return word === part ? 1 : null;
  }
}

/** Some of those that run scripts take a program's name for one. */
function isScriptName(word: string): boolean {
  return /^[a-z][\w:-]*$/i.test(word) && !isRiskyScript(word) && !isRunner(word);
}

/** The place behind the program's own options, unless the option is the word that is looked for. */
function skipOptions(
  { flags, options }: Program,
  words: readonly string[],
  from: number,
  wanted?: string,
): number {
  let at = from;
  for (;;) {
    const word = words[at];
    if (word === undefined || word === wanted) return at;
    const [name = ''] = word.split('=', 1);
    if (flags.has(word) || (name !== word && options.has(name))) at += 1;
    else if (options.has(word) && words[at + 1] !== undefined) at += 2;
    else return at;
  }
}

/** No quotes, wildcards or escapes: nothing a rule or the shell would read as more than letters. */
function isPlain(word: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(word);
}
