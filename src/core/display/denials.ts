import type { Item } from '../request/item.ts';
import type { Request } from '../request/request.ts';
import type { RequestState } from '../request/state.ts';

/**
 * How often the person denied the tool of a request in its session, as far as it is still known. What
 * the leash denied by itself does not count: nobody was asked.
 */
export function deniedBefore(items: readonly Item[], { id, session, tool }: Request): number {
  return items.filter(
    ({ request, state }) =>
      request.id !== id &&
      request.session === session &&
      request.tool === tool &&
      isDeniedByPerson(state),
  ).length;
}

function isDeniedByPerson(state: RequestState): boolean {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
      return state.decision.behavior === 'deny' && state.by.kind !== 'leash';
    case 'answered-elsewhere':
      return state.outcome === 'denied';
    case 'pending':
    case 'expired':
    case 'released':
    case 'orphaned':
      return false;
  }
}
