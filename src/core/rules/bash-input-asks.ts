import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';

/**
 * Why Claude Code asks about what a command is given to read by a text in the line, where another redirection
 * stands in front of that (measured); null where it does not. In loops and branches it does not.
 */
export function inputAsks(source: string, commands: readonly SimpleCommand[]): string | null {
  const found = commands.some(
    (command) =>
      command.enclosures.length === 0 &&
      (isBehindAnother(command, 'text') ||
        (isBehindAnother(command, 'heredoc') && isJoined(source, command))),
  );
  return found ? 'A redirection in front of a `<<` or `<<<`, so placed, is always asked.' : null;
}

function isBehindAnother({ redirects }: SimpleCommand, kind: Redirect['kind']): boolean {
  const at = redirects.findIndex((one) => one.kind === kind);
  return redirects.slice(0, Math.max(at, 0)).some((one) => one.kind !== kind);
}

/** Whether a command stands behind `&&`, `||`, a `|` or a `!`. */
function isJoined(source: string, { written }: SimpleCommand): boolean {
  for (let at = source.indexOf(written); at !== -1; at = source.indexOf(written, at + 1)) {
    if (/(&&|\||(^|[\s;&|])!)[\s\\]*$/.test(source.slice(Math.max(0, at - 200), at))) return true;
  }
  return false;
}
