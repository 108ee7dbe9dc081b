import type { Desk } from '../broker/desk.ts';
import type { LeashPlace } from '../broker/leash/leash-control.ts';
import type { Outcome } from '../core/request/item.ts';
import { isOnAnywhere } from '../protocol/leash-in-force.ts';
import type { LeashChoice, LeashView } from '../protocol/leash.ts';
import type { Proposals } from './proposals.ts';

/** What a leash is set with. */
export interface SetLeashParts {
  readonly desk: Pick<Desk, 'view' | 'leash' | 'proposeConnect'>;
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
  const after = desk.view().leash;
  if (outcome.kind === 'refused' || after === null || !hookFollows(before, after)) return outcome;
  const proposed = await proposals.propose(() => desk.proposeConnect());
  return proposed.kind === 'refused' ? proposed : outcome;
}

function hookFollows(before: LeashView | null, after: LeashView): boolean {
  return isOnAnywhere(after) ? after.hook !== 'in-place' : before?.hook === 'in-place';
}
