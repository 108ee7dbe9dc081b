import type { IncomingMessage } from 'node:http';
import { refusal, type Refusal } from './guards.ts';

/** How much of a body is taken, in bytes, and how long it may take to arrive, in milliseconds. */
export interface BodyLimits {
  readonly maxBody: number;
  readonly receiveWithin: number;
}

/** A body that arrived, why it is not taken, or that its sender left half-way. */
export type Body = { readonly kind: 'text'; readonly text: string } | Refusal | { kind: 'gone' };

/** Reads a message's body as UTF-8. It stops reading where the body is too large or too slow. */
export function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const end = (body: Body): void => {
      clearTimeout(timer);
      resolve(body);
    };
    const stop = (body: Refusal): void => {
      request.pause();
      end(body);
    };
    const timer = setTimeout(() => stop(refusal(408, 'too-slow')), limits.receiveWithin);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.maxBody) stop(refusal(413, 'too-large'));
      else chunks.push(chunk);
    });
    request.once('end', () => end(decode(chunks)));
    request.once('error', () => end({ kind: 'gone' }));
    request.once('close', () => end({ kind: 'gone' }));
  });
}

/** Broken UTF-8 is refused: repaired, it would show the person something else than was sent. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(chunks: readonly Buffer[]): Body {
  const [first, ...others] = chunks;
  try {
    // Most messages come in one piece.
    const bytes = others.length === 0 ? first : Buffer.concat(chunks);
    return { kind: 'text', text: utf8.decode(bytes) };
  } catch {
    return refusal(400, 'not-utf8');
  }
}
