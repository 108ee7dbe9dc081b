import type * as z from 'zod/mini';
import type { Item } from '../../core/request/item.ts';
import type { Request } from '../../core/request/request.ts';
import { isOpen } from '../../core/request/state.ts';
import type { RemoteSnapshot, syncCallSchema } from '../../protocol/remote.ts';
import type { RemoteParts } from './remote-parts.ts';
import type { Caller } from './signed-call.ts';

/** How many of the newest settled requests a device is shown. */
const SETTLED_SHOWN = 20;
/** How much of requests one answer holds, in characters; it holds one in any case. */
const MAX_REQUESTS = 4 * 1024 * 1024;

/** Everything the device shows, whole, but for the requests whose text it has already. */
export function syncFor(
  parts: RemoteParts,
  { device }: Caller,
  { known }: z.infer<typeof syncCallSchema>,
): RemoteSnapshot {
  const { desk, nonces, clock } = parts;
  const shown = shownItems(desk.items());
  const by = { kind: 'device', id: device.id, name: device.name } as const;
  const has = new Set(known);
  const { stopped, paused } = desk.stops();
  return {
    revision: desk.revision(),
    now: clock.now(),
    rows: shown.map((item) => {
      const { request, state, notYours } = desk.shownTo(item, by);
      const { id } = request;
      const nonce = state.kind === 'pending' ? nonces.give(device.id, id) : null;
      return { id, state, nonce, notYours };
    }),
    requests: within(
      mostWanted(shown).filter(({ id }) => !has.has(id)),
      MAX_REQUESTS,
    ),
    device: {
      id: device.id,
      name: device.name,
      pairedAt: device.pairedAt,
      person: desk.personOf(device),
      push: parts.push.state(device.id),
    },
    server: {
      name: parts.serverName(),
      away: parts.away(),
      address: parts.address(),
      pushKey: parts.pushKey(),
      stopped,
      paused: [...paused],
      denialLimit: parts.denialLimit(),
    },
  };
}

/** What is open, and the newest of what is settled, oldest first. */
function shownItems(items: readonly Item[]): readonly Item[] {
  const settled = items.filter(({ state }) => !isOpen(state)).slice(-SETTLED_SHOWN);
  const recent = new Set(settled);
  return items.filter((item) => isOpen(item.state) || recent.has(item));
}

/** The requests in the order a person needs them: what waits, then the rest, newest first. */
function mostWanted(items: readonly Item[]): readonly Request[] {
  const waiting = items.filter(({ state }) => state.kind === 'pending');
  const rest = items.filter(({ state }) => state.kind !== 'pending').reverse();
  return [...waiting, ...rest].map(({ request }) => request);
}

/** As many of the first requests as fit, and one at least. */
function within(requests: readonly Request[], most: number): Request[] {
  let size = 0;
  const end = requests.findIndex((request) => {
    size += JSON.stringify(request).length;
    return size > most;
  });
  return requests.slice(0, end === -1 ? requests.length : Math.max(end, 1));
}
