import type { SimpleCommand } from '../shell/simple-command.ts';
import { absolutePath } from './absolute-path.ts';
import { argumentAccesses, redirectAccesses, type CommandAccess } from './bash-access.ts';
import { compileFileRules, judgeAccess } from './file-access.ts';
import { fileRungs } from './file-rungs.ts';
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
  const seen = new Set<string>();
  return commands.flatMap(accessesOf).flatMap((access) => {
    const path = access.path === null ? null : absolutePath(access.path, call.cwd, places.home);
    if (path === null || seen.has(`${access.kind} ${path}`)) return [];
    seen.add(`${access.kind} ${path}`);
    if (access.kind === 'edit' && (isProtected(path) || path.startsWith('/dev/'))) return [];
    const asked = { kind: access.kind, path, cwd: call.cwd, tool: 'Bash' } as const;
    if (judgeAccess(free, asked).outcome === 'allow') return [];
    const tool = access.kind === 'read' ? 'Read' : 'Edit';
    const rungs = fileRungs({ tool, path, places }, 'allow').filter(isSound);
    return rungs.length === 0 ? [] : [{ part: access.text, rungs, selected: 0 }];
  });
}

function accessesOf(command: SimpleCommand): readonly CommandAccess[] {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)];
}
