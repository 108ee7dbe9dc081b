import type { ShellWord } from '../shell/word.ts';

/** The arguments of a program that name files. */
export interface ArgumentFiles {
  readonly kind: 'read' | 'edit';
  readonly words: readonly ShellWord[];
  /** Whether the other arguments make it unclear which files they are. */
  readonly isUnclear: boolean;
  /** Whether they matter to rules to deny alone, which take each path as it is written. */
  readonly isOnlyDenied: boolean;
}

/** Which arguments of a program name files. */
export type Finder = (args: readonly ShellWord[]) => readonly ArgumentFiles[];

/** Files among a program’s arguments. */
export function found(
  kind: ArgumentFiles['kind'],
  words: readonly ShellWord[],
  isUnclear = false,
): readonly ArgumentFiles[] {
  return [{ kind, words, isUnclear, isOnlyDenied: false }];
}

/** Files that matter to rules to deny alone. */
export function denied(
  kind: ArgumentFiles['kind'],
  words: readonly ShellWord[],
): readonly ArgumentFiles[] {
  return [{ kind, words, isUnclear: false, isOnlyDenied: true }];
}

/** Whether a shell may make several words of one of these. */
export function hasGlob(args: readonly ShellWord[]): boolean {
  return args.some(({ traits }) => traits.has('glob'));
}

/** What stands behind the first letters of a word: the value of an option that is written to it. */
export function behindLetters({ text, value, ...word }: ShellWord, letters: number): ShellWord {
  return { ...word, text: text.slice(letters), value: value?.slice(letters) ?? null };
}
