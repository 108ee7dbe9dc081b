import type { DeskView } from '../broker/desk.ts';
import type { Item } from '../core/request/item.ts';

/** The requests an agent waits on, oldest first. One whose agent is gone waits for nobody. */
export function waitingItems(view: DeskView): readonly Item[] {
  return view.items.filter((item) => item.state.kind === 'pending');
}

/** How many requests wait, as a sentence's beginning ("1 request waits", "3 requests wait"). */
export function countWaiting(count: number): string {
  return count === 1 ? '1 request waits' : `${count} requests wait`;
}
