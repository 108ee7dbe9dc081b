import type { Redirect } from '../../shell/simple-command.ts';
import type { ShellWord } from '../../shell/word.ts';

/** One program with its arguments, as it is run in the end: behind `sudo`, in `sh -c`, for each file found. */
export interface Invocation {
  /** Without path, quotes and `.exe`, in lower case; null where it is only known when it runs. */
  readonly name: string | null;
  /** The program's word, as written. */
  readonly program: ShellWord;
  readonly words: readonly ShellWord[];
  /** The arguments, quotes resolved; as written where they are computed. */
  readonly args: readonly string[];
  /** As written, for words. */
  readonly text: string;
  readonly redirects: readonly Redirect[];
  /** What it reads is another command's output. */
  readonly piped: boolean;
  /** It gets further arguments that are only known when it runs (`xargs`, `find -exec`). */
  readonly fed: boolean;
  /** It stands in a `$(…)`, where it is easily overlooked. */
  readonly substituted: boolean;
  /** It runs elsewhere: on another machine, in a container. */
  readonly remote: boolean;
  readonly cwd: string;
}

/** The texts that stand below a call, or behind its `<<<`. */
export function textsBelow({ redirects }: Pick<Invocation, 'redirects'>): readonly string[] {
  return redirects.flatMap((one) =>
    one.kind === 'heredoc' ? [one.body] : one.kind === 'text' ? [one.target.text] : [],
  );
}

/** The arguments in front of a `--`, one by one, `-rf` also as `-r` and `-f`. */
export function flagsOf(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).flatMap((arg) =>
    /^-[A-Za-z]{2,8}$/.test(arg)
      ? [arg, ...Array.from(arg.slice(1), (letter) => `-${letter}`)]
      : arg,
  );
}

/**
 * The words that are neither options nor the values of options.
 * @param values the options that take the next word, with blanks between them: a text of a table, since
 * each is kept
 */
export function operandsOf<Word extends { readonly text: string; readonly value: string | null }>(
  words: readonly Word[],
  values = '',
): readonly Word[] {
  const taking = wordSet(values);
  const found: Word[] = [];
  let ended = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const text = word.value ?? word.text;
    if (ended || !text.startsWith('-') || text === '-') found.push(word);
    else if (text === '--') ended = true;
    else if (taking.has(text)) at += 1;
  }
  return found;
}

/** Lists are asked for at each call, and taken apart once. */
const lists = new Map<string, ReadonlySet<string>>();

/** The words of a text of a table, which are kept. */
export function wordSet(text: string): ReadonlySet<string> {
  const known = lists.get(text);
  if (known !== undefined) return known;
  const found = new Set(text.split(' '));
  lists.set(text, found);
  return found;
}

/** The value of an option: the next word, or what stands behind `=` or the letter itself. */
export function optionValues(args: readonly string[], options: RegExp): readonly string[] {
  return args.flatMap((arg, at) => {
    if (options.test(arg)) return args.slice(at + 1, at + 2);
    const [name, value] = splitOnce(arg);
    if (value !== undefined && options.test(name)) return [value];
    return /^-[A-Za-z]./.test(arg) && options.test(arg.slice(0, 2)) ? [arg.slice(2)] : [];
  });
}

function splitOnce(arg: string): readonly [string, string?] {
  const at = arg.indexOf('=');
  return at === -1 || !arg.startsWith('--') ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

/** A word as a path: `$HOME` and `$PWD` put in, and null where anything else is computed. */
export function pathIn(word: ShellWord, cwd: string): string | null {
  const text = (word.value ?? word.text)
    .replace(/^(["']?)\$(HOME\b|\{HOME\})/, '$1~')
    .replace(/^(["']?)\$(PWD\b|\{PWD\})/, `$1${cwd}`);
  const plain = word.value === null ? text.replace(/["']/g, '') : text;
  if (word.value === null && /[$`]|^[<>]\(/.test(plain)) return null;
  if (word.traits.has('brace')) return null;
  return plain;
}
