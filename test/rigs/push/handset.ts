import { createECDH, randomBytes, webcrypto, type ECDH } from 'node:crypto';
import { createRequire } from 'node:module';
import { pushContentSchema, pushEnvelopeSchema } from '../../../src/protocol/push.ts';
import type { PushContent, PushEnvelope } from '../../../src/protocol/push.ts';
import type { PushSubscriptionInfo } from '../../../src/protocol/remote.ts';
import type { Intake } from './intake.ts';
import { createMailbox, type Letter } from './mailbox.ts';

/** The host in the endpoints of the handset's subscriptions. */
export const HANDSET_HOST = 'updates.push.services.mozilla.com';

/** A push as it came to a handset. */
export interface Received {
  readonly letter: Letter;
  /** The decrypted text, as the browser hands it to a worker. */
  readonly text: string;
  readonly envelope: PushEnvelope;
  readonly content: PushContent;
}

/** A browser that gets pushes, as far as its push service and its worker see them. */
export interface Handset {
  readonly subscription: PushSubscriptionInfo;
  readonly received: readonly Received[];
  /** Is called with each push that came and could be opened. */
  onReceived: (received: Received) => void;
  /** Ends the subscription at the push service. */
  expire(): void;
}

/**
 * Subscribes at a push service.
 * @param key the applicationServerKey, base64url
 * @param sealingKey what the desk seals pushes with
 */
export function connectHandset(intake: Intake, key: string, sealingKey: Uint8Array): Handset {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const token = randomBytes(24).toString('base64url');
  const mailbox = createMailbox();
  const received: Received[] = [];
  const subscription = { channel: token, key, mailbox, gone: false };
  intake.subscriptions.set(token, subscription);
  const handset: Handset = {
    subscription: {
      endpoint: `https://${HANDSET_HOST}/wpush/v2/${token}`,
      keys: {
        p256dh: keys.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      },
    },
    received,
    onReceived: () => undefined,
    expire: () => (subscription.gone = true),
  };
  mailbox.connect((letter) => {
    const text = decrypt(letter.body, keys, auth).toString();
    const envelope = pushEnvelopeSchema.parse(JSON.parse(text));
    void openSealed(envelope.sealed, sealingKey).then((inside) => {
      mailbox.acknowledge([letter.id]);
      const content = pushContentSchema.parse(JSON.parse(inside));
      received.push({ letter, text, envelope, content });
      handset.onReceived(received.at(-1)!);
    });
  });
  return handset;
}

const ece = createRequire(import.meta.url)('http_ece') as {
  decrypt(
    body: Buffer,
    how: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string },
  ): Buffer;
};

/** Decrypts the body of a push message as a browser does (RFC 8291). */
export function decrypt(body: Buffer, privateKey: ECDH, auth: Buffer): Buffer {
  const authSecret = auth.toString('base64url');
  return ece.decrypt(body, { version: 'aes128gcm', privateKey, authSecret });
}

/** Opens the inside of a push as a worker does, with WebCrypto alone; rejects where it is not whole. */
export async function openSealed(sealed: string, sealingKey: Uint8Array): Promise<string> {
  const bytes = Buffer.from(sealed, 'base64url');
  const { subtle } = webcrypto;
  const key = await subtle.importKey('raw', sealingKey, 'AES-GCM', false, ['decrypt']);
  const how = { name: 'AES-GCM', iv: bytes.subarray(0, 12) };
  return new TextDecoder().decode(await subtle.decrypt(how, key, bytes.subarray(12)));
}
