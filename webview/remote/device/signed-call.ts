import type * as z from 'zod/mini';
import { answerStatement, callStatement } from '../../../src/core/pairing/statements.ts';
import { REMOTE_HEADERS, remoteRefusalSchema } from '../../../src/protocol/remote.ts';
import type { RemoteRefusal } from '../../../src/protocol/remote.ts';
import { randomText, sha256, utf8 } from './bytes.ts';
import { sign, verifies } from './keys.ts';
import type { ThisDevice } from './this-device.ts';

/** What came of a call to the desk. */
export type CallResult<T> =
  /** The desk answered, and proved that it did; `took` is in milliseconds. */
  | { readonly kind: 'ok'; readonly answer: T; readonly took: number }
  /** The desk said no; what it says counts only where it is `proved`. */
  | { readonly kind: 'refused'; readonly refusal: RemoteRefusal; readonly proved: boolean }
  /** No answer came, or one of something on the way (a tunnel without its desk). */
  | { readonly kind: 'not-reached' }
  /** Something answered as if it were the desk, and is not the one this device is paired with. */
  | { readonly kind: 'not-the-desk' }
  /** The desk answered in a way this page does not understand: one of the two is older. */
  | { readonly kind: 'unreadable' };

/** One call: where it goes, what it says, what is an answer to it. */
export interface Call<T> {
  readonly path: string;
  readonly body: unknown;
  readonly answer: z.ZodMiniType<T>;
  /** How long it may take, in milliseconds. */
  readonly within: number;
}

/** What is sent of a device with a call of that moment, and its signature. */
export interface SignedMark {
  readonly device: string;
  readonly origin: string;
  readonly at: number;
  readonly nonce: string;
  readonly signature: string;
}

/** Signs a call: its path and the bytes of its body, at this moment, once. */
export async function signMark(
  device: ThisDevice,
  method: 'POST' | 'LIVE',
  path: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<SignedMark> {
  const { id, origin, server, signingKey } = device;
  const [at, nonce, bodySha256] = [Date.now(), randomText(16), await sha256(body)];
  const mark = { method, path, bodySha256, origin, server, device: id, at, nonce };
  return { device: id, origin, at, nonce, signature: await sign(signingKey, callStatement(mark)) };
}

/**
 * Calls the desk, signed by this device, and takes only an answer that the desk has signed. A browser
 * repeats a call by itself where the connection broke under it, bit for bit (measured in Chromium),
 * which the desk refuses as a replay: then the answer to the first was lost, and it is signed anew, once.
 * So a call has to be one that may be made twice.
 */
export async function callDesk<T>(device: ThisDevice, call: Call<T>): Promise<CallResult<T>> {
  const result = await callOnce(device, call);
  const isReplay = result.kind === 'refused' && result.refusal.code === 'replayed';
  return isReplay ? callOnce(device, call) : result;
}

async function callOnce<T>(device: ThisDevice, call: Call<T>): Promise<CallResult<T>> {
  const started = performance.now();
  const body = utf8(JSON.stringify(call.body));
  const mark = await signMark(device, 'POST', call.path, body);
  const received = await send(device.address + call.path, body, mark, call.within);
  if (received === null) return { kind: 'not-reached' };
  const { status, bytes, proof } = received;
  const bodySha256 = await sha256(bytes);
  const statement = answerStatement({
    server: device.server,
    device: device.id,
    nonce: mark.nonce,
    status,
    bodySha256,
  });
  const proved = await verifies(device.serverKey, statement, proof);
  const json = parseJson(bytes);
  if (status !== 200) {
    const refusal = remoteRefusalSchema.safeParse(json);
    return refusal.success
      ? { kind: 'refused', refusal: refusal.data, proved }
      : { kind: 'not-reached' };
  }
  if (!proved) return { kind: 'not-the-desk' };
  const answer = call.answer.safeParse(json);
  if (!answer.success) return { kind: 'unreadable' };
  return { kind: 'ok', answer: answer.data, took: performance.now() - started };
}

interface Received {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly proof: string;
}

/** @returns null where no whole answer came in time: to a caller all reasons are the same */
async function send(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  mark: SignedMark,
  within: number,
): Promise<Received | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        [REMOTE_HEADERS.device]: mark.device,
        [REMOTE_HEADERS.origin]: mark.origin,
        [REMOTE_HEADERS.at]: String(mark.at),
        [REMOTE_HEADERS.nonce]: mark.nonce,
        [REMOTE_HEADERS.signature]: mark.signature,
      },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(within),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      bytes,
      proof: response.headers.get(REMOTE_HEADERS.proof) ?? '',
    };
  } catch {
    return null;
  }
}

/** @returns undefined where it is no JSON: no schema takes that */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
