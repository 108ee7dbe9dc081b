import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
  timingSafeEqual,
  verify,
  type KeyObject,
} from 'node:crypto';

/** An uncompressed point of P-256: one byte 0x04, then x and y (SEC 1 §2.3.3). In bytes. */
const POINT_SIZE = 65;
const POINT_FORM = 0x04;

/** An ECDSA signature over P-256 as r and s (IEEE P1363). In bytes. */
const SIGNATURE_SIZE = 64;

const ID_LENGTH = 22;

/** What the sealing key is for (the `info` of RFC 5869 §2.3). */
const SEALING_INFO = 'countersign push 1';

/**
 * The id of a key: the first 22 characters (132 bits) of the base64url of the SHA-256 of its bytes.
 * @param publicKey an uncompressed point of P-256 in base64url.
 * @throws {RangeError} where it is none.
 */
export function keyId(publicKey: string): string {
  const point = bytesOf(publicKey, POINT_SIZE);
  if (point === null) throw new RangeError('This is no public key.');
  return createHash('sha256').update(point).digest('base64url').slice(0, ID_LENGTH);
}

/** Whether a text is a public key of P-256: a point that lies on the curve, in its one spelling. */
export function isPublicKey(text: string): boolean {
  return readPublicKey(text) !== null;
}

/**
 * Whether the holder of a key signed a statement: ECDSA with SHA-256 over its UTF-8 bytes. Whatever
 * is not a key or a signature is false; it never throws.
 */
export function verifySignature(publicKey: string, statement: string, signature: string): boolean {
  const key = readPublicKey(publicKey);
  const bytes = bytesOf(signature, SIGNATURE_SIZE);
  if (key === null || bytes === null) return false;
  return verify('sha256', Buffer.from(statement, 'utf8'), { key, dsaEncoding }, bytes);
}

/** Signs a statement as `verifySignature` reads it; in base64url. */
export function signStatement(privateKey: KeyObject, statement: string): string {
  const bytes = Buffer.from(statement, 'utf8');
  return sign('sha256', bytes, { key: privateKey, dsaEncoding }).toString('base64url');
}

/**
 * The sealing key of two sides: HKDF-SHA-256 (RFC 5869) of the x they agree on, without salt; 32 bytes.
 * @throws {RangeError} where the other side's key is none.
 */
export function agreedKey(privateKey: KeyObject, publicKey: string): Uint8Array {
  const other = readPublicKey(publicKey);
  if (other === null) throw new RangeError('This is no public key.');
  const secret = diffieHellman({ privateKey, publicKey: other });
  return new Uint8Array(hkdfSync('sha256', secret, '', SEALING_INFO, 32));
}

/** The public half of a private key of P-256, as an uncompressed point in base64url. */
export function publicPointOf(privateKey: KeyObject): string {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.of(POINT_FORM),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]).toString('base64url');
}

/** HMAC-SHA256 of a statement with the UTF-8 bytes of a secret, as 64 hexadecimal digits. */
export function hmacSha256(secret: string, statement: string): string {
  return createHmac('sha256', secret).update(statement, 'utf8').digest('hex');
}

/** Whether two texts are the same; takes the same time wherever they differ, and however long they are. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

const dsaEncoding = 'ieee-p1363';

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

function readPublicKey(text: string): KeyObject | null {
  const point = bytesOf(text, POINT_SIZE);
  if (point?.[0] !== POINT_FORM) return null;
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  } catch {
    // Not on the curve: to the one who asks, that is no key.
    return null;
  }
}

/** The bytes of a base64url text; null where they are not so many, or spelled in another way. */
function bytesOf(text: string, size: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === size && bytes.toString('base64url') === text ? bytes : null;
}
