import { pauseCallSchema, REMOTE_PATHS, stopCallSchema } from '../../../src/protocol/remote.ts';
import type { FakeDesk } from './desk.ts';

/** What is stopped and paused after a call to the kill switch, or to pause a session. */
export function stopsAfter(
  { stopped, paused }: FakeDesk['stops'],
  path: string,
  message: unknown,
  stop: { readonly by: string; readonly at: number },
): FakeDesk['stops'] {
  if (path === REMOTE_PATHS.stop) {
    return { stopped: stopCallSchema.parse(message).on ? stop : null, paused };
  }
  const { session, on } = pauseCallSchema.parse(message);
  const others = paused.filter((one) => one !== session);
  return { stopped, paused: on ? [...others, session] : others };
}
