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
  const changes = commands.filter(isFolderChange);
  const [first, second] = changes;
  if (first === undefined) return null;
  if (changes.some((change) => folderIn(change) === null)) {
    return '`cd` to anything but one folder is always asked.';
  }
  if (second !== undefined) return 'More than one `cd` in a line is always asked.';
  const folder = folderIn(first)?.value ?? null;
  const stays = isHere(folder, cwd);
  if (!stays && commands.some((command) => nameIn(command) === 'git')) {
    return '`cd` and `git` in one line are always asked: the other folder may have hooks of its own.';
  }
  if (stays || goesInside(source, first, cwd)) return null;
  if (commands.some(changesFiles)) {
    return '`cd` and a change to files in one line are always asked: where it happens can’t be told.';
  }
  const reads = commands.flatMap(({ redirects }) => redirectAccesses(redirects));
  return reads.some(({ path }) => path === null || !/^[/~]/.test(path))
    ? '`cd` and input from a file in one line are always asked: which file that is can’t be told.'
    : null;
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

/** A command, and the folder that its relative paths are read from, absolute. */
export interface PlacedCommand {
  readonly command: SimpleCommand;
  readonly folder: string;
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
  return commands.map((command) => {
    const { enclosures } = command;
    const folder = inside.get(enclosures) ?? outside;
    const path = isFolderChange(command) ? (folderIn(command)?.value ?? null) : null;
    const next = path === null ? folder : (absolutePath(path, folder, home) ?? folder);
    if (enclosures.length === 0) outside = next;
    else inside.set(enclosures, next);
    return { command, folder };
  });
}

/**
 * Why a read behind a `cd` is asked about where a rule forbids some reading (measured): which file a
 * relative path means there can't be told; null where nothing is read so.
 */
export function elsewhereAsks(commands: readonly SimpleCommand[]): string | null {
  const change = commands.find(isFolderChange);
  const folder = change === undefined ? null : (folderIn(change)?.value ?? null);
  if (folder === null || folder.startsWith('/')) return null;
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

function isFolderChange(command: SimpleCommand): boolean {
  return nameIn(command) === 'cd';
}

/** The only argument of a `cd`; null where it has none, or several. */
function folderIn(change: SimpleCommand): ShellWord | null {
  const [folder, ...others] = change.words.slice(innerPlace(change) + 1);
  return folder === undefined || others.length > 0 ? null : folder;
}

function isHere(folder: string | null, cwd: string): boolean {
  return folder === '.' || folder?.replace(/\/+$/, '') === cwd;
}

function nameIn(command: SimpleCommand): string | null {
  return nameOf(command.words[innerPlace(command)]);
}
