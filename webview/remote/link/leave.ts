import { REMOTE_PATHS, remoteOutcomeSchema } from '../../../src/protocol/remote.ts';
import { callDesk } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { failedWords } from './words.ts';

/**
 * Has the desk take this device out of its register.
 * @returns null once that was done, or where the desk does not know the device anyhow; else why it was not
 */
export async function leaveDesk(device: ThisDevice): Promise<string | null> {
  const call = { body: {}, answer: remoteOutcomeSchema, within: 12_000 };
  const result = await callDesk(device, { path: REMOTE_PATHS.leave, ...call });
  if (result.kind === 'ok')
    return result.answer.outcome.kind === 'done' ? null : result.answer.outcome.message;
  if (result.kind === 'refused' && /^(revoked|unknown-device)$/.test(result.refusal.code))
    return null;
  return failedWords(result);
}
