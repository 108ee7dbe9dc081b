import * as z from 'zod/mini';

/** The desk's own keys as they stand in the vault: PKCS #8 (RFC 5958) in base64. */
export const serverKeysSchema = z.strictObject({
  version: z.literal(1),
  signing: z.string(),
  agreement: z.string(),
});
/** The desk's own keys as they stand in the vault. */
export type ServerKeys = z.infer<typeof serverKeysSchema>;

/** The key that makes a line of the device register ours: 32 random bytes in base64url. */
export const registerKeySchema = z.string().check(z.regex(/^[\w-]{43}$/));

/** Where the device register ends, as it stands in the vault. */
export const registerHeadSchema = z.strictObject({
  version: z.literal(1),
  /** How many lines it has. */
  n: z.int().check(z.nonnegative()),
  /** The hash of the last one. */
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
