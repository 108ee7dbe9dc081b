/** Whether any of a program's arguments, each as written, looks like this. */
export function has(words: readonly string[], pattern: RegExp): boolean {
  return words.some((word) => pattern.test(word));
}

/**
 * The arguments that are neither options nor the value of one.
 * @param taking the options that take the next word
 */
export function operands(words: readonly string[], taking?: RegExp): readonly string[] {
  return words.filter(
    (word, at) => !word.startsWith('-') && taking?.test(words[at - 1] ?? '') !== true,
  );
}
