import type { Item } from '../../core/request/item.ts';
import type { Queue } from '../../core/request/queue.ts';
import { needsNobody } from '../../core/request/state.ts';
import type { RemoteDesk } from '../remote/remote-desk.ts';
import { previewRequest } from '../rules/preview-request.ts';
import type { Person } from '../rules/rules-place.ts';

/** The desk as the way to the devices sees it. */
export function remoteDesk(queue: Queue, person: Person): RemoteDesk {
  const items = (): readonly Item[] =>
    queue.snapshot().items.filter(({ state }) => !needsNobody(state));
  return {
    items,
    revision: () => queue.snapshot().revision,
    onChange: (listener) => queue.onChange(listener),
    decide: (id, decision, by) => queue.decide(id, decision, by),
    preview: (id, draft) => previewRequest(items(), id, draft, person),
  };
}
