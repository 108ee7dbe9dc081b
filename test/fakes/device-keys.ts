import { webcrypto } from 'node:crypto';

/** The keys of a device, as a browser makes them. */
export interface DeviceKeys {
  /** Public, as uncompressed points in base64url. */
  readonly signingKey: string;
  readonly agreementKey: string;
  /** Signs as the remote page does: ECDSA with SHA-256 as r and s, in base64url. */
  sign(statement: string): Promise<string>;
  /** The sealing key it shares with the holder of that key: ECDH, then HKDF, 32 bytes. */
  sealingKey(other: string): Promise<Uint8Array>;
}

const { subtle } = webcrypto;
const POINT = { name: 'ECDH', namedCurve: 'P-256' };

/** Makes the keys of a device with WebCrypto alone; the private ones can't be exported. */
export async function deviceKeys(): Promise<DeviceKeys> {
  const signing = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const agreement = await subtle.generateKey(POINT, false, ['deriveBits']);
  return {
    signingKey: await rawOf(signing.publicKey),
    agreementKey: await rawOf(agreement.publicKey),
    async sign(statement) {
      const bytes = new TextEncoder().encode(statement);
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      return base64url(await subtle.sign(algorithm, signing.privateKey, bytes));
    },
    async sealingKey(other) {
      const raw = Buffer.from(other, 'base64url');
      const theirs = await subtle.importKey('raw', raw, POINT, false, []);
      const agreed = { name: 'ECDH', public: theirs };
      const shared = await subtle.deriveBits(agreed, agreement.privateKey, 256);
      const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
      const info = new TextEncoder().encode('countersign push 1');
      const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
      return new Uint8Array(await subtle.deriveBits(hkdf, base, 256));
    },
  };
}

/** Whether WebCrypto holds a signature for one made with that public key. */
export async function webCryptoVerifies(
  publicKey: string,
  statement: string,
  signature: string,
): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const raw = Buffer.from(publicKey, 'base64url');
  const key = await subtle.importKey('raw', raw, algorithm, false, ['verify']);
  const bytes = new TextEncoder().encode(statement);
  const proof = Buffer.from(signature, 'base64url');
  return subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, proof, bytes);
}

async function rawOf(key: webcrypto.CryptoKey): Promise<string> {
  return base64url(await subtle.exportKey('raw', key));
}

function base64url(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('base64url');
}
