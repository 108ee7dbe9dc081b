import type { SimpleCommand } from '../shell/simple-command.ts';
import { ODD_LETTER, spell, type Span } from './bash-pattern.ts';
import { runnerTargets } from './bash-runners.ts';
import { nameOf, textFrom } from './bash-words.ts';
import { afterWrapper, isBareXargs } from './bash-wrappers.ts';

/**
 * The places of programs whose names hold letters that may mean something to a shell, behind others
 * that run them, too: a star doesn't stand for what is left of such a name (measured).
 */
export function oddPlaces({ words }: SimpleCommand): readonly number[] {
  const isOdd = (at: number): boolean => ODD_LETTER.test(words[at]?.text ?? '');
  if (!words.some((_, at) => isOdd(at))) return [];
  const places = new Set([0]);
  for (const at of places) {
    const name = nameOf(words[at]) ?? '';
    const next = afterWrapper(words, at);
    if (next !== null) places.add(next);
    else if (isBareXargs(name, words[at + 1]?.text)) places.add(at + 1);
    for (const target of runnerTargets(name, words, at))
      if (target.kind === 'word') places.add(target.at);
  }
  return [...places].filter(isOdd);
}

/**
 * Where these programs stand in a text of their command, runs of blanks as one.
 * @param text may begin at a later word of the command, and with that word unquoted
 */
export function oddNamesIn(
  text: string,
  command: SimpleCommand,
  places: readonly number[],
): readonly Span[] {
  return places.flatMap((at) => {
    const word = command.words[at]?.text ?? '';
    const behind = textFrom(command, at).slice(word.length);
    if (!text.endsWith(behind)) return [];
    const end = text.length - behind.length;
    const isWritten = text.slice(0, end).endsWith(word);
    return [
      { from: isWritten ? foldedLength(text, end - word.length) : 0, to: foldedLength(text, end) },
    ];
  });
}

/** How long the beginning of a text is once its runs of blanks are one, those at its end included. */
function foldedLength(text: string, end: number): number {
  return spell(`${text.slice(0, end)}.`).folded.length - 1;
}
