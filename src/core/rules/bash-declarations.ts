import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { nameOf } from './bash-words.ts';
import { afterWrapper } from './bash-wrappers.ts';

/**
 * The first argument of a command that declares variables, or takes them away, that is neither a name
 * nor sets one plainly: a rule to allow doesn't cover that (measured); null where all are.
 */
export function misfitName({ words }: SimpleCommand): string | null {
  const at = declaringPlace(words);
  const name = nameOf(words[at]);
  if (name === null) return null;
  const fits = DECLARING.get(name);
  const args = words.slice(at + 1);
  return fits === undefined
    ? null
    : (args.find((arg, place) => !fits(arg, args.slice(0, place)))?.text ?? null);
}

/** Only where the shell itself sees what is declared, which no program behind another one lets it. */
function declaringPlace(words: readonly ShellWord[]): number {
  let at = 0;
  for (let next: number | null = 0; next !== null;) {
    at = next;
    next = /^(command|builtin|noglob)$/.test(nameOf(words[at]) ?? '')
      ? afterWrapper(words, at)
      : null;
  }
  return at;
}

/** Whether an argument fits behind those before it. */
type Fits = (word: ShellWord, before: readonly ShellWord[]) => boolean;

const NAME = /^[A-Za-z_]\w*$/;
const NAME_OR_VALUE = /^[A-Za-z_]\w*(\+?=.*)?$/s;

const DECLARING: ReadonlyMap<string, Fits> = new Map([
  ...['export', 'readonly'].map(
    (name) =>
      [
        name,
        declares(
          () => true,
          () => false,
        ),
      ] as const,
  ),
  ...['declare', 'local', 'typeset'].map(
    (name) =>
      [
        name,
        declares(
          (text) => NAME_OR_VALUE.test(text),
          (text) => /^\d+$/.test(text),
        ),
      ] as const,
  ),
  ['unset', isTakenAway],
]);

/**
 * @param takesQuoted which texts in double quotes are taken
 * @param takesBare which words are taken beside names
 */
function declares(
  takesQuoted: (text: string) => boolean,
  takesBare: (text: string) => boolean,
): Fits {
  return (word, before) => {
    const { text, value } = word;
    // Options are looked at elsewhere.
    if (/^[-+]./.test(text)) return true;
    const [, quoted] = /^"((?:\\[\s\S]|[^"\\])*)"$/.exec(text) ?? [];
    if (quoted !== undefined) return takesQuoted(value ?? quoted);
    if (/^'[^']*'$/.test(text)) return NAME_OR_VALUE.test(value ?? '');
    if (NAME.test(text) || takesBare(text)) return true;
    const [, assigned] = /^[A-Za-z_]\w*\+?=(.*)$/s.exec(text) ?? [];
    if (assigned !== undefined) return !/^[=(]|~/.test(assigned);
    return isFunction(word, before);
  };
}

function isTakenAway(word: ShellWord, before: readonly ShellWord[]): boolean {
  const isInFront = before.every(({ text }) => text.startsWith('-'));
  return (
    (isInFront && /^-[fv]$/.test(word.text)) || NAME.test(word.text) || isFunction(word, before)
  );
}

/** Behind `-f` stand names of functions: these may hold more. */
function isFunction({ text, value }: ShellWord, before: readonly ShellWord[]): boolean {
  return before.some((one) => /^-\w*f/.test(one.text)) && text === value && !/^-|^\d+$/.test(text);
}
