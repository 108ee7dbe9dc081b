import type { Analysed } from '../shell/analysis.ts';
import { alwaysAsks } from './bash-always-asks.ts';

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
  return alwaysAsks(source.replace(/\n[ \t]*#/g, '\n'), { ...analysis, constructs }) !== null;
}

const LOOKED_INTO = ['background', 'subshell', 'inner-pipeline', 'coproc'] as const;
