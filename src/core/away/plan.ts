import type { Item } from '../request/item.ts';
import type { Away } from './away.ts';
import { deniedSessions } from './denials.ts';
import { asksSame, idsOf, type Asking, type Note, type OpenNote } from './note.ts';
import { placesOf } from './places.ts';

/** A request that ends sooner than this is not pushed any more, in milliseconds. */
export const ABOUT_TO_EXPIRE = 30_000;

/** How long a notification of several stays before others join or leave it, in milliseconds. */
export const CALM = 10_000;

/** What is looked at to tell what to push. */
export interface PlanView {
  /** What a person has to see, and what was answered, oldest first. */
  readonly items: readonly Item[];
  readonly away: Away;
  /** The ids of the devices that can be pushed to. */
  readonly devices: readonly string[];
  readonly open: readonly OpenNote[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How many notifications may ask on a device at once; one at least. */
  readonly mostOpen: number;
  /** After how many denials in a row in a session nothing of it is pushed; 0 for never. */
  readonly pauseAfterDenials: number;
  /** The tag of a session’s notification: at most 32 characters of base64url (RFC 8030 §5.4). */
  readonly tagOf: (session: string) => string;
}

/** What is to be pushed now. */
export interface Plan {
  readonly pushes: readonly Note[];
  /** The sessions that pushes pause for: their requests are asked at the desk alone. */
  readonly paused: ReadonlySet<string>;
  /** When to look again although nothing happened; null for not at all. */
  readonly lookAt: number | null;
}

/**
 * What to push: the difference between what each device should show and what it was sent. A request
 * that was told stays told until it is settled, also when the person comes back; a request that was
 * not is told only while they are away.
 */
export function planPushes(view: PlanView): Plan {
  const { items, away, pauseAfterDenials, mostOpen, tagOf } = view;
  const paused = deniedSessions(items, away.since, pauseAfterDenials);
  const pending = items.filter(({ state }) => state.kind === 'pending');
  const askable = idSet(pending.filter((item) => mayAsk(item, view, paused)));
  const requests = pending.map(({ request }) => request);
  const changes = view.devices.flatMap((device) => {
    const open = view.open.filter(({ note }) => note.device === device);
    const places = placesOf({ pending: requests, askable, open, mostOpen, tagOf });
    const asking = [...places].map(([tag, notice]) => {
      const before = open.find(({ note }) => note.tag === tag);
      return changeOf({ device, tag, notice }, before, askable, view.now);
    });
    const settled = open.filter(({ note }) => !places.has(note.tag));
    return [...asking, ...settled.map(({ note }) => push(settle(note, items)))];
  });
  const looks = changes.flatMap((change) => (change.kind === 'later' ? change.at : []));
  return {
    pushes: changes.flatMap((change) => (change.kind === 'push' ? change.note : [])),
    paused,
    lookAt: looks.length === 0 ? null : Math.min(...looks),
  };
}

/** Whether a device that does not know a request may be told of it. */
function mayAsk({ request, state }: Item, view: PlanView, paused: ReadonlySet<string>): boolean {
  if (!view.away.on || paused.has(request.session)) return false;
  if (state.kind !== 'pending' || state.claim !== null) return false;
  return request.expiresAt - view.now >= ABOUT_TO_EXPIRE;
}

/** What is to be done about one place on a device. */
type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'push'; readonly note: Note }
  | { readonly kind: 'later'; readonly at: number };

function push(note: Note): Change {
  return { kind: 'push', note };
}

function changeOf(
  note: Note<Asking>,
  before: OpenNote | undefined,
  askable: ReadonlySet<string>,
  now: number,
): Change {
  if (before === undefined) return push(note);
  const shown = before.note.notice;
  if (asksSame(shown, note.notice)) {
    const again = before.doubtful && idsOf(note.notice).every((id) => askable.has(id));
    return again ? push(note) : { kind: 'none' };
  }
  const calmUntil = before.sentAt + CALM;
  const onlyTheirNumber = shown.kind === 'several' && note.notice.kind === 'several';
  return onlyTheirNumber && now < calmUntil ? { kind: 'later', at: calmUntil } : push(note);
}

/** What takes the place of a notification that asks nothing any more. */
function settle({ device, tag, notice }: Note<Asking>, items: readonly Item[]): Note {
  const asked = new Set(idsOf(notice));
  const settled = items.filter(
    ({ request, state }) => asked.has(request.id) && state.kind !== 'pending',
  );
  const last = settled.reduce<Item | null>(
    (newest, item) => (newest === null || timeOf(item) >= timeOf(newest) ? item : newest),
    null,
  );
  return { device, tag, notice: { kind: 'settled', last } };
}

function timeOf({ request, state }: Item): number {
  return state.kind === 'pending' ? request.receivedAt : state.at;
}

function idSet(items: readonly Item[]): ReadonlySet<string> {
  return new Set(items.map(({ request }) => request.id));
}
