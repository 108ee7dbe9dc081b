import type { Desk } from '../broker/desk.ts';
import type { LeashPlace } from '../broker/leash/leash-control.ts';
import type { Outcome } from '../core/request/item.ts';
import { isOnAnywhere } from '../protocol/leash-in-force.ts';
import type { LeashChoice, LeashView } from '../protocol/leash.ts';
import type { Proposals } from './proposals.ts';

/** What a leash is set with. */
export interface SetLeashParts {
  readonly desk: Pick<Desk, 'view' | 'leash' | 'proposeConnect' | 'proposeMending'>;
  readonly proposals: Pick<Proposals, 'propose'>;
}

/**
 * Sets mode and profile of a place. Where Claude Code’s settings have to follow, because it is the
 * first mode that is on or the last that goes off, the change is shown at once.
 */
export async function setLeash(
  { desk, proposals }: SetLeashParts,
  place: LeashPlace,
  choice: LeashChoice,
): Promise<Outcome> {
  const before = desk.view().leash;
  const outcome = await desk.leash.choose(place, choice);
  const { leash: after, connection } = desk.view();
  if (outcome.kind === 'refused' || after === null) return outcome;
  const isConnected = connection.kind === 'connected';
  const change = hookChange(before, after);
  if (change === null) return outcome;
  const proposed = await proposals.propose(() =>
    change === 'hook-pre-tool-missing' && !isConnected
      ? desk.proposeConnect()
      : desk.proposeMending(change),
  );
  return proposed.kind === 'refused' ? proposed : outcome;
}

/** The finding that is to be mended now; null where Claude Code’s settings stay as they are. */
function hookChange(
  before: LeashView | null,
  after: LeashView,
): 'hook-pre-tool-missing' | 'hook-pre-tool-left' | null {
  if (isOnAnywhere(after)) return after.hook === 'in-place' ? null : 'hook-pre-tool-missing';
  return before?.hook === 'in-place' ? 'hook-pre-tool-left' : null;
}
