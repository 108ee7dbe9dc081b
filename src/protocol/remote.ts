import * as z from 'zod/mini';
import { decisionSchema, notYoursSchema, requestSchema, requestStateSchema } from './item.ts';
import { stopSchema } from './leash.ts';
import { outcomeSchema } from './panel.ts';
import { ruleDraftSchema, rulePreviewSchema } from './rules.ts';

/** Where the remote page's calls go. All are POSTs with a JSON body. */
export const REMOTE_PATHS = {
  /** A device that wants to be paired; proved with the pairing secret. */
  pair: '/api/pair',
  /** Whether the person has confirmed the pairing; signed, by the device that is being paired. */
  paired: '/api/paired',
  sync: '/api/sync',
  /** Answers when something is newer than a revision, or after 25 seconds. */
  wait: '/api/wait',
  decide: '/api/decide',
  preview: '/api/preview',
  /** The kill switch: stops all agents, or releases them. */
  stop: '/api/stop',
  /** The same for one session. */
  pause: '/api/pause',
  /** Where pushes for the device go from now on; null for nowhere. */
  subscribe: '/api/subscribe',
  /** A push arrived and was shown. */
  confirm: '/api/confirm',
  /** Asks for a test push. */
  test: '/api/test',
  /** The device wants to be a paired one no more. */
  leave: '/api/leave',
  /** Proves that an address leads here: neither signed nor secret. */
  reach: '/api/reach',
  /** The live channel (WebSocket): it says only that there is something newer. */
  live: '/api/live',
} as const;

/** The headers of a signed call, and of the answer to one. */
export const REMOTE_HEADERS = {
  device: 'x-countersign-device',
  origin: 'x-countersign-origin',
  at: 'x-countersign-at',
  nonce: 'x-countersign-nonce',
  signature: 'x-countersign-signature',
  /** Of the answer: the desk's signature over `answerStatement`. */
  proof: 'x-countersign-proof',
} as const;

/** The largest body of a call, in bytes. */
export const REMOTE_MAX_BODY = 64 * 1024;
/** How far a device's clock may be off, in milliseconds. */
export const REMOTE_CLOCK_SKEW = 60_000;
/** How long the desk holds a `wait`, in milliseconds. */
export const REMOTE_WAIT = 25_000;

const id = z.string().check(z.maxLength(128));
const base64url = z.string().check(z.regex(/^[\w-]+$/), z.maxLength(512));
/** A P-256 point, uncompressed: 65 bytes in base64url. */
const publicKey = z.string().check(z.regex(/^[\w-]{87}$/));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** An ECDSA signature over P-256 as r and s (IEEE P1363): 64 bytes in base64url. */
const signature = z.string().check(z.regex(/^[\w-]{86}$/));
const origin = z.string().check(z.regex(/^https?:\/\/[^/\s]+$/), z.maxLength(300));
const deviceName = z.string().check(z.minLength(1), z.maxLength(64));

/** `/api/pair`: who wants to be paired, and the proof that it knows the secret that was shown. */
export const pairCallSchema = z.strictObject({
  /** Which secret it was shown: the one in the QR code, or the one to type. */
  by: z.enum(['link', 'typed']),
  origin,
  signingKey: publicKey,
  agreementKey: publicKey,
  name: deviceName,
  proof: sha256,
});
/** A device that wants to be paired. */
export type PairCall = z.infer<typeof pairCallSchema>;

/** The answer to `/api/pair` that fits. */
export const pairAnswerSchema = z.strictObject({
  serverSigningKey: publicKey,
  serverAgreementKey: publicKey,
  /** How the person knows this computer. */
  serverName: z.string(),
  nonce: base64url,
  /** The public key that pushes are sent with. */
  pushKey: publicKey,
  proof: sha256,
});
/** How the desk proves itself to a device that is being paired. */
export type PairAnswer = z.infer<typeof pairAnswerSchema>;

/** The answer to `/api/paired`. */
export const pairedAnswerSchema = z.strictObject({
  state: z.enum(['waiting', 'paired', 'refused']),
});

/** Why a call was not taken, in a form the page can act on; `message` is for the person. */
export const remoteRefusalSchema = z.strictObject({
  code: z.enum([
    /** The body is not what the call takes. */
    'bad-message',
    'pairing-closed',
    'pairing-taken',
    'wrong-code',
    'unknown-device',
    'revoked',
    'bad-signature',
    'replayed',
    /** The device's clock is too far off; `now` says what the desk's is. */
    'clock',
    /** The page's address is none that the desk knows for this device. */
    'address',
    'too-many',
    'not-here',
    'failed',
  ]),
  message: z.string(),
  /** The desk's clock. */
  now: z.number(),
});
/** Why a call was not taken. */
export type RemoteRefusal = z.infer<typeof remoteRefusalSchema>;

