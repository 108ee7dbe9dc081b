import type { Item } from '../../../src/core/request/item.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { groupsOf } from '../../shared/state/view.ts';
import type { Group, OpenItem } from '../../shared/state/view.ts';

/** How many settled requests are listed. */
const MOST_ANSWERED = 12;

/** The requests that wait, by session. On the phone nothing can be made of one nobody waits for. */
export function waitingGroups(snapshot: PanelSnapshot): readonly Group[] {
  const items = snapshot.items.filter(({ state }) => state.kind === 'pending');
  return groupsOf({ ...snapshot, items });
}

/** The waiting requests in the order in which the list shows them. */
export function waitingInOrder(snapshot: PanelSnapshot): readonly OpenItem[] {
  return waitingGroups(snapshot).flatMap((group) => group.items);
}

/** The waiting request to go on with after another: the one below it, else the first. */
export function nextAfter(snapshot: PanelSnapshot, id: string): OpenItem | null {
  const order = waitingInOrder(snapshot).filter((item) => item.request.id !== id);
  const arrived = snapshot.items.find((item) => item.request.id === id)?.request.receivedAt ?? 0;
  return order.find((item) => item.request.receivedAt >= arrived) ?? order[0] ?? null;
}

/** What was settled, newest first: by whom it was answered stands in its state. */
export function answered(snapshot: PanelSnapshot): readonly Item[] {
  return snapshot.items
    .filter(({ state }) => state.kind !== 'pending')
    .sort((left, right) => settledAt(right) - settledAt(left))
    .slice(0, MOST_ANSWERED);
}

function settledAt({ request, state }: Item): number {
  return 'at' in state ? state.at : request.receivedAt;
}
