import * as z from 'zod/mini';
import { canonicalJson } from '../../../src/core/json.ts';
import { decisionStatement } from '../../../src/core/pairing/statements.ts';
import type { Decision } from '../../../src/core/request/decision.ts';
import type { Request } from '../../../src/core/request/request.ts';
import type { DecideCall } from '../../../src/protocol/remote.ts';
import { sha256, utf8 } from './bytes.ts';
import { sign } from './keys.ts';
import type { ThisDevice } from './this-device.ts';

/** How long a signed decision counts, in milliseconds: one that was held back on the way dies soon. */
const COUNTS_FOR = 2 * 60_000;

/** A decision to be signed. */
export interface Signing {
  /** As it was shown: the digest that is signed is made of this very object. */
  readonly request: Request;
  readonly decision: Decision;
  /** The one the desk gave this device for this request. */
  readonly nonce: string;
  /** The desk's clock, as far as it is known. */
  readonly now: number;
}

/** Signs a decision on a request, as it was shown here. */
export async function signDecision(
  device: ThisDevice,
  { request, decision, nonce, now }: Signing,
): Promise<DecideCall> {
  const { origin, server, id } = device;
  const expiresAt = Math.min(request.expiresAt, now + COUNTS_FOR);
  const [shownSha256, decisionSha256] = await Promise.all([digest(request), digest(decision)]);
  const statement = decisionStatement({
    origin,
    server,
    device: id,
    request: request.id,
    shownSha256,
    nonce,
    decisionSha256,
    expiresAt,
  });
  const signature = await sign(device.signingKey, statement);
  return { request: request.id, decision, shownSha256, nonce, expiresAt, signature };
}

const json = z.json();

/** SHA-256 of a value as canonical JSON. */
export function digest(value: Request | Decision): Promise<string> {
  return sha256(utf8(canonicalJson(json.parse(value))));
}
