import type { RemoteRefusal, RemoteSnapshot } from '../../../src/protocol/remote.ts';
import type { Failed } from './words.ts';
import { failedWords } from './words.ts';

/** Whether the desk is there. Times are milliseconds since 1970, by the page's clock. */
export type Connection =
  | { readonly kind: 'connecting' }
  /** `took`: how long it took to answer, in milliseconds. */
  | { readonly kind: 'online'; readonly took: number }
  | {
      readonly kind: 'lost';
      readonly since: number;
      readonly words: string;
      /** What the desk refused with; null where it did not answer. */
      readonly code: RemoteRefusal['code'] | null;
    };

/** What the page knows of itself and the desk beside the requests. */
export interface LinkStatus {
  readonly connection: Connection;
  /** As the desk last told; null until it did. */
  readonly told: Pick<RemoteSnapshot, 'device' | 'server'> | null;
}

/** Before anything was heard. */
export const unheard: LinkStatus = { connection: { kind: 'connecting' }, told: null };

/** The connection after a call that failed: lost since the first that did. */
export function lost(before: Connection, failed: Failed, now: number): Connection {
  return {
    kind: 'lost',
    since: before.kind === 'lost' ? before.since : now,
    words: failedWords(failed),
    code: failed.kind === 'refused' ? failed.refusal.code : null,
  };
}
