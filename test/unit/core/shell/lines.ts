import { analyse } from '../../../../src/core/shell/analyse.ts';
import type { Analysed } from '../../../../src/core/shell/analysis.ts';
import type { SimpleCommand } from '../../../../src/core/shell/simple-command.ts';

/** A line that is expected to be analysable, taken apart. */
export function analysed(line: string): Analysed {
  const analysis = analyse(line);
  if (analysis.kind === 'not-analysable') throw new Error(`${line}: ${analysis.why}`);
  return analysis;
}

/** The one simple command of a line. */
export function only(line: string): SimpleCommand {
  const [command, ...more] = analysed(line).commands;
  if (command === undefined || more.length > 0) throw new Error(`${line}: not one command`);
  return command;
}

/** The texts of a line's simple commands, in order. */
export function textsOf(line: string): readonly string[] {
  return analysed(line).commands.map(({ text }) => text);
}
