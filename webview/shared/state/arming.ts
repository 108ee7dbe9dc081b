/** How long a card must have been in place before it takes an answer, in milliseconds. */
const SETTLES_IN = 500;

/** Since when each card has been in view, and has not moved by itself. */
export type Arming = ReadonlyMap<string, number>;

/**
 * The cards of these names start anew: they appeared, moved, or got the focus, and not by the
 * person's doing. A press that was meant for another card must not answer them.
 */
export function rearm(arming: Arming, ids: Iterable<string>, now: number): Arming {
  const next = new Map(arming);
  for (const id of ids) next.set(id, now);
  return next;
}

/** Whether the person can have seen what they answer. A card that was never in view is not armed. */
export function isArmed(arming: Arming, id: string, now: number): boolean {
  const since = arming.get(id);
  return since !== undefined && now - since >= SETTLES_IN;
}

/** The cards of these names are out of view: they take no answer until they are seen again. */
export function disarm(arming: Arming, ids: Iterable<string>): Arming {
  const next = new Map(arming);
  for (const id of ids) next.delete(id);
  return next;
}
