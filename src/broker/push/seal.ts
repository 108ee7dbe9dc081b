import { createCipheriv, randomBytes } from 'node:crypto';
import { PUSH_SIZE, type PushContent, type PushEnvelope } from '../../protocol/push.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What every push says where it can't be opened, whatever is in it. */
const OUTSIDE = { title: 'Countersign', body: 'Open it to see what waits for you.' } as const;

/**
 * The envelope of a push as JSON: always `PUSH_SIZE` bytes, so that its length tells nothing. What it
 * says is sealed for the device; a request that does not fit in whole is left out, never shortened.
 * @param key of the device: 32 bytes
 * @param page where a tap leads on a device that can't open it: the address its page came from
 * @throws RangeError where it does not fit even without the request
 */
export function sealPush(content: PushContent, key: Uint8Array, page: string): string {
  const room = roomFor(content.tag, page);
  const whole = Buffer.from(JSON.stringify(content));
  const inside = whole.length <= room ? whole : withoutRequest(content, room);
  // Spaces after JSON mean nothing to who reads it.
  const padded = Buffer.concat([inside, Buffer.alloc(room - inside.length, ' ')]);
  return envelope(content.tag, page, sealed(padded, key).toString('base64url')).padEnd(PUSH_SIZE);
}

function withoutRequest(content: PushContent, room: number): Buffer {
  const less = content.kind === 'request' ? { ...content, request: null } : content;
  const bytes = Buffer.from(JSON.stringify(less));
  if (bytes.length > room) throw new RangeError('A push does not fit in its envelope.');
  return bytes;
}

/** How many bytes there are for the inside. */
function roomFor(tag: string, page: string): number {
  const left = PUSH_SIZE - Buffer.byteLength(envelope(tag, page, ''));
  const room = Math.floor((left * 3) / 4) - NONCE_BYTES - TAG_BYTES;
  if (room <= 0) throw new RangeError('The address of the page is too long for a push.');
  return room;
}

function envelope(tag: string, page: string, inside: string): string {
  const outside: PushEnvelope = {
    web_push: 8030,
    notification: { ...OUTSIDE, tag, navigate: `${page}/` },
    mutable: true,
    sealed: inside,
  };
  return JSON.stringify(outside);
}

/** AES-256-GCM: nonce, ciphertext, tag, as WebCrypto takes the latter two together. */
function sealed(inside: Buffer, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  return Buffer.concat([nonce, cipher.update(inside), cipher.final(), cipher.getAuthTag()]);
}
