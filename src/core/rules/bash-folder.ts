import type { Analysed } from '../shell/analysis.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { absolutePath } from './absolute-path.ts';
import { argumentAccesses, redirectAccesses } from './bash-access.ts';
import { innerPlace } from './bash-spellings.ts';
import { nameOf } from './bash-words.ts';

/** Why a line that changes the folder is asked about (documented, and measured); null where it is not. */
export function folderChangeAsks(
  source: string,
  commands: readonly SimpleCommand[],
  cwd: string,
): string | null {
  return strayChangeAsks(commands, cwd) ?? movedAccessAsks(source, commands, cwd);
}

/** Why that is so whatever else the line does; null where it depends on that. */
export function strayChangeAsks(commands: readonly SimpleCommand[], cwd: string): string | null {
  const changes = commands.filter(isFolderChange);
  if (changes.some((change) => folderIn(change) === null)) {
    return '`cd` to anything but one folder is always asked.';
  }
  if (changesTwice(commands, cwd)) return 'More than one `cd` in a line is always asked.';
  return leaves(changes, cwd) && commands.some((command) => nameIn(command) === 'git')
    ? '`cd` and `git` in one line are always asked: the other folder may have hooks of its own.'
    : null;
}

/** Whether the folder changes twice between two `|`, or behind one: what these part is looked at by itself (measured). */
function changesTwice(commands: readonly SimpleCommand[], cwd: string): boolean {
  const all = commands.filter(isFolderChange);
  const moves = all.filter((change) => !isStay(change, cwd));
  // To stay in the folder doesn’t count, but for what stands behind a `|` (measured).
  const changes = moves.some((move) => move.piped || goesOut(move, cwd)) ? all : moves;
  if (changes.length < 2) return false;
  const pieces = changes.map((change) => pieceOf(commands, change));
  return changes.some(({ piped }) => piped) || new Set(pieces).size < pieces.length;
}

/** How many `|` stand before a command. */
function pieceOf(commands: readonly SimpleCommand[], command: SimpleCommand): number {
  return commands
    .slice(0, commands.indexOf(command))
    .filter(({ piped, enclosures }) => piped && enclosures.length === 0).length;
}

/** Where the folder changes more than once, it counts as another one in any case. */
function leaves(changes: readonly SimpleCommand[], cwd: string): boolean {
  return (
    changes.length > 1 || changes.some((change) => !isHere(folderIn(change)?.value ?? null, cwd))
  );
}

/** Why the files that a line reaches for behind a change of folder are asked about; null where they are not. */
export function movedAccessAsks(
  source: string,
  commands: readonly SimpleCommand[],
  cwd: string,
): string | null {
  const changes = commands.filter(isFolderChange);
  const [first, second] = changes;
  if (first === undefined || !leaves(changes, cwd)) return null;
  if (second === undefined && goesInside(source, first, cwd)) return null;
  if (commands.some(changesFiles)) {
    return '`cd` and a change to files in one line are always asked: where it happens can’t be told.';
  }
  return commands.some(readsRelatively)
    ? '`cd` and input from a file in one line are always asked: which file that is can’t be told.'
    : null;
}

/** Whether it is for such a command that files are asked about behind a change of folder. */
export function isMovedAccess(command: SimpleCommand): boolean {
  return changesFiles(command) || readsRelatively(command);
}

function readsRelatively({ redirects }: SimpleCommand): boolean {
  return redirectAccesses(redirects).some(({ path }) => path === null || !/^[/~]/.test(path));
}

/** Whether a line begins by going to a folder of the project that is named from the root, and goes on only there. */
function goesInside(source: string, change: SimpleCommand, cwd: string): boolean {
  const folder = folderIn(change)?.value ?? null;
  const line = source.trimStart();
  return (
    folder?.startsWith(`${cwd}/`) === true &&
    !/\/\.\.(\/|$)/.test(folder) &&
    line.startsWith(change.written) &&
    /^\s*&&/.test(line.slice(change.written.length))
  );
}

/**
 * A line without going, at its beginning, to the folder that it is in anyway: that is cut off before rules
 * with the text of a line are compared with it (measured).
 */
export function withoutStaying(source: string, cwd: string): string {
  const line = source.trimStart();
  const stay = `cd ${cwd} && `;
  return line.startsWith(stay) ? line.slice(stay.length) : source;
}

/**
 * A line’s commands without those that only go to the folder that the session is in: they count for
 * nothing, neither to rules nor as a change of folder (measured).
 */
