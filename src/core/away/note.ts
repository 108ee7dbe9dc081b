import type { Item } from '../request/item.ts';
import type { Request } from '../request/request.ts';

/** What a notification says. */
export type Notice =
  | { readonly kind: 'request'; readonly request: Request }
  /** Oldest first, two at least. */
  | { readonly kind: 'several'; readonly requests: readonly Request[] }
  /** What it asked was settled; the newest of it, and null where that is not kept any more. */
  | { readonly kind: 'settled'; readonly last: Item | null };

/** A notice that asks for an answer. */
export type Asking = Exclude<Notice, { kind: 'settled' }>;

/** One notification on one device. Another one with the same tag takes its place. */
export interface Note<N extends Notice = Notice> {
  readonly device: string;
  readonly tag: string;
  readonly notice: N;
}

/** A notification that was sent and asks for an answer, and may be open on its device. */
export interface OpenNote {
  readonly note: Note<Asking>;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** It may not have arrived: whether the push service took it could not be learnt. */
  readonly doubtful: boolean;
}

/** Whether a notification asks for an answer. */
export function isAsking(note: Note): note is Note<Asking> {
  return note.notice.kind !== 'settled';
}

/** Whether two notifications say the same on the same place. */
export function isSameNote(one: Note, other: Note): boolean {
  if (one.device !== other.device || one.tag !== other.tag) return false;
  if (isAsking(one) && isAsking(other)) return asksSame(one.notice, other.notice);
  return !isAsking(one) && !isAsking(other);
}

/** The notice for what waits; undefined where nothing does. */
export function askingFor(requests: readonly Request[]): Asking | undefined {
  const [first] = requests;
  if (first === undefined) return undefined;
  return requests.length === 1
    ? { kind: 'request', request: first }
    : { kind: 'several', requests };
}

/** The requests a notice asks about, oldest first. */
export function requestsOf(notice: Asking): readonly Request[] {
  return notice.kind === 'request' ? [notice.request] : notice.requests;
}

/** Whether two notices ask the same: a request never changes, so its id stands for it. */
export function asksSame(one: Asking, other: Asking): boolean {
  const [ids, others] = [idsOf(one), idsOf(other)];
  return ids.length === others.length && ids.every((id, at) => id === others[at]);
}

/** The ids of the requests a notice asks about, oldest first. */
export function idsOf(notice: Asking): readonly string[] {
  return requestsOf(notice).map(({ id }) => id);
}
