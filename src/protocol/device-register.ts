import * as z from 'zod/mini';
import type { ChainLine } from '../core/audit/chain.ts';
import type { Device } from '../core/pairing/device.ts';
import type { RegisterEntry } from '../core/pairing/register.ts';
import { auditLineSchema } from './audit.ts';

const deviceSchema: z.ZodMiniType<Device> = z.strictObject({
  id: z.string(),
  name: z.string(),
  signingKey: z.string(),
  agreementKey: z.string(),
  origin: z.string(),
  pairedAt: z.number(),
});

/** What a line of the device register says. */
export const registerEntrySchema: z.ZodMiniType<RegisterEntry> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paired'), device: deviceSchema }),
  z.strictObject({ kind: z.literal('renamed'), id: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('revoked'), id: z.string() }),
]);

/** One line of the device register file, read from JSON: a link of a chain, and that it is ours. */
export const registerLineSchema: z.ZodMiniType<RegisterLine> = z.strictObject({
  line: auditLineSchema,
  mac: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});

/** One line of the device register file. */
export type RegisterLine = {
  readonly line: ChainLine;
  /** HMAC-SHA256 over the line's hash, with the key that is in the vault. */
  readonly mac: string;
};
