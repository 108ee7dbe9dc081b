import type { ShellWord } from '../shell/word.ts';

/** The options of a program, as far as Claude Code knows them (measured, option by option). */
export interface KnownOptions {
  /** Letters without a value; they may stand together behind one dash. */
  readonly plain: string;
  /** Letters that take what stands behind them, or else the next word. */
  readonly valued: string;
  /** Letters that take what stands behind them, and never the next word. */
  readonly joined?: string;
  /** Long names without a value, with blanks between them. */
  readonly longPlain: string;
  /** Long names that take the next word, unless a `=` follows. */
  readonly longValued: string;
}

/** Options that take the next word, for a program whose other options take none: one letter, or a long name. */
export interface ValuedOptions {
  readonly letters: string;
  /** With blanks between them. */
  readonly names: string;
}

/** What a word says once its quotes are gone; as written where it is computed. */
export function spelt({ value, text }: ShellWord): string {
  return value ?? text;
}

/** Whether a word is an option. `-` alone is none, and quotes change nothing (measured). */
export function isOption(word: ShellWord): boolean {
  return /^-./s.test(spelt(word));
}

/** All words that are no options, wherever they stand; all behind a `--`. */
export function nonOptions(args: readonly ShellWord[]): readonly ShellWord[] {
  const end = args.findIndex((word) => spelt(word) === '--');
  const front = end === -1 ? args : args.slice(0, end);
  return [...front.filter((word) => !isOption(word)), ...(end === -1 ? [] : args.slice(end + 1))];
}

/** Options in front of all else, and what stands behind them: from the first word that is none, all count (measured). */
export interface Parted {
  readonly options: readonly string[];
  readonly operands: readonly ShellWord[];
}

/** Parts options from operands. Letters that stand together are no option with a value (measured). */
export function partOptions(args: readonly ShellWord[], { letters, names }: ValuedOptions): Parted {
  const takesNext = new Set([
    ...Array.from(letters, (letter) => `-${letter}`),
    ...names.split(' ').map((name) => `--${name}`),
  ]);
  const options: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined || !isOption(word)) return { options, operands: args.slice(at) };
    const text = spelt(word);
    if (text === '--') return { options, operands: args.slice(at + 1) };
    options.push(text);
    if (takesNext.has(text)) at += 1;
  }
  return { options, operands: [] };
}

/** What stands behind a program’s options; beside one that isn’t known, each word that looks like none (measured). */
export function behindKnown(args: readonly ShellWord[], known: KnownOptions): readonly ShellWord[] {
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined || !isOption(word)) return args.slice(at);
    const text = spelt(word);
    if (text === '--') return args.slice(at + 1);
    const takes = wordsOf(text, known);
    if (takes === null) return nonOptions(args);
    at += takes - 1;
  }
  return [];
}

/** How many words an option takes up; null where it isn’t known. */
function wordsOf(option: string, known: KnownOptions): 1 | 2 | null {
  if (/^-\d+$/.test(option)) return 1;
  if (option.startsWith('--')) {
    if (option.includes('=')) return 1;
    const names = (list: string): boolean => list.split(' ').includes(option.slice(2));
    if (names(known.longValued)) return 2;
    return names(known.longPlain) ? 1 : null;
  }
  const letters = option.slice(1);
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at);
    if (known.plain.includes(letter)) continue;
    if (known.joined?.includes(letter) === true) return 1;
    if (!known.valued.includes(letter)) return null;
    return at === letters.length - 1 ? 2 : 1;
  }
  return 1;
}
