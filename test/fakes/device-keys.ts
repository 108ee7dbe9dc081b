const { subtle } = globalThis.crypto;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const ECDH = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Keys as a device makes them in its browser: the private halves can't be read. */
export interface DeviceKeys {
  readonly id: string;
  /** Public, as in `Device`. */
  readonly signingKey: string;
  readonly agreementKey: string;
  readonly agreement: CryptoKey;
  /** Signs as the remote page does: ECDSA with SHA-256 as r and s, in base64url. */
  sign(statement: string): Promise<string>;
  /** The sealing key it shares with the holder of that key: ECDH, then HKDF, 32 bytes. */
  sealingKey(other: string): Promise<Uint8Array>;
}

/** Fresh keys of a device. */
export async function makeDeviceKeys(): Promise<DeviceKeys> {
  const [signing, agreement] = await Promise.all([
    subtle.generateKey(ECDSA, false, ['sign', 'verify']),
    subtle.generateKey(ECDH, false, ['deriveBits']),
  ]);
  const signingKey = await rawKey(signing.publicKey);
  return {
    id: await keyIdOf(signingKey),
    signingKey,
    agreementKey: await rawKey(agreement.publicKey),
    agreement: agreement.privateKey,
    async sign(statement) {
      return base64url(await subtle.sign(SIGNING, signing.privateKey, utf8(statement)));
    },
    async sealingKey(other) {
      const theirs = await subtle.importKey('raw', bytesOf(other), ECDH, false, []);
      const agreed = { name: 'ECDH', public: theirs };
      const shared = await subtle.deriveBits(agreed, agreement.privateKey, 256);
      const base = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']);
      const info = utf8('countersign push 1');
      const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
      return new Uint8Array(await subtle.deriveBits(hkdf, base, 256));
    },
  };
}

/** The id of a public key. */
export async function keyIdOf(publicKey: string): Promise<string> {
  return base64url(await subtle.digest('SHA-256', bytesOf(publicKey))).slice(0, 22);
}

/** SHA-256 of text, in hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  return hex(await subtle.digest('SHA-256', utf8(text)));
}

/** Whether a public key made a signature over a statement. */
export async function verifies(
  publicKey: string,
  statement: string,
  proof: string,
): Promise<boolean> {
  const key = await subtle.importKey('raw', bytesOf(publicKey), ECDSA, false, ['verify']);
  return subtle.verify(SIGNING, key, bytesOf(proof), utf8(statement));
}

/** HMAC-SHA256 with the UTF-8 bytes of a secret, in hexadecimal digits. */
export async function hmac(secret: string, statement: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', utf8(secret), algorithm, false, ['sign']);
  return hex(await subtle.sign('HMAC', key, utf8(statement)));
}

async function rawKey(key: CryptoKey): Promise<string> {
  return base64url(await subtle.exportKey('raw', key));
}

/** 16 random bytes in base64url. */
export function randomText(): string {
  return base64url(globalThis.crypto.getRandomValues(new Uint8Array(16)).buffer);
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}

function base64url(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('base64url');
}

function hex(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('hex');
}
