/**
 * How far a wildcard over an action may be trusted:
 * - `plain`: it shows or changes what its name says, and nothing else.
 * - `steerable`: the same, but some of its flags, or files of the project, name a program that it runs or
 *   a file that it writes; the person is told.
 * - `own-code`: it runs what the project itself holds. Flags of some of these run other programs too,
 *   which gives nothing away that the project's code could not do; the person is told.
 * - `reads-files`: it shows what any file holds, also outside the project; preselected only where a
 *   rule can't hold the very command.
 */
export type Trust = 'plain' | 'steerable' | 'own-code' | 'reads-files';

/** What of one program may be allowed with whatever comes behind it. */
export interface Cli {
  /** Options that may stand before the words of an action and take no value. */
  readonly flags?: string;
  /** Those that take one: the next word, or what stands behind a `=`. */
  readonly options?: string;
  /**
   * The actions, by trust, as lists of words behind the program's name. A word may be `<script>` (a
   * script of the project, unless its name says that it publishes or destroys) or `<tool>` (a program
   * with an action of its own).
   */
  readonly actions?: Readonly<
    Partial<Record<'plain' | 'steerable' | 'own-code', readonly string[]>>
  >;
  /**
   * Finds the action of a program whose actions follow a pattern, in the words behind the program
   * and its options: how many of them make it.
   */
  readonly find?: (words: readonly string[]) => number | null;
  /** How far what `find` finds may be trusted: `plain` where it isn't said. */
  readonly found?: Trust;
  /** The program may be allowed whatever it is told. */
  readonly whole?: Trust;
}

/** A list of words that are written with blanks and newlines between them. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Actions that begin with the same words: `under('image', 'ls inspect')` is `image ls`, `image inspect`. */
export function under(beginning: string, ends: string): readonly string[] {
  return wordsOf(ends).map((end) => `${beginning} ${end}`);
}
