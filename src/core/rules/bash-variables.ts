import type { SimpleCommand } from '../shell/simple-command.ts';
import { nameOf } from './bash-words.ts';

/** Programs that set the variables they are given. */
const SETTERS = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

/**
 * The values that variables surely have in a line: set once, by themselves, to something fixed, in the
 * line itself. It is what a rule to deny looks into when a program is named by a variable (measured).
 */
export function knownValues(commands: readonly SimpleCommand[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const often = new Set<string>();
  for (const command of commands) {
    for (const [name, written] of assignmentsOf(command)) {
      if (values.has(name)) often.add(name);
      const source = /^\$(\w+)$/.exec(written)?.[1];
      const value = source === undefined ? written : values.get(source);
      if (value !== undefined && !/\s/.test(value)) values.set(name, value);
    }
  }
  for (const name of often) values.delete(name);
  return values;
}

/** What a command sets, if it does nothing else, and in the line itself: names and values. */
function assignmentsOf(command: SimpleCommand): readonly (readonly [string, string])[] {
  const { assignments, words, enclosures, background, piped } = command;
  if (enclosures.length > 0 || background || piped) return [];
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
