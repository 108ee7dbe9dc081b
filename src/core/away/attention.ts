/** Where a person could see a request now. */
export interface Presence {
  /** A window of the editor is focused. */
  readonly focused: boolean;
  readonly away: boolean;
  /** At least one device can be pushed to. */
  readonly reachable: boolean;
}

/**
 * Whether a person is likely to see a request, so that one of a subagent is held: it has no dialog of
 * its own meanwhile. A device counts only in Away: else nothing is pushed to it.
 */
export function isAttentive({ focused, away, reachable }: Presence): boolean {
  return focused || (away && reachable);
}
