import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { argumentAccesses, redirectAccesses } from './bash-access.ts';
import { innerPlace } from './bash-spellings.ts';
import { nameOf } from './bash-words.ts';

/** Why a line that changes the folder is asked about (documented, and measured); null where it is not. */
export function folderChangeAsks(commands: readonly SimpleCommand[], cwd: string): string | null {
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
  const isAbsolute = folder?.startsWith('/') === true;
  if (!stays && !isAbsolute && commands.some(changesFiles)) {
    return '`cd` and a change to files in one line are always asked: where it happens can’t be told.';
  }
  return null;
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
