import type { SimpleCommand } from '../shell/simple-command.ts';
import { absolutePath } from './absolute-path.ts';
import { argumentAccesses, redirectAccesses, type CommandAccess } from './bash-access.ts';
import { compileFileRules, judgeAccess } from './file-access.ts';
import type { Places } from './call.ts';
import { relativePath } from './file-path.ts';
import { fileRungs, mayOpen } from './file-rungs.ts';
import { isSound } from './offer-list.ts';
import type { PartOffer } from './offers.ts';
import { isProtected } from './protected-paths.ts';
import type { OfferFor } from './verified.ts';

/**
 * A ladder for each file that a line of shell reaches for and may not by itself: a rule for a command
 * does not cover where its output goes, nor files outside the project (measured).
 */
export function accessParts(
  commands: readonly SimpleCommand[],
  offered: OfferFor,
): readonly PartOffer[] {
  const { places, call } = offered;
  const free = compileFileRules([], places);
  const parts = new Map<string, PartOffer>();
  for (const access of commands.flatMap(accessesOf)) {
    const path = access.path === null ? null : absolutePath(access.path, call.cwd, places.home);
    if (path === null || access.isOnlyDenied || !mayOffer(access, path, places)) continue;
    const asked = { kind: access.kind, path, cwd: call.cwd, tool: 'Bash' } as const;
    if (judgeAccess(free, asked).outcome === 'allow') continue;
    const tool = access.kind === 'read' ? 'Read' : 'Edit';
    const rungs = fileRungs({ tool, path, places }, 'allow').filter(isSound);
    const [first, ...wider] = rungs;
    if (first === undefined) continue;
    const reach = access.redirected ? first.reach : `${first.reach} and all below it`;
    const ladder = [{ ...first, reach }, ...wider];
    parts.set(`${tool} ${path}`, { part: access.text, rungs: ladder, selected: 0 });
  }
  return [...parts.values()];
}

/** A rule for a path that is a folder covers all below it: what a command names may be one. */
function mayOffer({ kind, redirected }: CommandAccess, path: string, places: Places): boolean {
  if (kind === 'edit' && (isProtected(path) || path.startsWith('/dev/'))) return false;
  return redirected || relativePath(places.folder, path) !== null || mayOpen(path, places);
}

function accessesOf(command: SimpleCommand): readonly CommandAccess[] {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)];
}
