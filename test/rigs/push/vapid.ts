import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { PushRefused } from './push-refused.ts';

const DAY = 86_400;

/** What Apple's service takes for a contact; it answers 403 to `mailto:me@localhost` (reported). */
const plausibleSubject =
  /^(mailto:[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?)$/;

interface Claims {
  readonly aud?: unknown;
  readonly exp?: unknown;
  readonly sub?: unknown;
}

/**
 * Checks who sends (RFC 8292).
 * @param header the Authorization header
 * @param audience the origin of the endpoint
 * @param key the subscription's applicationServerKey, base64url
 * @throws {PushRefused} 401, or 403 where the key or the subject is another than it may be
 */
export function checkVapid(header: string | undefined, audience: string, key: string): void {
  const parameters = /^vapid\s+(.*)$/i.exec(header ?? '')?.[1];
  if (parameters === undefined) throw new PushRefused(401, 'no VAPID authorization');
  const values = new Map(
    parameters.split(',').map((part) => {
      const [name = '', ...rest] = part.trim().split('=');
      return [name, rest.join('=')] as const;
    }),
  );
  const raw = Buffer.from(values.get('k') ?? '', 'base64url');
  if (raw.length !== 65 || raw[0] !== 4) throw new PushRefused(401, 'k is no P-256 point');
  // RFC 8292 §4.2
  if (raw.toString('base64url') !== key) throw new PushRefused(403, 'k is not the subscription’s');
  checkClaims(signedClaims(values.get('t') ?? '', publicKey(raw)), audience);
}

function publicKey(raw: Buffer): KeyObject {
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'));
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
}

function signedClaims(token: string, key: KeyObject): Claims {
  const [head = '', claims = '', signature = ''] = token.split('.');
  if ((decoded(head) as { alg?: unknown }).alg !== 'ES256') throw new PushRefused(401, 'alg');
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw new PushRefused(401, 'the signature does not fit');
  return decoded(claims);
}

function decoded(part: string): object {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
  } catch (cause) {
    throw new PushRefused(401, 'the token is no JWT', { cause });
  }
}

function checkClaims({ aud, exp, sub }: Claims, audience: string): void {
  if (aud !== audience) throw new PushRefused(401, `aud is ${String(aud)}, not ${audience}`);
  const now = Date.now() / 1_000;
  if (typeof exp !== 'number' || exp <= now || exp > now + DAY) {
    throw new PushRefused(401, 'exp is not within 24 hours');
  }
  if (typeof sub !== 'string' || !plausibleSubject.test(sub)) {
    throw new PushRefused(403, `BadJwtToken: sub is ${String(sub)}`);
  }
}
