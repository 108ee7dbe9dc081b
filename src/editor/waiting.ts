import type { DeskView } from '../broker/desk.ts';
import type { Item } from '../core/request/item.ts';

/** The requests an agent waits on, oldest first. One whose agent is gone waits for nobody. */
export function waitingItems(view: DeskView): readonly Item[] {
  return view.items.filter((item) => item.state.kind === 'pending');
}
