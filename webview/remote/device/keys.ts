import { base64url, fromBase64url, hex, utf8 } from './bytes.ts';

const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const AGREEMENT = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;
const MAC = { name: 'HMAC', hash: 'SHA-256' } as const;
const SEAL_INFO = 'countersign push 1';

/** A pair of keys whose private half no script can read, with its public half as it is sent. */
export interface OwnKey {
  readonly privateKey: CryptoKey;
  /** A point of P-256, uncompressed (65 bytes), in base64url. */
  readonly publicKey: string;
}

/** A new key to sign with. */
export async function newSigningKey(): Promise<OwnKey> {
  return ownKey(await crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify']));
}

/** A new key to agree on a sealing key with. */
export async function newAgreementKey(): Promise<OwnKey> {
  return ownKey(await crypto.subtle.generateKey(AGREEMENT, false, ['deriveBits']));
}

async function ownKey({ privateKey, publicKey }: CryptoKeyPair): Promise<OwnKey> {
  const raw = await crypto.subtle.exportKey('raw', publicKey);
  return { privateKey, publicKey: base64url(new Uint8Array(raw)) };
}

/** The id a public key gives its holder: 132 bits of its SHA-256. */
export async function keyId(publicKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', fromBase64url(publicKey));
  return base64url(new Uint8Array(digest)).slice(0, 22);
}

/**
 * Another's public key, to check signatures with.
 * @throws {DOMException} where it is no point of P-256
 */
export function verifyingKey(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64url(publicKey), SIGNING, true, ['verify']);
}

/** A signature over a statement, as r and s (IEEE P1363), in base64url. */
export async function sign(key: CryptoKey, statement: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, utf8(statement))));
}

/** Whether a signature is that key's over that statement; also false where it is none at all. */
export async function verifies(
  key: CryptoKey,
  statement: string,
  signature: string,
): Promise<boolean> {
  if (!/^[\w-]{86}$/.test(signature)) return false;
  return crypto.subtle.verify(SIGNATURE, key, fromBase64url(signature), utf8(statement));
}

/**
 * The key that pushes for this device are sealed with: only it and the desk can make it.
 * @param serverKey the desk's public agreement key
 * @throws {DOMException} where that is no point of P-256
 */
export async function sealingKey(own: CryptoKey, serverKey: string): Promise<CryptoKey> {
  const theirs = await crypto.subtle.importKey(
    'raw',
    fromBase64url(serverKey),
    AGREEMENT,
    true,
    [],
  );
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const derive = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(SEAL_INFO) };
  return crypto.subtle.deriveKey(derive, material, { name: 'AES-GCM', length: 256 }, false, [
    'decrypt',
  ]);
}

/** HMAC-SHA256 of a statement with a secret text, as 64 hexadecimal digits (RFC 2104). */
export async function mac(secret: string, statement: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), MAC, false, ['sign']);
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(statement))));
}
