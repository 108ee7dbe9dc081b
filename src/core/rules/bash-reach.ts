import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { programPlaces } from './bash-spellings.ts';
import { nameOf, textFrom } from './bash-words.ts';

/**
 * The texts under which a rule to deny or to ask may know a simple command. It sees through more than a
 * rule to allow: any variable in front, programs that run others, a path, and a name in a variable.
 */
export function denySpellings(
  command: SimpleCommand,
  variables: ReadonlyMap<string, string>,
): readonly Spelling[] {
  const texts = new Set([command.written, command.text, command.invocation]);
  for (const at of [...programPlaces(command), ...runPlaces(command.words, variables)]) {
    const text = textFrom(command, at);
    texts.add(text);
    const word = command.words[at];
    const name = word === undefined ? null : programName(word, variables);
    if (word !== undefined && name !== null) texts.add(name + text.slice(word.text.length));
  }
  for (const script of scriptsOf(command)) texts.add(script);
  return [...texts].map(spell);
}

/** Programs that run what stands behind their options. */
const RUNNERS = new Set(
  (
    'sudo doas env exec watch setsid ionice flock chrt taskset strace ltrace unshare nsenter pkexec ' +
    'script time nocorrect timeout nice nohup command'
  ).split(' '),
);

/** Every word behind a program that runs others: which of them is the program it runs isn't told apart. */
function runPlaces(
  words: readonly ShellWord[],
  variables: ReadonlyMap<string, string>,
): readonly number[] {
  const [first] = words;
  const name = first === undefined ? null : programName(first, variables);
  if (name === null || !RUNNERS.has(name)) return [];
  return words.map((_, at) => at).slice(1);
}

/** A command given as one text: `env -S '…'`, `script -c '…'`, `watch '…'`. */
function scriptsOf({ words }: SimpleCommand): readonly string[] {
  const name = nameOf(words[0]);
  if (name === null || !['env', 'script', 'watch', 'flock'].includes(name)) return [];
  return words.slice(1).flatMap(({ value }) => value ?? []);
}

/** The name of a program without quotes, path or `.exe`, or what the variable that holds it was set to. */
function programName(word: ShellWord, variables: ReadonlyMap<string, string>): string | null {
  const variable = /^"?\$(\w+)"?$/.exec(word.text)?.[1];
  const name = variable === undefined ? (nameOf(word) ?? word.text) : variables.get(variable);
  return name?.replace(/^.*\/(?=.)/, '').replace(/\.exe$/, '') ?? null;
}

/** The plain values that variables are set to in a line. */
export function assignedValues(commands: readonly SimpleCommand[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { words, assignments } of commands) {
    const isSetter = words.length === 0 || nameOf(words[0]) === 'export';
    if (!isSetter) continue;
    for (const { name, value } of assignments) {
      if (typeof value?.value === 'string') values.set(name, value.value);
    }
    for (const { value } of words.slice(1)) {
      const [, name, text] = /^(\w+)=(.*)$/.exec(value ?? '') ?? [];
      if (name !== undefined && text !== undefined) values.set(name, text);
    }
  }
  return values;
}
