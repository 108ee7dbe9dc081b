import { createCipheriv, randomBytes } from 'node:crypto';
import type { PushContent } from '../../../src/protocol/push.ts';

/** A push as it reaches the worker: the same outside for all, the content sealed with that key. */
export function sealed(content: PushContent, key: Buffer, origin: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const parts = [iv, cipher.update(JSON.stringify(content)), cipher.final()];
  const inside = Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url');
  const outside = { title: 'Countersign', body: 'Open it.', tag: content.tag, navigate: origin };
  return JSON.stringify({ web_push: 8030, notification: outside, mutable: true, sealed: inside });
}
