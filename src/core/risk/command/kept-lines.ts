import type { ShellWord } from '../../shell/word.ts';
import { carriedScript, PLAIN_SCRIPT, type Carried } from './carried-script.ts';
import { finderLines } from './finder-lines.ts';
import { operandsOf } from './invocation.ts';

/** Lines of shell that a program keeps, to run them when something happens; null for one that keeps none. */
export function keptLines(name: string, words: readonly ShellWord[]): readonly Carried[] | null {
  switch (name) {
    case 'alias':
      return aliased(words);
    case 'trap':
      return trapped(words);
    case 'compgen':
    case 'complete':
      return completing(words);
    case 'fzf':
      return finderLines(words).map((script) => ({ ...PLAIN_SCRIPT, script, fed: true }));
    default:
      return null;
  }
}

/** `trap 'line of shell' EXIT`; with `-`, or nothing in front of a signal, it is taken back. */
function trapped(words: readonly ShellWord[]): readonly Carried[] {
  const [line, ...signals] = operandsOf(words);
  return line === undefined || signals.length === 0 || line.text === '-'
    ? []
    : [carriedScript([line], {})];
}

/** `compgen -C 'line of shell'`: what it offers is what that says. */
function completing(words: readonly ShellWord[]): readonly Carried[] {
  const at = words.findIndex(({ text }) => text === '-C');
  const line = at === -1 ? undefined : words[at + 1];
  return line === undefined ? [] : [carriedScript([line], {})];
}

/** `alias name='line of shell'`: what is run by that name from then on. */
function aliased(words: readonly ShellWord[]): readonly Carried[] {
  return words.flatMap(({ value, text }): readonly Carried[] => {
    const at = (value ?? text).indexOf('=');
    if (at <= 0) return [];
    const script = value === null ? null : value.slice(at + 1);
    return [{ ...PLAIN_SCRIPT, script }];
  });
}
