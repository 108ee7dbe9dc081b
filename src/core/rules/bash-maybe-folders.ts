import type { SimpleCommand } from '../shell/simple-command.ts';
import { absolutePath } from './absolute-path.ts';
import {
  argumentAccesses,
  homePath,
  placedAt,
  redirectAccesses,
  type CommandAccess,
} from './bash-access.ts';
import { isFolderChange, withoutStaying } from './bash-folder.ts';
import { innerPlace } from './bash-spellings.ts';

/** With every `cd` the folders that a line may be in can double; so many are looked into. */
const MOST_FOLDERS = 64;

/**
 * The files that a line reaches for in every folder that it may be in by then. To rules to deny, a `cd`
 * may have failed, and those before it, too, unless the line goes to one certain folder and on only
 * there (measured).
 */
export function maybeAccesses(
  source: string,
  commands: readonly SimpleCommand[],
  cwd: string,
  home: string,
): readonly CommandAccess[] {
  if (!commands.some(isFolderChange)) return [];
  const isPiped = commands.some(({ piped }) => piped);
  const isSure = goesSurely(source, commands, cwd);
  if (isSure && !isPiped) return [];
  const found: CommandAccess[] = [];
  let reached: readonly string[] = [cwd];
  for (const command of commands) {
    const { enclosures, piped } = command;
    // What stands behind a `|` sets out from where the line began.
    if (piped && enclosures.length === 0) reached = [cwd];
    // In a subshell no `cd` counts, neither its own nor those before it.
    const isApart = enclosures.includes('subshell');
    if (!enclosures.includes('substitution')) {
      const accesses = accessesTo(command, isPiped, isSure);
      const folders = isApart ? [cwd] : reached;
      found.push(...folders.flatMap((folder) => placedAt(folder, cwd, accesses)));
    }
    if (isFolderChange(command) && !isApart) reached = withChange(reached, command, home);
  }
  return found.map((access) => ({ ...access, isOnlyDenied: true }));
}

/** What of a command's files counts: in a line with a `|`, none that a redirection writes (measured). */
function accessesTo(
  command: SimpleCommand,
  isPiped: boolean,
  isSure: boolean,
): readonly CommandAccess[] {
  const named = argumentAccesses(command);
  if (isSure) return named.filter(({ kind }) => kind === 'read');
  const redirected = redirectAccesses(command.redirects);
  return [...named, ...(isPiped ? redirected.filter(({ kind }) => kind === 'read') : redirected)];
}

/** The folders behind a `cd` that may have worked or not. */
function withChange(
  folders: readonly string[],
  change: SimpleCommand,
  home: string,
): readonly string[] {
  const args = change.words.slice(innerPlace(change) + 1);
  const [word, another] = args.filter(({ text, value }) => !/^-/.test(value ?? text));
  const path = word === undefined ? null : (word.value ?? homePath(word.text));
  if (path === null || another !== undefined) return folders;
  const reached = folders.flatMap((folder) => absolutePath(path, folder, home) ?? []);
  return [...new Set([...folders, ...reached])].slice(0, MOST_FOLDERS);
}

/** Whether a line begins with its only `cd`, to a folder of the project that is named from the root or this one, and all else depends on that. */
function goesSurely(source: string, commands: readonly SimpleCommand[], cwd: string): boolean {
  const line = withoutStaying(source, cwd).trimStart();
  const isCut = line.length < source.trimStart().length;
  const [change, another] = commands.filter(isFolderChange).slice(isCut ? 1 : 0);
  if (change === undefined || another !== undefined || !line.startsWith(change.written)) {
    return false;
  }
  const rest = line.slice(change.written.length);
  const [folder] = change.words.slice(1);
  const path = folder?.value ?? '';
  const isCertain = path.startsWith('./') || `${path}/`.startsWith(`${cwd}/`);
  return (
    isCertain &&
    !/(^|\/)\.\.(\/|$)/.test(path) &&
    change.redirects.length === 0 &&
    change.assignments.length === 0 &&
    !commands.some(({ enclosures }) => enclosures.includes('subshell')) &&
    /^\s*&&/.test(rest) &&
    !/[;&\n]|\|\|/.test(rest.replaceAll('&&', ''))
  );
}
