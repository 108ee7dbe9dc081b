import * as z from 'zod/mini';
import { requestSchema } from './item.ts';

/**
 * The outside of a push, as it reaches the browser: the declarative form (an older iPhone's worker
 * may not run, then this is shown), and beside it the sealed inside, which only the device can open.
 * The outside tells nothing of any request.
 */
export const pushEnvelopeSchema = z.strictObject({
  web_push: z.literal(8030),
  notification: z.strictObject({
    title: z.string(),
    body: z.string(),
    tag: z.string(),
    navigate: z.string(),
  }),
  mutable: z.literal(true),
  /** AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag, in base64url. */
  sealed: z.string(),
});
/** The outside of a push. */
export type PushEnvelope = z.infer<typeof pushEnvelopeSchema>;

const common = {
  /** The id of the push itself, which the device confirms. */
  push: z.string(),
  /** The server it is from: a device drops what is not from the one it is paired with. */
  server: z.string(),
  /** Where the desk is reached now. */
  address: z.string(),
  /** The notification it shows, or replaces. */
  tag: z.string(),
  sentAt: z.number(),
};

/** The inside of a push. */
export const pushContentSchema = z.discriminatedUnion('kind', [
  /** One request waits. It is here whole where it fits; else the worker asks for it. */
  z.strictObject({
    ...common,
    kind: z.literal('request'),
    id: z.string(),
    title: z.string(),
    body: z.string(),
    nonce: z.string(),
    expiresAt: z.number(),
    request: z.nullable(requestSchema),
    /** Whether the notification may offer Approve: all of the request stands in it, unshortened. */
    approvable: z.boolean(),
  }),
  /** Several wait; none can be answered from the notification. */
  z.strictObject({ ...common, kind: z.literal('several'), title: z.string(), body: z.string() }),
  /** What a notification asked was settled: it is replaced by this. */
  z.strictObject({ ...common, kind: z.literal('settled'), title: z.string(), body: z.string() }),
  /** A person tries whether pushes arrive. */
  z.strictObject({ ...common, kind: z.literal('test'), title: z.string(), body: z.string() }),
]);
/** The inside of a push. */
export type PushContent = z.infer<typeof pushContentSchema>;

/** How many bytes every envelope has, whatever is in it; the most a push may carry is 3,993. */
export const PUSH_SIZE = 3_584;
