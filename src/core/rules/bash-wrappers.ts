import type { ShellWord } from '../shell/word.ts';
import { nameOf } from './bash-words.ts';

/**
 * The place of the word behind a wrapper: a program that runs what follows and that a rule to allow
 * may look past. Only the spellings that Claude Code sees through count (measured).
 * @param name the wrapper's name, where it is not the word as it stands
 * @param from where its options begin
 * @returns null where no such wrapper stands at that place, or nothing behind it.
 */
export function afterWrapper(
  words: readonly ShellWord[],
  at: number,
  name = nameOf(words[at]),
  from = at + 1,
): number | null {
  const skip = name === null || at > FURTHEST ? undefined : WRAPPERS.get(name);
  if (skip === undefined) return null;
  const inner = skip(words, from);
  return inner === null || words[inner] === undefined ? null : inner;
}

/** Behind so many words no wrapper is looked for: nobody writes such a line, and each costs its length. */
const FURTHEST = 64;

/** Where the wrapped command begins; null where the options are not ones that are seen through. */
type Skip = (words: readonly ShellWord[], at: number) => number | null;

const WRAPPERS: ReadonlyMap<string, Skip> = new Map([
  ['timeout', skipTimeout],
  ['nice', skipNice],
  ['stdbuf', skipStdbuf],
  ['command', (words, at) => noOption(words, isText(words[at], '-p', '--') ? at + 1 : at)],
  ['builtin', (words, at) => noOption(words, isText(words[at], '--') ? at + 1 : at)],
  ['nohup', noOption],
  ['noglob', noOption],
  ['time', noOption],
]);

/** Whether a program of this name is one that is looked past. */
export function isWrapper(name: string | null): boolean {
  return name !== null && WRAPPERS.has(name);
}

function skipTimeout(words: readonly ShellWord[], from: number): number | null {
  let at = from;
  while (words[at]?.text.startsWith('-') === true) {
    const text = words[at]?.text ?? '';
    if (/^(-v|--(verbose|foreground|preserve-status))$/.test(text)) at += 1;
    else if (/^(-[ks][\w.+-]+|--(kill-after|signal)=[\w.+-]+)$/.test(text)) at += 1;
    else if (/^(-[ks]|--(kill-after|signal)) [\w.+-]+$/.test(`${text} ${words[at + 1]?.text}`))
      at += 2;
    else return null;
  }
  return /^\d+(\.\d+)?[smhd]?$/.test(words[at]?.text ?? '') ? noOption(words, at + 1) : null;
}

function skipNice(words: readonly ShellWord[], at: number): number | null {
  if (isText(words[at], '-n') && /^-?\d+$/.test(words[at + 1]?.text ?? '')) {
    return noOption(words, at + 2);
  }
  return noOption(words, /^-\d+$/.test(words[at]?.text ?? '') ? at + 1 : at);
}

function skipStdbuf(words: readonly ShellWord[], from: number): number | null {
  let at = from;
  while (/^-[ioe][LN0-9]+$/.test(words[at]?.text ?? '')) at += 1;
  return at === from ? null : noOption(words, at);
}

function noOption(words: readonly ShellWord[], at: number): number | null {
  return words[at]?.text.startsWith('-') === true ? null : at;
}

function isText(word: ShellWord | undefined, ...texts: readonly string[]): boolean {
  return word !== undefined && texts.includes(word.text);
}

/** Whether `xargs` stands there without options: what it runs is seen, though no wrapper behind it. */
export function isBareXargs(name: string | null, next: string | undefined): boolean {
  return name === 'xargs' && next !== undefined && !next.startsWith('-');
}
