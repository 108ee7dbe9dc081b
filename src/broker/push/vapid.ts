import { createECDH, timingSafeEqual } from 'node:crypto';
import webPush from 'web-push';
import * as z from 'zod/mini';
import type { Clock, Log } from '../../core/ports.ts';
import { isPublicName, hostOf } from '../../core/rules/url-host.ts';
import type { Vault } from '../vault.ts';

/** Who sends the pushes, for the operator of a push service who looks for them (RFC 8292 §2.1). */
export const PUSH_SUBJECT = 'https://github.com/countersign/countersign';

/** How long a token counts, in milliseconds; the most a push service takes is 24 hours (RFC 8292 §2). */
const TOKEN_LIFE = 12 * 60 * 60 * 1_000;

/** For how long a token is used again: services ask for it, and making one takes time. */
const TOKEN_USED_FOR = 6 * 60 * 60 * 1_000;

const keysSchema = z.strictObject({
  publicKey: z.string().check(z.regex(/^[\w-]{87}$/)),
  privateKey: z.string().check(z.regex(/^[\w-]{43}$/)),
});

/** The keys that pushes are sent with: base64url, a point of P-256 and its number. */
export type PushKeys = Readonly<z.infer<typeof keysSchema>>;

/**
 * The keys of this installation, made where there are none. A subscription holds for the key it was
 * made with alone (RFC 8292 §4.2), so they last as long as the vault does.
 * Rejects where the vault can't be used: then no keys are made, since others may be in it.
 */
export async function openPushKeys(vault: Vault, log: Log): Promise<PushKeys> {
  const kept = await vault.read('pushKeys');
  const keys = kept === undefined ? null : readKeys(kept);
  if (keys !== null) return keys;
  if (kept !== undefined) {
    log.warn(
      'The keys for pushes were damaged; new ones are made, and each device subscribes again',
    );
  }
  const made = webPush.generateVAPIDKeys();
  await vault.write('pushKeys', JSON.stringify(made));
  return made;
}

/** Says to a push service who sends: the `Authorization` header for an origin (RFC 8292 §3). */
export type Authorize = (origin: string) => string;

/**
 * Makes the authorization from the keys.
 * @throws RangeError for a subject that not every push service takes
 */
export function createAuthorize(keys: PushKeys, subject: string, clock: Clock): Authorize {
  if (!isSubject(subject))
    throw new RangeError('The subject of pushes has to be a public https URL.');
  const made = new Map<string, { readonly header: string; readonly at: number }>();
  return (origin) => {
    const now = clock.now();
    const known = made.get(origin);
    if (known !== undefined && Math.abs(now - known.at) < TOKEN_USED_FOR) return known.header;
    const expiration = Math.floor((now + TOKEN_LIFE) / 1_000);
    const { publicKey, privateKey } = keys;
    const header = webPush.getVapidHeaders(
      origin,
      subject,
      publicKey,
      privateKey,
      'aes128gcm',
      expiration,
    ).Authorization;
    made.set(origin, { header, at: now });
    return header;
  };
}

/**
 * Whether every push service takes a subject. Apple refuses an address that can't be reached from
 * outside ("BadJwtToken", measured by others), and `web-push` lets it through.
 */
export function isSubject(subject: string): boolean {
  const host = subject.startsWith('https://') ? hostOf(subject) : null;
  return host !== null && isPublicName(host);
}

/** The keys of a text in the vault; null where they are none, or do not belong together. */
function readKeys(text: string): PushKeys | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  const read = keysSchema.safeParse(kept);
  return read.success && belongTogether(read.data) ? read.data : null;
}

function belongTogether({ publicKey, privateKey }: PushKeys): boolean {
  const ecdh = createECDH('prime256v1');
  try {
    ecdh.setPrivateKey(privateKey, 'base64url');
  } catch {
    // Not a number that the curve has.
    return false;
  }
  return timingSafeEqual(ecdh.getPublicKey(), Buffer.from(publicKey, 'base64url'));
}
