import type { Analysed } from '../shell/analysis.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { assignedScript, withoutBlocks } from './bash-assignments.ts';

/**
 * Whether a line that a rule for all of Bash allows isn’t looked at for protected files: one that would be
 * asked about for its shape is not, but for what these leave out (all measured).
 */
export function isOverlooked(source: string, analysis: Analysed): boolean {
  const { constructs, commands } = analysis;
  if (SEEN_IN.some((one) => constructs.has(one))) return false;
  if (commands.some(({ words, assignments }) => words.length + assignments.length === 0))
    return false;
  const isPiped = constructs.has('inner-pipeline');
  const shape: Analysed = {
    ...analysis,
    constructs: new Set([...constructs].filter((one) => one !== 'inner-pipeline')),
    commands: isPiped ? commands.filter(({ words }) => words.length > 0) : commands,
  };
  return alwaysAsks(source.replace(/\\\n/g, ' '), shape) !== null;
}

const SEEN_IN = ['background', 'time', 'coproc'] as const;

/**
 * Whether a line holds what isn’t read on, such as a computed text: then no rule to deny a file reaches
 * into it, be it allowed or asked about (measured).
 */
export function isOpaque(source: string, analysis: Analysed): boolean {
  const constructs = new Set(
    [...analysis.constructs].filter((one) => !LOOKED_INTO.some((known) => known === one)),
  );
  // What only looks like a comment is read on behind.
  const commands = analysis.commands.map(withoutAssigned);
  return (
    alwaysAsks(source.replace(/\n[ \t]*#/g, '\n'), { ...analysis, constructs, commands }) !== null
  );
}

/** The command, where the output of others that it only keeps in a variable counts as a fixed text (measured). */
function withoutAssigned(command: SimpleCommand): SimpleCommand {
  const { assignments, words } = command;
  const [assignment, another] = assignments;
  if (assignment === undefined)
    return isDeclaring(words) ? { ...command, words: words.map(asFixed) } : command;
  const { value } = assignment;
  if (another !== undefined || value === null || /^\w+\[/.test(assignment.text)) return command;
  if (!isReadOn(assignedScript(value))) return command;
  // What only sets a variable would be asked about amid a `|`, and is read on there all the same.
  const read = words.length === 0 ? [fixed(value)] : words;
  return { ...command, words: read, assignments: [{ ...assignment, value: fixed(value) }] };
}

function isDeclaring([program, ...args]: readonly ShellWord[]): boolean {
  return (
    /^(export|local|declare|typeset|readonly)$/.test(program?.text ?? '') &&
    !args.some(({ text }) => /^-\w*[aAi]/.test(text))
  );
}

function asFixed(word: ShellWord): ShellWord {
  const [, name = '', value = ''] = /^(\w+=)(.*)$/s.exec(word.text) ?? [];
  return isReadOn(assignedScript({ ...word, text: value }))
    ? { ...fixed(word), text: `${name}x` }
    : word;
}

function fixed(word: ShellWord): ShellWord {
  return { ...word, text: 'x', value: 'x', traits: new Set() };
}

/** With a `;` in it what stands there is not read on. */
function isReadOn(script: string): boolean {
  return script !== '' && !withoutBlocks(script).includes(';');
}

const LOOKED_INTO = ['background', 'subshell', 'inner-pipeline', 'coproc'] as const;
