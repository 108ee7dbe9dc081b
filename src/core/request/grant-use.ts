import { covers, grantFor, type Asking } from '../grants/cover.ts';
import type { Grant } from '../grants/grant.ts';
import { nameOf, usesLeft } from '../grants/term.ts';
import type { Approver } from './decision.ts';
import type { QueueParts } from './parts.ts';
import type { Request } from './request.ts';
import { isToBeSigned } from './signing.ts';

/** A grant as the one who answers. */
export function approverOf(grant: Grant): Approver {
  return { kind: 'grant', id: grant.id, name: nameOf(grant), left: usesLeft(grant) };
}

/**
 * The grant that may answer a request, by its own rules alone: whether it does, `takeUse` says.
 * @returns null where there is none, or it can't be told: then a person is asked.
 */
export function grantOn({ ports, grants }: QueueParts, request: Request): Grant | null {
  const asking = askingOf(request);
  const held = grants.list();
  if (asking === null || held.length === 0) return null;
  try {
    return grantFor(held, asking, ports.places(request.folder), ports.clock.now());
  } catch (cause) {
    ports.log.error('A request could not be compared with the grants', { cause: nameIn(cause) });
    return null;
  }
}

/**
 * Takes a use of a grant for a request, after looking at the rules of the settings files as they are
 * now.
 * @returns the grant after it; null where it does not cover the request, or it can't be told.
 */
export async function takeUse(
  { ports, grants }: QueueParts,
  request: Request,
  id: string,
): Promise<Grant | null> {
  const asking = askingOf(request);
  if (asking === null) return null;
  try {
    const inForce = await ports.rulesInForce(request.folder);
    const grant = grants.list().find((one) => one.id === id);
    const places = ports.places(request.folder);
    if (!grant || !covers(grant, asking, inForce, places, ports.clock.now())) return null;
    return await grants.use(id);
  } catch (cause) {
    ports.log.warn('The rules in force could not be read; no grant counts', {
      cause: nameIn(cause),
    });
    return null;
  }
}

/** What a grant is compared with; null for what only people can answer. */
function askingOf(request: Request): Asking | null {
  const { purpose, subject, folder, session, tool, input, cwd } = request;
  if (isToBeSigned(request)) return null;
  if (purpose !== 'work' || subject.kind === 'question' || subject.kind === 'plan') return null;
  return { folder, session, call: { tool, input, cwd } };
}

/** The kind of a fault; its text could hold tool input. */
function nameIn(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}
