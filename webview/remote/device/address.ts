import { REMOTE_PATHS, waitAnswerSchema } from '../../../src/protocol/remote.ts';
import { saveAddress } from './device-store.ts';
import { callDesk } from './signed-call.ts';
import type { ThisDevice } from './this-device.ts';

const WITHIN = 10_000;

/** An address as it may be announced; null for anything else. */
function readAddress(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text ? text : null;
}

/**
 * Calls the desk at another address, and keeps that where the desk answers there: nobody else can
 * lead this device away.
 * @returns the device as it is kept now; null where the desk did not answer there
 */
async function adoptAddress(device: ThisDevice, address: string): Promise<ThisDevice | null> {
  if (address === device.address) return device;
  // A wait for anything newer than nothing is answered at once.
  const proof = await callDesk(
    { ...device, address },
    { path: REMOTE_PATHS.wait, body: { revision: -1 }, answer: waitAnswerSchema, within: WITHIN },
  );
  return proof.kind === 'ok' ? saveAddress(device, address) : null;
}

/**
 * The device at the address it is told, where the desk proves itself there; else as it was.
 * @param text the address as it was told, by whomever
 */
export async function followAddress(device: ThisDevice, text: string): Promise<ThisDevice> {
  const address = readAddress(text);
  return (address === null ? null : await adoptAddress(device, address)) ?? device;
}
