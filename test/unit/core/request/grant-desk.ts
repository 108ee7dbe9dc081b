import type { Grant, GrantTerm } from '../../../../src/core/grants/grant.ts';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import { createQueue, type Queue } from '../../../../src/core/request/queue.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import type { RequestState } from '../../../../src/core/request/state.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';

/** The person's window. */
export const me: Approver = { kind: 'window', name: 'proj' };

/** A plain yes. */
export const once = { behavior: 'allow', always: null, answers: null } as const;

/** A yes with a grant of what is offered. */
export const granting = (term: GrantTerm): Decision => ({
  ...once,
  always: { term, rules: ['Bash(npm test)'] },
});

/** A queue, and what a test does to it and sees of it. */
export interface GrantDesk {
  readonly ports: ReturnType<typeof fakePorts>;
  readonly queue: Queue;
  readonly stateOf: (id: string) => RequestState | undefined;
  /** An agent asks; returns the request's id. */
  readonly ask: (fields?: Partial<Request>) => string;
  /** What agents were answered, by request. */
  readonly answers: () => Readonly<Record<string, string>>;
  /** What happened, in order. */
  readonly order: () => readonly string[];
  /** Lets everything under way come to its end. */
  readonly rest: () => Promise<void>;
}

/** A queue with these grants. */
export function aDesk(weather: Weather = {}, grants: readonly Grant[] = []): GrantDesk {
  const ports = fakePorts(weather);
  const queue = createQueue(ports, [], grants);
  let asked = 0;
  return {
    ports,
    queue,
    stateOf: (id) => queue.snapshot().items.find(({ request }) => request.id === id)?.state,
    ask(fields = {}) {
      const id = `r${(asked += 1)}`;
      queue.submit(aRequest({ id, ...fields }), ports.line(id));
      return id;
    },
    answers: () =>
      Object.fromEntries(
        ports.diary.flatMap((entry) =>
          entry.kind === 'answered' ? [[entry.id, entry.answer.kind]] : [],
        ),
      ),
    order: () =>
      ports.diary.map((entry) => (entry.kind === 'recorded' ? entry.event.kind : entry.kind)),
    rest: () => new Promise((resolve) => setTimeout(resolve)),
  };
}
