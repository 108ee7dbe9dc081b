/** Whether the person is away from the desk, so that requests go to their devices. */
export interface Away {
  readonly on: boolean;
  /** What made it so: the person, the time without a focused window, or nothing yet. */
  readonly by: 'hand' | 'unfocused' | 'never';
  /** Since when it is so; milliseconds since 1970. */
  readonly since: number;
  /** Since when no window is focused; null while one is. */
  readonly unfocusedSince: number | null;
}

/** What can turn Away on or off. `at` is in milliseconds since 1970. */
export type AwayEvent =
  /** The person turned it on or off. */
  | { readonly kind: 'set'; readonly on: boolean; readonly at: number }
  /** A window of the editor is focused now, or none is. */
  | { readonly kind: 'focus'; readonly focused: boolean; readonly at: number }
  /** Time passed. */
  | { readonly kind: 'tick'; readonly at: number };

/** Away as it is at the start: off, with a person at the desk. */
export function startAway(at: number): Away {
  return { on: false, by: 'never', since: at, unfocusedSince: null };
}

/**
 * The next Away. What a person set stays until they set it otherwise; what turned itself on ends
 * with the next focused window.
 * @param awayAfter after how many milliseconds without a focused window it turns itself on; null
 *   for never
 * @returns the very same value where nothing changes
 */
export function nextAway(away: Away, event: AwayEvent, awayAfter: number | null): Away {
  switch (event.kind) {
    case 'set':
      return set(away, event.on, event.at);
    case 'focus':
      return event.focused ? focused(away, event.at) : unfocused(away, event.at);
    case 'tick':
      return isOverdue(away, event.at, awayAfter)
        ? { ...away, on: true, by: 'unfocused', since: event.at }
        : away;
  }
}

/** The time without a focused window counts from now on: what a person turned off stays off as long. */
function set(away: Away, on: boolean, at: number): Away {
  const since = on === away.on ? away.since : at;
  return { on, by: 'hand', since, unfocusedSince: away.unfocusedSince === null ? null : at };
}

function focused(away: Away, at: number): Away {
  if (away.on && away.by === 'unfocused') return startAway(at);
  return away.unfocusedSince === null ? away : { ...away, unfocusedSince: null };
}

function unfocused(away: Away, at: number): Away {
  return away.unfocusedSince === null ? { ...away, unfocusedSince: at } : away;
}

function isOverdue(away: Away, at: number, awayAfter: number | null): boolean {
  if (away.on || away.unfocusedSince === null || awayAfter === null) return false;
  return at - away.unfocusedSince >= awayAfter;
}
