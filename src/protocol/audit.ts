import * as z from 'zod/mini';
import type { ChainLine } from '../core/audit/chain.ts';
import type { JsonObject } from '../core/json.ts';

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** Any object. All of it is kept as it is: `z.record` drops a member named `__proto__`. */
const entry = z.custom<JsonObject>(
  (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/**
 * One line of the audit log file, read from JSON. What is on record in it is not looked into, so that a line of a
 * later version is still a link of the chain.
 */
export const auditLineSchema: z.ZodMiniType<ChainLine> = z.strictObject({
  n: z.int().check(z.positive()),
  at: z.number(),
  prev: sha256,
  entry,
  hash: sha256,
});