export function withoutStays(analysis: Analysed, cwd: string): Analysed {
  const { commands, constructs } = analysis;
  if (constructs.has('background') || !commands.some((command) => isStay(command, cwd))) {
    return analysis;
  }
  if (commands.some((command) => goesOut(command, cwd))) return analysis;
  return { ...analysis, commands: commands.filter((command) => !isStay(command, cwd)) };
}

function isStay({ written, enclosures, timed }: SimpleCommand, cwd: string): boolean {
  return enclosures.length === 0 && !timed && written.trim() === `cd ${cwd}`;
}

/** Whether a command goes to a folder, named from the root, that isn’t in this one. */
function goesOut(command: SimpleCommand, cwd: string): boolean {
  const folder = isFolderChange(command) ? (folderIn(command)?.value ?? '') : '';
  return folder.startsWith('/') && !`${folder}/`.startsWith(`${cwd}/`);
}

/** A command, and the folder that its relative paths are read from, absolute. */
export interface PlacedCommand {
  readonly command: SimpleCommand;
  readonly folder: string;
  /**
   * Whether the `cd` before it names a folder neither from the root nor from `./`: then relative paths
   * are looked up in the session’s own folder, too (measured).
   */
  readonly isLoose: boolean;
}

/** Where each command of a line runs: behind a `cd` to a folder that is known, in that (measured). */
export function placedCommands(
  commands: readonly SimpleCommand[],
  cwd: string,
  home: string,
): readonly PlacedCommand[] {
  /** Where one inside of a construct leads, by what it stands in; only what stands there too follows it. */
  const inside = new Map<SimpleCommand['enclosures'], string>();
  let outside = cwd;
  let isLoose = false;
  return commands.map((command) => {
    const { enclosures, piped } = command;
    // What stands behind a `|` sets out from where the line began.
    if (piped && enclosures.length === 0) outside = cwd;
    const folder = inside.get(enclosures) ?? outside;
    const path = isFolderChange(command) ? (folderIn(command)?.value ?? null) : null;
    const next = path === null ? folder : (absolutePath(path, folder, home) ?? folder);
    if (enclosures.length === 0) outside = next;
    else inside.set(enclosures, next);
    const placed = { command, folder, isLoose };
    if (isFolderChange(command)) isLoose = !isPlainChange(command);
    return placed;
  });
}

/**
 * Why a read behind a `cd` is asked about where a rule forbids some reading (measured): which file a
 * relative path means there can't be told; null where nothing is read so.
 */
export function elsewhereAsks(commands: readonly SimpleCommand[]): string | null {
  const [change, another] = commands.filter(isFolderChange);
  const folder = change === undefined ? null : (folderIn(change)?.value ?? null);
  if (folder === null || (folder.startsWith('/') && another === undefined)) return null;
  const reads = commands
    .filter((command) => !isFolderChange(command))
    .some(
      (command) =>
        nameIn(command) === 'ls' ||
        [...redirectAccesses(command.redirects), ...argumentAccesses(command)].some(
          ({ kind, path }) => kind === 'read' && path?.startsWith('/') !== true,
        ),
    );
  return reads ? 'What is read behind a `cd` is asked while a rule denies some reading.' : null;
}

function changesFiles(command: SimpleCommand): boolean {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)].some(
    ({ kind }) => kind === 'edit',
  );
}

/** Whether a command is a `cd`, itself or behind what is looked past. */
export function isFolderChange(command: SimpleCommand): boolean {
  return nameIn(command) === 'cd';
}

/** The only argument of a `cd` behind its options; null where it has none, or several. */
function folderIn(change: SimpleCommand): ShellWord | null {
  const args = change.words.slice(innerPlace(change) + 1);
  const at = args.findIndex(({ text, value }) => !/^-./.test(value ?? text));
  const [folder, ...others] = at === -1 ? [] : args.slice(at);
  return folder === undefined || others.length > 0 ? null : folder;
}

/** `cd /x`, `cd ./x`: no options, and a folder that is named from a certain one. */
function isPlainChange(change: SimpleCommand): boolean {
  const [folder] = change.words.slice(innerPlace(change) + 1);
  return /^\.?\//.test(folder?.value ?? '');
}

function isHere(folder: string | null, cwd: string): boolean {
  return folder === '.' || folder?.replace(/\/+$/, '') === cwd;
}

function nameIn(command: SimpleCommand): string | null {
  return nameOf(command.words[innerPlace(command)]);
}
