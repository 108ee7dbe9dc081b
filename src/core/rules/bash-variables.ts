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
    const set = soleAssignment(command);
    if (set === null) continue;
    const [name, written] = set;
    if (values.has(name)) often.add(name);
    const source = /^\$(\w+)$/.exec(written)?.[1];
    const value = source === undefined ? written : values.get(source);
    if (value !== undefined && !/\s/.test(value)) values.set(name, value);
  }
  for (const name of often) values.delete(name);
  return values;
}

/** What a command sets, if it does nothing else, and in the line itself: name and value. */
function soleAssignment(command: SimpleCommand): readonly [string, string] | null {
  const { assignments, words, enclosures, background, piped } = command;
  if (enclosures.length > 0 || background || piped) return null;
  const [assignment] = assignments;
  if (words.length === 0) {
    if (assignments.length !== 1 || assignment === undefined) return null;
    const { value } = assignment;
    if (value === null) return null;
    return assignment.text.includes('+=') ? null : [assignment.name, value.value ?? value.text];
  }
  const [program, argument] = words;
  if (words.length !== 2 || !SETTERS.has(nameOf(program) ?? '')) return null;
  const [, name, value] = /^(\w+)=(.*)$/s.exec(argument?.value ?? '') ?? [];
  return name === undefined || value === undefined ? null : [name, value];
}
