import { decideClaimed } from './answering.ts';
import type { AgentLine, Decision } from './decision.ts';
import { approverOf, grantOn } from './grant-use.ts';
import type { QueueParts } from './parts.ts';
import type { Request } from './request.ts';

const ALLOW: Decision = { behavior: 'allow', always: null, answers: null };

/**
 * Takes a request in. Where a grant may answer it, it is claimed by that grant from the start, so
 * that no surface shows what needs nobody; if the grant does not answer after all, it is let go.
 */
export function arrive(parts: QueueParts, request: Request, line: AgentLine): void {
  const { ports, book } = parts;
  const grant = grantOn(parts, request);
  const by = grant && approverOf(grant);
  book.enter(request, line, by);
  const item = book.find(request.id);
  if (by === null || item === undefined) return;
  const answer = async (): Promise<void> => {
    const outcome = await decideClaimed(parts, item, ALLOW, by);
    if (outcome.kind === 'refused') {
      ports.log.info('A grant did not answer a request', { why: outcome.code });
    }
  };
  void book.track(answer());
}
