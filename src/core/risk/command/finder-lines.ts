import type { ShellWord } from '../../shell/word.ts';
import { optionValues } from './invocation.ts';

/** The lines of shell that `fzf` runs for what is chosen in it: to show it, or on a key. */
export function finderLines(words: readonly ShellWord[]): readonly string[] {
  const args = words.map(({ value, text }) => value ?? text);
  const bound = optionValues(args, /^--bind$/).flatMap((keys) =>
    [...keys.matchAll(RUNS)].flatMap(([, inside, rest]) => inside ?? rest ?? []),
  );
  return [...optionValues(args, /^--preview$/), ...bound];
}

/** `ctrl-e:execute(code {})`, `enter:become:vim {}`: in brackets of any kind, or all that follows. */
const RUNS =
  /(?:execute(?:-silent)?|become|reload(?:-sync)?|transform(?:-[\w-]+)?)(?:[([{<~!@#$%^&*;/|](.*?)[)\]}>~!@#$%^&*;/|](?=,|\+|$)|:(.*)$)/gs;
