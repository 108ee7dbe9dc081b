import type { Request } from '../../../src/core/request/request.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import type { RemoteSnapshot } from '../../../src/protocol/remote.ts';

/** The requests whose whole text is at hand, by their ids. */
export type KnownRequests = ReadonlyMap<string, Request>;

/** The requests at hand after an answer: what came with it too, and only of rows that are still there. */
export function mergeRequests(known: KnownRequests, snapshot: RemoteSnapshot): KnownRequests {
  const rows = new Set(snapshot.rows.map((row) => row.id));
  const requests = new Map([...known].filter(([id]) => rows.has(id)));
  for (const request of snapshot.requests) {
    // A request never changes: what the person may be reading stays.
    if (rows.has(request.id) && !requests.has(request.id)) requests.set(request.id, request);
  }
  return requests;
}

/** Whether the answer left rows without their text, and brought some: then there is more to fetch. */
export function isPartial(known: KnownRequests, snapshot: RemoteSnapshot): boolean {
  return snapshot.requests.length > 0 && snapshot.rows.some((row) => !known.has(row.id));
}

/**
 * What the shared surface shows. Rows whose text has not come yet are left out.
 * @param revision counted by the page: the desk's own starts anew where another window takes over
 */
export function panelSnapshot(
  snapshot: RemoteSnapshot,
  requests: KnownRequests,
  revision: number,
): PanelSnapshot {
  return {
    revision,
    now: snapshot.now,
    items: snapshot.rows.flatMap(({ id, state, notYours }) => {
      const request = requests.get(id);
      return request === undefined ? [] : [{ request, state, notYours }];
    }),
    desk: { kind: 'here', port: 0 },
    connection: { kind: 'connected', files: [], findings: [] },
    proposal: null,
    grants: [],
    release: null,
    folder: null,
    leash: null,
    denialLimit: snapshot.server.denialLimit,
    away: null,
  };
}
