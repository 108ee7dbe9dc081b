import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { nameOf } from './bash-words.ts';

/** What variables are known to hold, by name. */
export type KnownValues = ReadonlyMap<string, string>;

/** Programs that set the variables they are given. */
const SETTERS = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

/**
 * The values that variables surely have in a line: set once, by themselves, to something fixed, in the
 * line itself. It is what a rule to deny looks into when a program is named by a variable (measured).
 */
export function knownValues(commands: readonly SimpleCommand[]): KnownValues {
  const values = new Map<string, string>();
  const often = new Set<string>();
  for (const [at, command] of commands.entries()) {
    for (const [name, written] of assignmentsOf(command, at === 0)) {
      if (values.has(name)) often.add(name);
      const value = /^"?[^$]*\$\w/.test(written) ? filledText(written, values) : written;
      if (value !== undefined && !/\s/.test(value)) values.set(name, value);
    }
  }
  for (const name of often) values.delete(name);
  return values;
}

/** The commands with the values of variables that are known in the place of these. */
export function filledIn(
  commands: readonly SimpleCommand[],
  known: KnownValues,
): readonly SimpleCommand[] {
  if (known.size === 0) return commands;
  const fill = (word: ShellWord): ShellWord => {
    const value = word.variables.length === 0 ? undefined : filledText(word.text, known);
    return value === undefined ? word : { text: value, value, traits: new Set(), variables: [] };
  };
  return commands.map((command) => ({
    ...command,
    words: command.words.map(fill),
    // Without its quotes, the target of a redirection is not looked behind (measured).
    redirects: command.redirects.map((one) =>
      one.kind === 'file' && one.target.text.startsWith('"')
        ? { ...one, target: fill(one.target) }
        : one,
    ),
    assignments: command.assignments.map((one) =>
      one.value === null ? one : { ...one, value: fill(one.value) },
    ),
  }));
}

/** What a word says that is one known variable, or plain letters with known ones among them; undefined for any other. */
function filledText(text: string, known: KnownValues): string | undefined {
  const name = /^(["']?)\$(?:(\w+)|\{(\w+)\})\1$/.exec(text)?.slice(2).join('');
  if (name !== undefined) return known.get(name);
  const inner =
    /^"((?:[^"$`\\]|\$\w+)+)"$/.exec(text)?.[1] ?? /^(?:[\w./:@%+=,-]|\$\w+)+$/.exec(text)?.[0];
  const names = [...(inner ?? '').matchAll(/\$(\w+)/g)].map((found) => found[1] ?? '');
  if (inner === undefined || !names.every((one) => known.has(one))) return undefined;
  return inner.replace(/\$(\w+)/g, (_, one: string) => known.get(one) ?? '');
}

/**
 * What a command sets, if it does nothing else, and in the line itself: names and values. What a line
 * begins with counts as the condition of an `if`, too.
 */
function assignmentsOf(
  command: SimpleCommand,
  isFirst: boolean,
): readonly (readonly [string, string])[] {
  const { assignments, words, enclosures, background, piped } = command;
  const isInLine = enclosures.length === 0 || (isFirst && enclosures.join(' ') === 'if');
  if (!isInLine || background || piped) return [];
  const [assignment] = assignments;
  if (words.length === 0) {
    if (assignments.length !== 1 || assignment === undefined) return [];
    const { name, text, value } = assignment;
    return value === null || text.includes('+=') ? [] : [[name, value.value ?? value.text]];
  }
  const [program, ...args] = words;
  if (!SETTERS.has(nameOf(program) ?? '')) return [];
  return args.flatMap((argument) => {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(argument.value ?? '') ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
}
