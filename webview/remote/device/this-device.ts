import * as z from 'zod/mini';

const text = z.string();
const key = z.instanceof(CryptoKey);

/** What this device is, and what it pinned when it was paired; as it is kept in IndexedDB. */
export const thisDeviceSchema = z.strictObject({
  /** `keyId` of its signing key. */
  id: text,
  name: text,
  /** The address its page was loaded from; it is part of all it signs, wherever the desk is now. */
  origin: text,
  /** Both can't be read by any script, ours included. */
  signingKey: key,
  agreementKey: key,
  /** `keyId` of the desk's signing key. */
  server: text,
  serverName: text,
  /** Checks what the desk signs. */
  serverKey: key,
  /** Opens pushes. */
  sealingKey: key,
  /** Where the desk is reached now. */
  address: text,
  /** The public key that pushes are sent with. */
  pushKey: text,
  pairedAt: z.number(),
});
/** What this device is, and what it pinned when it was paired. */
export type ThisDevice = z.infer<typeof thisDeviceSchema>;

/** A pairing the person has not confirmed in the editor yet. */
export const pendingPairingSchema = z.strictObject({
  device: thisDeviceSchema,
  /** The six digits to be typed there. */
  digits: text,
  startedAt: z.number(),
});
/** A pairing the person has not confirmed in the editor yet. */
export type PendingPairing = z.infer<typeof pendingPairingSchema>;