/** `/api/sync`: the requests whose whole text the page has already. */
export const syncCallSchema = z.strictObject({
  known: z.array(id).check(z.maxLength(500)),
});

/** A row as the page gets it: the request itself only where the page does not have it yet. */
const remoteRowSchema = z.strictObject({
  id,
  state: requestStateSchema,
  /** With which this device may decide this request, once; null where there is nothing to decide. */
  nonce: z.nullable(base64url),
  /** Why this device can’t allow it; left out where it can, as far as signing goes. */
  notYours: z.optional(notYoursSchema),
});

/** Everything the remote page shows. */
export const remoteSnapshotSchema = z.strictObject({
  revision: z.number(),
  now: z.number(),
  rows: z.array(remoteRowSchema),
  /** Requests of rows that the page did not know; not always all at once. */
  requests: z.array(requestSchema),
  device: z.strictObject({
    id,
    name: z.string(),
    pairedAt: z.number(),
    /** Whose it is; null where nobody said so. */
    person: z.nullable(z.string()),
    push: z.strictObject({
      subscribed: z.boolean(),
      /** When this device last confirmed that it showed a push. */
      confirmedAt: z.nullable(z.number()),
    }),
  }),
  server: z.strictObject({
    name: z.string(),
    away: z.boolean(),
    /** Where the desk is reached from outside now; null where nowhere. */
    address: z.nullable(origin),
    pushKey: publicKey,
    /** The kill switch. */
    stopped: z.nullable(stopSchema),
    /** The sessions that are paused. */
    paused: z.array(z.string()),
    /** After how many denials of a tool in a session a card offers more; 0 for never. */
    denialLimit: z.number(),
  }),
});
/** Everything the remote page shows. */
export type RemoteSnapshot = z.infer<typeof remoteSnapshotSchema>;

/** `/api/wait`. */
export const waitCallSchema = z.strictObject({ revision: z.number() });
export const waitAnswerSchema = z.strictObject({ revision: z.number() });

/** `/api/decide`: a decision, and the device's signature over `decisionStatement`. */
export const decideCallSchema = z.strictObject({
  request: id,
  decision: decisionSchema,
  shownSha256: sha256,
  nonce: base64url,
  expiresAt: z.number(),
  signature,
});
/** A decision as it is signed and sent. */
export type DecideCall = z.infer<typeof decideCallSchema>;

/** The answer to what asks for something: what became of it. */
export const remoteOutcomeSchema = z.strictObject({ outcome: outcomeSchema });

/** `/api/preview`. */
export const previewCallSchema = z.strictObject({ request: id, draft: ruleDraftSchema });
export const previewAnswerSchema = z.strictObject({ preview: z.nullable(rulePreviewSchema) });

/** `/api/stop`: on stops all agents, off releases them. */
export const stopCallSchema = z.strictObject({ on: z.boolean() });

/** `/api/pause`: on pauses a session, off lets it go on. */
export const pauseCallSchema = z.strictObject({
  session: z.string().check(z.minLength(1), z.maxLength(512)),
  on: z.boolean(),
});

/** `/api/subscribe`: a push subscription (W3C Push API, `PushSubscription.toJSON()`). */
export const subscribeCallSchema = z.strictObject({
  subscription: z.nullable(
    z.strictObject({
      endpoint: z.url().check(z.maxLength(2048)),
      keys: z.strictObject({ p256dh: base64url, auth: base64url }),
    }),
  ),
});
/** Where pushes for a device go. */
export type PushSubscriptionInfo = NonNullable<z.infer<typeof subscribeCallSchema>['subscription']>;

/** `/api/confirm`: the id of a push that was shown. */
export const confirmCallSchema = z.strictObject({ push: id });

/** `/api/test` and `/api/leave`. */
export const emptyCallSchema = z.strictObject({});

/** `/api/reach`. */
export const reachCallSchema = z.strictObject({ challenge: sha256 });
export const reachAnswerSchema = z.strictObject({ proof: sha256 });

/** The first message on the live channel: a signed call of method `LIVE` with an empty body. */
export const liveHelloSchema = z.strictObject({
  device: id,
  origin,
  at: z.number(),
  nonce: base64url,
  signature,
});
/** What the desk says on the live channel: there is something newer, or why it ends. */
export const liveNewsSchema = z.strictObject({ revision: z.number() });
