import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';

/** A simple command's text from its nth word on, as written; empty where it has no such word. */
export function textFrom({ invocation, words }: SimpleCommand, from: number): string {
  let at = 0;
  for (const [place, word] of words.entries()) {
    // Between two words stand only blanks: what is found next is the word itself.
    at = invocation.indexOf(word.text, at);
    if (at === -1) return '';
    if (place === from) return invocation.slice(at);
    at += word.text.length;
  }
  return '';
}

/** The name a command is called by, quotes resolved; null where it is computed or spelt by letter codes. */
export function nameOf(word: ShellWord | undefined): string | null {
  return word === undefined || word.traits.has('ansi-quote') ? null : word.value;
}

/** The first reason that is found among some things; null where there is none. */
export function firstReason<T>(all: readonly T[], find: (one: T) => string | null): string | null {
  for (const one of all) {
    const reason = find(one);
    if (reason !== null) return reason;
  }
  return null;
}
