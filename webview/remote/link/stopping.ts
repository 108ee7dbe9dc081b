import type { Outcome } from '../../../src/core/request/item.ts';
import type { ToHost } from '../../../src/protocol/panel.ts';
import { REMOTE_PATHS, remoteOutcomeSchema } from '../../../src/protocol/remote.ts';
import { callDesk } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { failedWords } from './words.ts';

/** What stops agents, or lets them go on. */
export type Stopping = Extract<ToHost, { kind: 'set-stopped' | 'set-paused' }>;

/** How long it may take, in milliseconds. */
const STOP_WITHIN = 12_000;

/** Has the desk stop agents or let them go on, and says what became of it. */
export async function sendStopping(device: ThisDevice, message: Stopping): Promise<Outcome> {
  const result = await callDesk(device, {
    ...callOf(message),
    answer: remoteOutcomeSchema,
    within: STOP_WITHIN,
  });
  if (result.kind === 'ok') return result.answer.outcome;
  return { kind: 'refused', code: 'not-reached', message: failedWords(result) };
}

function callOf(message: Stopping): { readonly path: string; readonly body: object } {
  switch (message.kind) {
    case 'set-stopped':
      return { path: REMOTE_PATHS.stop, body: { on: message.on } };
    case 'set-paused':
      return { path: REMOTE_PATHS.pause, body: { session: message.session, on: message.on } };
  }
}
