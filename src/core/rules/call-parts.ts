import { analyse } from '../shell/analyse.ts';
import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { Call } from './call.ts';

/**
 * The parts of a command line that rules of their own may be for, each as a call by itself: its simple
 * commands without their redirections, and the files those open. Empty for any other call, and for a
 * line that can't be taken apart.
 */
export function partsOfCall({ tool, input, cwd }: Call): readonly Call[] {
  const { command } = input;
  if (tool !== 'Bash' || typeof command !== 'string') return [];
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return [];
  return analysis.commands.flatMap((part) => partsOfCommand(part, cwd));
}

function partsOfCommand({ text, redirects }: SimpleCommand, cwd: string): readonly Call[] {
  return [
    { tool: 'Bash', input: { command: text }, cwd },
    ...redirects.flatMap((redirect) => partOfRedirect(redirect, cwd)),
  ];
}

function partOfRedirect(redirect: Redirect, cwd: string): readonly Call[] {
  if (redirect.kind !== 'file' || redirect.target.value === null) return [];
  const tool = redirect.access === 'read' ? 'Read' : 'Write';
  return [{ tool, input: { file_path: redirect.target.value }, cwd }];
}
