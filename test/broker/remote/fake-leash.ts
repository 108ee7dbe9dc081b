import type { RemoteDesk } from '../../../src/broker/remote/remote-desk.ts';
import type { PersonMark } from '../../../src/core/audit/entry.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import type { Queue } from '../../../src/core/request/queue.ts';

/** What was done about the leash, by whom, and who hears of it. */
export interface FakeLeash extends Pick<RemoteDesk, 'stops' | 'setStopped' | 'setPaused'> {
  readonly done: { readonly what: string; readonly by: PersonMark }[];
  readonly listeners: Set<() => void>;
}

/** A leash that stops and pauses as the real one does, and keeps nothing. */
export function fakeLeash(queue: Queue): FakeLeash {
  const done: FakeLeash['done'] = [];
  const listeners = new Set<() => void>();
  const paused = new Set<string>();
  let stopped: { by: string; at: number } | null = null;

  function heard(what: string, by: PersonMark): void {
    done.push({ what, by });
    for (const listener of [...listeners]) listener();
  }

  const DONE: Outcome = { kind: 'done', note: null };
  return {
    done,
    listeners,
    stops: () => ({ stopped, paused: [...paused] }),
    async setStopped(on, by) {
      stopped = on ? { by: by.name, at: 1 } : null;
      heard(on ? 'stop' : 'release', by);
      if (on) await queue.denyOpen(() => true, 'stopped', by);
      return DONE;
    },
    async setPaused(session, on, by) {
      if (on) paused.add(session);
      else paused.delete(session);
      heard(`${on ? 'pause' : 'resume'} ${session}`, by);
      if (on) await queue.denyOpen((request) => request.session === session, 'paused', by);
      return DONE;
    },
  };
}
