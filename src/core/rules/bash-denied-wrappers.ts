import type { ShellWord } from '../shell/word.ts';
import { isOption, spelt } from './bash-operands.ts';
import { afterWrapper } from './bash-wrappers.ts';

/**
 * The place of the program behind wrappers that rules to deny files look past, beside those that rules
 * to allow do: `env`, all of them under any path, and some with a `--` (measured).
 * @param from the place behind those that rules to allow look past
 */
export function deniedPlace(words: readonly ShellWord[], from: number): number {
  let at = from;
  for (let next: number | null = at; next !== null;) {
    at = next;
    const name = fileName(words[at]);
    next =
      afterWrapper(words, at, name) ??
      behindKnownEnv(words, at, name) ??
      behindDashes(words, at, name);
  }
  return at;
}

/** Behind `env`, its few known options and what it sets. */
function behindKnownEnv(words: readonly ShellWord[], place: number, name: string): number | null {
  if (name !== 'env') return null;
  let at = place + 1;
  for (;;) {
    const word = words[at];
    if (word === undefined) return null;
    const text = spelt(word);
    if (text === '-u') at += 2;
    else if (/^(-[i0v]|[^-=][^=]*=.*)$/s.test(text)) at += 1;
    else return isOption(word) ? null : at;
  }
}

/** `nohup -- program`, `nice -n 5 -- program`, `timeout -- 5 program`. */
function behindDashes(words: readonly ShellWord[], place: number, name: string): number | null {
  if (name !== 'nohup' && name !== 'nice' && name !== 'timeout') return null;
  const dashes = words.findIndex(({ text }, at) => at > place && text === '--');
  if (dashes === -1) return null;
  const without = [...words.slice(0, dashes), ...words.slice(dashes + 1)];
  const inner = afterWrapper(without, place, name);
  return inner === dashes + (name === 'timeout' ? 1 : 0) ? inner + 1 : null;
}

function fileName(word: ShellWord | undefined): string {
  return programText(word).replace(/^.*\//s, '');
}

/** A program’s name as it is written; a home folder in front changes nothing (measured). */
export function programText(word: ShellWord | undefined): string {
  if (word === undefined) return '';
  return word.value ?? (/^(~|\$HOME)\/[\w./-]+$/.test(word.text) ? word.text : '');
}
