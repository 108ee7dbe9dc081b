import type { ShellWord } from '../../shell/word.ts';
import { flagsOf, operandsOf } from './invocation.ts';

/**
 * The script that a shell is told to run: an option that ends in `o` takes the next word, also in a
 * cluster (`-euo pipefail`), and with `-s` it is none. Undefined where the shell reads its lines instead.
 */
export function shellScript(words: readonly ShellWord[]): ShellWord | undefined {
  const texts = words.map(({ value, text }) => value ?? text);
  if (flagsOf(texts).includes('-s')) return undefined;
  const isName = (at: number): boolean => /^[-+][a-zA-Z]*[oO]$/.test(texts[at] ?? '');
  const own = words.filter((_, at) => !isName(at - 1) && !/^\+[a-zA-Z]+$/.test(texts[at] ?? ''));
  return operandsOf(own, '--rcfile --init-file')[0];
}

/** Whether the lines that stand below a call are read as those of a shell by this product. */
export function readsLines(name: string, words: readonly ShellWord[]): boolean {
  if (flagsOf(words.map(({ value, text }) => value ?? text)).includes('-n')) return false;
  return SHELL.test(name) && /^(-|\/dev\/stdin)?$/.test(shellScript(words)?.text ?? '');
}

const SHELL = /^(ba|z|da|a|k|mk)?sh$/;
