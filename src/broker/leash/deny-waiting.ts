import type { PersonMark } from '../../core/audit/entry.ts';
import type { Queue } from '../../core/request/queue.ts';
import type { Request } from '../../core/request/request.ts';

/** Denies every waiting request that is meant, in a person’s name; one that is answered meanwhile stays so. */
export async function denyWaiting(
  queue: Queue,
  isMeant: (request: Request) => boolean,
  message: string,
  by: PersonMark,
): Promise<void> {
  const waiting = queue
    .snapshot()
    .items.filter(({ request, state }) => state.kind === 'pending' && isMeant(request));
  await Promise.all(
    waiting.map(({ request }) =>
      queue.decide(request.id, { behavior: 'deny', always: null, message }, by),
    ),
  );
}
