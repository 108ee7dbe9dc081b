import { createStore, del, get, set, setMany } from 'idb-keyval';
import type * as z from 'zod/mini';
import { pendingPairingSchema, thisDeviceSchema } from './this-device.ts';
import type { PendingPairing, ThisDevice } from './this-device.ts';

/** What page and worker share: it outlives both. Each function fails where the browser keeps nothing. */
const store = createStore('countersign', 'device');
const DEVICE = 'device';
const PENDING = 'pending';

/** This device as it was paired; null where it was not. */
export function loadDevice(): Promise<ThisDevice | null> {
  return read(DEVICE, thisDeviceSchema);
}

/** The pairing that waits to be confirmed in the editor; null where none does. */
export function loadPending(): Promise<PendingPairing | null> {
  return read(PENDING, pendingPairingSchema);
}

export function savePending(pending: PendingPairing): Promise<void> {
  return set(PENDING, pending, store);
}

/** The pairing was not confirmed; a former one still holds. */
export function dropPending(): Promise<void> {
  return del(PENDING, store);
}

/** The person confirmed the pairing: from now on this is what the device is. */
export function savePaired(device: ThisDevice): Promise<void> {
  return setMany(
    [
      [DEVICE, device],
      [PENDING, null],
    ],
    store,
  );
}

/** Keeps where the desk is reached now; only for one that has proved itself there. */
export async function saveAddress(device: ThisDevice, address: string): Promise<ThisDevice> {
  const moved = { ...device, address };
  await set(DEVICE, moved, store);
  return moved;
}

/** Forgets the keys: this device can sign nothing any more. */
export function forgetDevice(): Promise<void> {
  return del(DEVICE, store);
}

async function read<T>(key: string, schema: z.ZodMiniType<T>): Promise<T | null> {
  const parsed = schema.safeParse(await get<unknown>(key, store));
  return parsed.success ? parsed.data : null;
}
