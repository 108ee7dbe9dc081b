import type { Approver } from './decision.ts';
import type { Item } from './item.ts';
import type { Request } from './request.ts';
import { isOpen, transition, type RequestEvent, type SigningProgress } from './state.ts';

/** The rows of the queue, oldest first. A value: every change makes a new one. */
export type Roster = readonly Item[];

/** How many settled requests are kept for the person to look back on. */
const SETTLED_KEPT = 100;

/** How long a request whose agent is gone is still worth a card after a restart, in milliseconds. */
const ORPHAN_WORTH_SHOWING = 24 * 60 * 60 * 1000;

/** Adds a new, pending request; it may be claimed from the start, and be one that several have to sign. */
export function enter(
  roster: Roster,
  request: Request,
  claim: Approver | null,
  signing: SigningProgress | null,
): Roster {
  const signed = signing === null ? {} : { signing };
  return prune([...roster, { request, state: { kind: 'pending', claim, ...signed } }]);
}

/** The row of a request; undefined if it is not, or no longer, kept. */
export function find(roster: Roster, id: string): Item | undefined {
  return roster.find((item) => item.request.id === id);
}

/**
 * Lets an event happen to one request.
 * @returns the new roster, or null where the request is unknown or the event may not happen to it.
 */
export function apply(roster: Roster, id: string, event: RequestEvent): Roster | null {
  const item = find(roster, id);
  const state = item && transition(item.state, event);
  if (!item || !state) return null;
  return prune(roster.map((row) => (row === item ? { ...row, state } : row)));
}

/**
 * The roster as it stands after the desk was closed and opened again: the agents' connections are
 * gone, so what was open, or decided and not yet delivered, is orphaned.
 */
export function restore(saved: readonly Item[], now: number): Roster {
  return saved.map((item) => {
    const state =
      transition(item.state, { kind: 'orphan', why: 'editor-restarted', at: now }) ?? item.state;
    const stale = now - item.request.receivedAt > ORPHAN_WORTH_SHOWING;
    const dismissed = stale ? transition(state, { kind: 'dismiss' }) : null;
    return { ...item, state: dismissed ?? state };
  });
}

function prune(roster: Roster): Roster {
  const excess = roster.filter((item) => isSettled(item)).length - SETTLED_KEPT;
  if (excess <= 0) return roster;
  const oldest = new Set(roster.filter((item) => isSettled(item)).slice(0, excess));
  return roster.filter((item) => !oldest.has(item));
}

function isSettled(item: Item): boolean {
  return !isOpen(item.state) && item.state.kind !== 'decided';
}
