import type { AgentLine, Approver, Decision } from './decision.ts';
import type { DeskBook } from './desk-book.ts';
import { deliver, isRecorded } from './delivering.ts';
import type { Item } from './item.ts';
import type { QueueParts } from './parts.ts';
import type { Request } from './request.ts';
import { marksOf } from './signing.ts';
import type { RequestEvent } from './state.ts';

/** Why a request is denied without asking a person. */
export interface Barring {
  /** What of the leash it is, as a person knows it (“the mode partial”). */
  readonly by: string;
  /** What the agent is told. */
  readonly message: string;
}

/**
 * Takes a request in that the leash denies. It is claimed from the start, so that no surface shows it
 * as waiting, and stands in the history after it. A person who was asked instead could allow what was
 * never to be allowed, so where the denial can’t be put on record it is still what the agent hears;
 * that it is not on record is logged.
 */
export function bar(
  parts: QueueParts,
  request: Request,
  line: AgentLine,
  { by, message }: Barring,
): void {
  const { book } = parts;
  const leash: Approver = { kind: 'leash', name: by };
  book.enter(request, line, leash);
  const item = book.find(request.id);
  if (item !== undefined) void book.track(denyClaimed(parts, item, message, leash));
}

/**
 * Denies all that waits and is meant, each on record before its agent hears it. What is claimed by
 * an answer that is just being recorded is left to it; if that comes to nothing, it is denied too.
 * Where a denial can’t be put on record it is told all the same: nothing may be left to be allowed.
 */
export async function denyOpen(
  parts: QueueParts,
  isMeant: (request: Request) => boolean,
  message: string,
  by: Approver,
): Promise<void> {
  const open = parts.book
    .items()
    .filter(({ request, state }) => state.kind === 'pending' && isMeant(request));
  await Promise.all(open.map(({ request }) => denyPending(parts, request.id, message, by)));
}

async function denyPending(
  parts: QueueParts,
  id: string,
  message: string,
  by: Approver,
): Promise<void> {
  const { book } = parts;
  for (;;) {
    await unclaimed(book, id);
    const item = book.find(id);
    if (item?.state.kind !== 'pending') return;
    if (book.happen(id, { kind: 'claim', by })) return denyClaimed(parts, item, message, by);
  }
}

async function denyClaimed(
  { ports, book }: QueueParts,
  item: Item,
  message: string,
  by: Approver,
): Promise<void> {
  const decision: Decision = { behavior: 'deny', always: null, message };
  const event: RequestEvent = {
    ...{ kind: 'decide', by, decision, saved: null, grant: null },
    signatures: marksOf(item.state),
    at: ports.clock.now(),
  };
  await isRecorded(ports, item, event);
  if (book.happen(item.request.id, event)) await deliver(ports, book, item, decision);
}

/** Resolves once no answer is being recorded for a request. */
function unclaimed(book: DeskBook, id: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = book.find(id)?.state;
      if (state?.kind === 'pending' && state.claim !== null) return;
      stop();
      resolve();
    };
    const stop = book.onChange(look);
    look();
  });
}
