import type { Item } from '../../core/request/item.ts';
import type { Queue } from '../../core/request/queue.ts';
import { needsNobody } from '../../core/request/state.ts';
import type { Leash } from '../leash/open-leash.ts';
import type { RemoteDesk } from '../remote/remote-desk.ts';
import { previewRequest } from '../rules/preview-request.ts';
import type { Person } from '../rules/rules-place.ts';

/** What the desk of the devices is made of. */
export interface RemoteDeskParts {
  readonly queue: Queue;
  readonly person: Person;
  readonly leash: Pick<Leash, 'stops' | 'onChange' | 'controlBy' | 'signers'>;
}

/** The desk as the way to the devices sees it. */
export function remoteDesk({ queue, person, leash }: RemoteDeskParts): RemoteDesk {
  let leashChanges = 0;
  leash.onChange(() => (leashChanges += 1));
  const items = (): readonly Item[] =>
    queue.snapshot().items.filter(({ state }) => !needsNobody(state));
  return {
    items,
    revision: () => queue.snapshot().revision + leashChanges,
    onChange(listener) {
      const ends = [queue.onChange(listener), leash.onChange(listener)];
      return () => ends.forEach((end) => end());
    },
    shownTo: (item, by) => queue.shownTo(item, by),
    decide: (id, decision, by) => queue.decide(id, decision, by),
    preview: (id, draft) => previewRequest(items(), id, draft, person),
    stops: () => leash.stops(),
    setStopped: (on, by) => leash.controlBy(by).setStopped(on),
    setPaused: (session, on, by) => leash.controlBy(by).setPaused(session, on),
    personOf({ id, name }) {
      return leash.signers.signerOf({ kind: 'device', id, name })?.person ?? null;
    },
  };
}
