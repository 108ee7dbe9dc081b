import type { Item, NotYours, ShownItem } from '../../../src/core/request/item.ts';
import type { Request } from '../../../src/core/request/request.ts';
import type { RequestState } from '../../../src/core/request/state.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';

/** The states in which a card asks something of the person. */
type OpenState = Extract<RequestState, { kind: 'pending' | 'orphaned' }>;

/** A request that still asks something of the person. */
export interface OpenItem {
  readonly request: Request;
  readonly state: OpenState;
  /** Why the person can’t allow it from here; left out where they can, as far as signing goes. */
  readonly notYours?: NotYours | undefined;
}

/** The open requests of one session, oldest first. */
export interface Group {
  readonly session: string;
  readonly folder: string;
  readonly items: readonly OpenItem[];
}

/** How long a settled request stays, in milliseconds, and how many of them. */
const STAYS = 10 * 60_000;
const STAYS_ELSEWHERE = 10_000;
const MOST_RECENT = 8;

/** The item, where it still asks something of the person; null where it is settled. */
export function asOpen({ request, state, notYours }: ShownItem): OpenItem | null {
  if (state.kind === 'pending') return { request, state, notYours };
  return state.kind === 'orphaned' && !state.dismissed ? { request, state } : null;
}

/** The open request of that name; null where there is none any more. */
export function openItem(snapshot: PanelSnapshot | null, id: string): OpenItem | null {
  const item = snapshot?.items.find((candidate) => candidate.request.id === id);
  return item === undefined ? null : asOpen(item);
}

/**
 * The open requests by session. Sessions keep the order in which they first asked anything that is
 * still known, so that answering one card does not make groups change places.
 */
export function groupsOf(snapshot: PanelSnapshot): readonly Group[] {
  const groups = new Map<string, { folder: string; items: OpenItem[] }>();
  for (const item of byArrival(snapshot.items)) {
    const { session, folder } = item.request;
    const group = groups.get(session) ?? { folder, items: [] };
    groups.set(session, group);
    const open = asOpen(item);
    if (open !== null) group.items.push(open);
  }
  return [...groups]
    .map(([session, group]) => ({ session, ...group }))
    .filter((group) => group.items.length > 0);
}

/** How many requests wait for an answer that can still reach the agent. */
export function waitingCount(snapshot: PanelSnapshot): number {
  return snapshot.items.filter((item) => item.state.kind === 'pending').length;
}

/**
 * What was settled a moment ago, newest first.
 * @param now by the host's clock
 */
export function recentOf(snapshot: PanelSnapshot, now: number): readonly Item[] {
  return snapshot.items
    .flatMap((item) => {
      const since = shownSince(item);
      return since !== null && now - since < staysFor(item.state) ? [{ item, since }] : [];
    })
    .sort((left, right) => right.since - left.since)
    .slice(0, MOST_RECENT)
    .map(({ item }) => item);
}

function shownSince({ state }: Item): number | null {
  if (state.kind === 'pending') return null;
  if (state.kind === 'orphaned' && (!state.dismissed || state.saved === null)) return null;
  return state.at;
}

function staysFor(state: RequestState): number {
  return state.kind === 'answered-elsewhere' ? STAYS_ELSEWHERE : STAYS;
}

function byArrival(items: readonly Item[]): readonly Item[] {
  return [...items].sort((left, right) => left.request.receivedAt - right.request.receivedAt);
}
