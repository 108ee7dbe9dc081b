import { argumentAccesses, placedAt, redirectAccesses, type CommandAccess } from './bash-access.ts';
import { judgeCommandAccess, type CommandFiles } from './bash-files.ts';
import type { PlacedCommand } from './bash-folder.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/**
 * Why a command that a rule allows, or that only reads, is asked about or denied for the files it reaches
 * for; null where it is not.
 * @param rule the one that allows it; null where it only reads
 */
export function accessRefusal(
  files: CommandFiles,
  placed: PlacedCommand,
  rule: PlacedRule | null,
  cwd: string,
): Verdict | null {
  const { command, folder } = placed;
  const kind = rule === null ? 'plain' : 'covered';
  const redirected = placedAt(folder, cwd, redirectAccesses(command.redirects));
  return (
    firstRefused(files, 'plain', redirected, cwd) ??
    firstRefused(files, kind, namedBy(placed, cwd), cwd)
  );
}

/** What is said of the first of some files that is denied, else of the first that is asked about; null where none is. */
export function firstRefused(
  files: CommandFiles,
  kind: keyof CommandFiles,
  accesses: readonly CommandAccess[],
  cwd: string,
): Verdict | null {
  // Looked up here, since what no command reaches for need not be made ready.
  const found = accesses.flatMap((access) => judgeCommandAccess(files[kind], access, cwd) ?? []);
  return found.find(({ outcome }) => outcome === 'deny') ?? found[0] ?? null;
}

/** The files that a command reaches for in the folder it is called in. */
export function ownAccesses(command: SimpleCommand): readonly CommandAccess[] {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)];
}

/** The files that commands reach for, each where it runs. */
export function accessesOf(
  commands: readonly PlacedCommand[],
  cwd: string,
): readonly CommandAccess[] {
  return commands.flatMap((placed) => [
    ...placedAt(placed.folder, cwd, redirectAccesses(placed.command.redirects)),
    ...namedBy(placed, cwd),
  ]);
}

function namedBy(
  { command, folder, isLoose }: PlacedCommand,
  cwd: string,
): readonly CommandAccess[] {
  const named = argumentAccesses(command);
  return isLoose ? [...placedAt(folder, cwd, named), ...named] : placedAt(folder, cwd, named);
}
