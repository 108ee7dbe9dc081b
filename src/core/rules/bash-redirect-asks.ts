import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';

/**
 * Why Claude Code asks about where a redirection stands, whatever it leads to (measured); null where it
 * does not.
 */
export function redirectPlaceAsks(
  source: string,
  commands: readonly SimpleCommand[],
): string | null {
  if (commands.some((command) => isTestRedirected(source, command)))
    return 'A redirection behind `[ … ]`, so placed, is always asked.';
  return commands.some((command) => isTextBehind(source, command))
    ? 'A redirection in front of a `<<` or `<<<`, so placed, is always asked.'
    : null;
}

/** `[ -f a ] 2>/dev/null`, unless it stands behind another command. */
function isTestRedirected(source: string, command: SimpleCommand): boolean {
  return (
    command.words[0]?.text === '[' && command.redirects.length > 0 && !isJoined(source, command)
  );
}

/** A text in the line to read, and in front of it another redirection; in loops and branches it is none. */
function isTextBehind(source: string, command: SimpleCommand): boolean {
  if (command.enclosures.length > 0) return false;
  return (
    isBehindAnother(command, 'text') ||
    (isBehindAnother(command, 'heredoc') && isJoined(source, command))
  );
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
