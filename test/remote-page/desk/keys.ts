import {
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  hkdfSync,
  verify,
  type KeyObject,
} from 'node:crypto';

/** SHA-256 as hexadecimal digits. */
export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

export function mac(secret: string, statement: string): string {
  return createHmac('sha256', secret).update(statement).digest('hex');
}

/** As `keyId` of the contract: 22 characters of the digest of the raw key. */
export function keyId(publicKey: string): string {
  return createHash('sha256')
    .update(Buffer.from(publicKey, 'base64url'))
    .digest('base64url')
    .slice(0, 22);
}

/** The keys of a desk, and what it does with them. */
export interface DeskKeys {
  readonly id: string;
  readonly signingKey: string;
  readonly agreementKey: string;
  sign(statement: string): string;
  sealingKey(deviceKey: string): Buffer;
}

/** New keys, as node makes them: nothing of the page's own cryptography is used. */
export function newDeskKeys(): DeskKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const signingKey = Buffer.concat([
    Buffer.from([4]),
    Buffer.from(x!, 'base64url'),
    Buffer.from(y!, 'base64url'),
  ]).toString('base64url');
  const agreement = createECDH('prime256v1');
  return {
    id: keyId(signingKey),
    signingKey,
    agreementKey: agreement.generateKeys('base64url'),
    sign: (statement) =>
      createSign('sha256')
        .update(statement)
        .sign({ key: privateKey, dsaEncoding: 'ieee-p1363' }, 'base64url'),
    sealingKey: (deviceKey) =>
      Buffer.from(
        hkdfSync(
          'sha256',
          agreement.computeSecret(deviceKey, 'base64url'),
          Buffer.alloc(0),
          'countersign push 1',
          32,
        ),
      ),
  };
}

/** Whether a device's key made that signature. */
export function signedBy(publicKey: string, statement: string, signature: string): boolean {
  const key = { key: keyObject(publicKey), dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(statement), key, Buffer.from(signature, 'base64url'));
}

function keyObject(publicKey: string): KeyObject {
  const raw = Buffer.from(publicKey, 'base64url');
  const [x, y] = [
    raw.subarray(1, 33).toString('base64url'),
    raw.subarray(33).toString('base64url'),
  ];
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}
