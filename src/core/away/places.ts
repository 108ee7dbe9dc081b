import type { Request } from '../request/request.ts';
import { askingFor, idsOf, type Asking, type OpenNote } from './note.ts';

/** What waits, and what one device knows of it. */
export interface PlacesView {
  /** The requests that wait, oldest first. */
  readonly pending: readonly Request[];
  /** Those among them that the device may be told of now. */
  readonly askable: ReadonlySet<string>;
  /** The notifications that ask on the device. */
  readonly open: readonly OpenNote[];
  readonly mostOpen: number;
  readonly tagOf: (session: string) => string;
}

/**
 * What should ask on one device, by tag. The requests of a session are together; what is open keeps
 * its place, and where there is more than may be open, the last place takes in the rest.
 */
export function placesOf(view: PlacesView): ReadonlyMap<string, Asking> {
  const groups = new Map<string, Request[]>();
  for (const request of view.pending) {
    const tag = placeOf(request, view);
    if (tag !== undefined) groups.set(tag, [...(groups.get(tag) ?? []), request]);
  }
  const places = new Map<string, Asking>();
  for (const [tag, requests] of capped(groups, view)) {
    const inPlace = new Set(requests);
    const asking = askingFor(view.pending.filter((request) => inPlace.has(request)));
    if (asking !== undefined) places.set(tag, asking);
  }
  return places;
}

/** The tag under which the device shows a request; undefined where it does not. */
function placeOf({ id, session }: Request, view: PlacesView): string | undefined {
  const own = view.tagOf(session);
  if (view.askable.has(id)) return own;
  const told = view.open.filter(({ note }) => idsOf(note.notice).includes(id));
  return (told.find(({ note }) => note.tag === own) ?? told[0])?.note.tag;
}

function capped(
  groups: ReadonlyMap<string, readonly Request[]>,
  { open, mostOpen }: PlacesView,
): readonly (readonly [string, readonly Request[]])[] {
  const openTags = new Set(open.map(({ note }) => note.tag));
  const ordered = [...groups].sort(([a], [b]) => Number(openTags.has(b)) - Number(openTags.has(a)));
  const places = ordered.slice(0, Math.max(1, mostOpen));
  const rest = ordered.slice(places.length).flatMap(([, requests]) => requests);
  const last = places.at(-1);
  if (last === undefined || rest.length === 0) return places;
  return [...places.slice(0, -1), [last[0], [...last[1], ...rest]]];
}
