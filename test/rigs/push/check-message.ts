import type { IncomingHttpHeaders } from 'node:http';
import { PushRefused } from './push-refused.ts';

/** The largest body a push service must take, in bytes (RFC 8030 §7.2); all real ones stop there. */
export const MAX_BODY = 4_096;

const urgencies: readonly unknown[] = ['very-low', 'low', 'normal', 'high', undefined];

/** How a message is to be kept. */
export interface Keeping {
  /** Seconds. */
  readonly ttl: number;
  readonly topic: string | undefined;
}

/**
 * Checks a message as it came over HTTP (RFC 8030, and the framing of RFC 8291).
 * @throws {PushRefused} 400 or 413
 */
export function checkMessage(headers: IncomingHttpHeaders, body: Buffer): Keeping {
  const { ttl, urgency, topic } = headers;
  if (typeof ttl !== 'string' || !/^\d+$/.test(ttl)) throw new PushRefused(400, 'bad or no TTL');
  if (!urgencies.includes(urgency)) throw new PushRefused(400, 'bad Urgency');
  // RFC 8030 §5.4
  if (topic !== undefined && !(typeof topic === 'string' && /^[\w-]{1,32}$/.test(topic))) {
    throw new PushRefused(400, 'bad Topic');
  }
  if (body.length > MAX_BODY) throw new PushRefused(413, 'too large');
  if (headers['content-encoding'] !== 'aes128gcm') throw new PushRefused(400, 'not aes128gcm');
  checkFraming(body);
  return { ttl: Number(ttl), topic };
}

/** RFC 8188 §2.1 head: salt (16), record size (4), key length (1), key; then one record. */
function checkFraming(body: Buffer): void {
  if (body.length < 21 + 65 + 18) throw new PushRefused(400, 'the body is cut short');
  if (body[20] !== 65 || body[21] !== 4) throw new PushRefused(400, 'no sender key in the head');
  // RFC 8291 §4
  if (body.length - 21 - 65 > body.readUInt32BE(16)) throw new PushRefused(400, 'two records');
}
