/** What makes a word something else than its own letters by the time the command runs. */
export type WordTrait =
  /** `$X`, `${X}`: the value of a variable. */
  | 'variable'
  /** `$(…)` or backticks: the output of a command. */
  | 'substitution'
  /** `<(…)`: a file with the output of a command. */
  | 'process'
  /** `$((…))` */
  | 'arithmetic'
  /** `*`, `?`, `[…]` outside quotes: names of files. */
  | 'glob'
  /** `{a,b}`: several words. */
  | 'brace'
  /** `$'…'` and `$"…"`: letters by their codes, or translated. */
  | 'ansi-quote'
  /** A backslash outside quotes. */
  | 'escape'
  /** A `~` at the start, outside quotes: a home folder. */
  | 'tilde';

/** One word of a command. */
export interface ShellWord {
  /** As written, quotes and all. */
  readonly text: string;
  /** What the program gets, where that is fixed; null where it is computed when the command runs. */
  readonly value: string | null;
  readonly traits: ReadonlySet<WordTrait>;
  /** The names of the variables in it, each as written (`$HOME`, `${X:-y}`). */
  readonly variables: readonly string[];
}

/** The traits of a word whose value can't be known before it runs. */
const COMPUTED: readonly WordTrait[] = [
  'variable',
  'substitution',
  'process',
  'arithmetic',
  'glob',
  'brace',
  'tilde',
];

/** Whether a word's value is only known when the command runs. */
export function isComputed(traits: ReadonlySet<WordTrait>): boolean {
  return COMPUTED.some((trait) => traits.has(trait));
}
