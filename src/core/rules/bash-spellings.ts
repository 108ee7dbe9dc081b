import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { isAssignment } from './bash-runners.ts';
import { oddNamesIn, oddPlaces } from './bash-odd-names.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { isSafeAssignment } from './bash-safe-variables.ts';
import { nameOf, textFrom } from './bash-words.ts';
import { afterWrapper, isBareXargs } from './bash-wrappers.ts';

/**
 * The texts under which a rule to allow may know a simple command: as written (without redirections),
 * without all safe variables and wrappers in front, and with the program's name unquoted. What stands
 * between the two is none (measured).
 */
export function allowSpellings(command: SimpleCommand): readonly Spelling[] {
  // A redirection alone is a text like any other (measured).
  if (command.text === '') return [spell(command.written.trim())];
  // A redirection in front belongs to the text: only a rule that begins with a star covers it.
  if (!command.written.trim().startsWith(command.text)) return [spell(command.written)];
  const inner = innerPlace(command);
  const isBetween = command.timed && inner > 0;
  const texts = new Set(isBetween ? [] : [command.text]);
  if (command.assignments.every(isSafeAssignment)) {
    const places = programPlaces(command).filter((place) => place >= inner);
    for (const at of places.filter((place) => !isSetBehind(command.words, place))) {
      // Behind `xargs` a name in quotes is not seen without them, nor is that of a wrapper (measured).
      const isBare = at === 0 || nameOf(command.words[at - 1]) !== 'xargs';
      const isUnquoted = isBare && afterWrapper(command.words, at) === null;
      for (const text of isUnquoted ? fromProgram(command, at) : [textFrom(command, at)]) {
        texts.add(text);
      }
    }
  }
  const odd = oddPlaces(command);
  const isGivenText = command.redirects.some(({ kind }) => kind === 'text');
  // With a computed text the command is written anew, without it (measured).
  const isAnew = command.redirects.some((one) => one.kind === 'text' && one.target.value === null);
  return [...texts].map((text) => {
    // A rule that ends in no star is not for what is given a text, `<<<`, either (measured).
    const fed = isFed(command, text);
    const names = odd.length === 0 ? {} : { oddNames: oddNamesIn(text, command, odd) };
    const isOpen = fed || (isGivenText && !isAnew);
    return { ...spell(text), ...names, goesOn: fed || isGivenText, isOpen };
  });
}

/** Behind `timeout` and `nice` alone a variable that is set is seen (measured). */
function isSetBehind(words: readonly ShellWord[], at: number): boolean {
  return isAssignment(words[at]?.text ?? '') && NOT_BEHIND.has(nameOf(words[at - 1]) ?? '');
}

const NOT_BEHIND: ReadonlySet<string> = new Set(['nohup', 'command', 'builtin', 'noglob']);

/** What stands behind a command’s words, as written; null where redirections stand amid them. */
export function behindWords({ written, text }: SimpleCommand): string | null {
  return written.startsWith(text) ? written.slice(text.length) : null;
}

/** Whether `xargs` puts more behind a text of a command: what that will be isn't known (measured). */
export function isFed(command: SimpleCommand, text: string): boolean {
  const at = command.words.findIndex((word) => nameOf(word) === 'xargs');
  return at !== -1 && text.length <= textFrom(command, at + 1).length;
}

/** The places of the words that may be seen as the program: the first, and the one behind each wrapper. */
export function programPlaces({ words }: SimpleCommand): readonly number[] {
  const places: number[] = [];
  for (let at: number | null = words.length > 0 ? 0 : null; at !== null;) {
    places.push(at);
    const next = afterWrapper(words, at);
    if (next === null && isBareXargs(nameOf(words[at]), words[at + 1]?.text)) places.push(at + 1);
    at = next;
  }
  return places;
}

/** The place of the program behind all wrappers, but not behind `xargs`: what that is fed isn't known. */
export function innerPlace({ words }: SimpleCommand): number {
  let at = 0;
  for (let next = afterWrapper(words, at); next !== null; next = afterWrapper(words, at)) at = next;
  return at;
}

/** The text from a word on, as written and with that word unquoted. */
export function fromProgram(command: SimpleCommand, at: number): readonly string[] {
  const text = textFrom(command, at);
  const word = command.words[at];
  const name = nameOf(word);
  if (word === undefined || name === null || name === word.text) return [text];
  return [text, name + text.slice(word.text.length)];
}
