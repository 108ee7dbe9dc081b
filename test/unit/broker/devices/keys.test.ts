import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  agreedKey,
  hmacSha256,
  isPublicKey,
  isSameSecret,
  keyId,
  publicPointOf,
  signStatement,
  verifySignature,
} from '../../../../src/broker/devices/keys.ts';
import { makeDeviceKeys, verifies } from '../../../fakes/device-keys.ts';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const statement = 'countersign call 1\nPOST\n/api/sync\nä⟨😀';

/** The private key of RFC 6979 §A.2.5, and its public point. */
const RFC_POINT = Buffer.from(
  '0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB67903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299',
  'hex',
).toString('base64url');
/** Its signature of "sample" with SHA-256 (r and s). */
const RFC_SIGNATURE = Buffer.from(
  'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
  'hex',
).toString('base64url');

describe('a signature', () => {
  test('of the RFC holds', () => {
    expect(verifySignature(RFC_POINT, 'sample', RFC_SIGNATURE)).toBe(true);
    expect(verifySignature(RFC_POINT, 'Sample', RFC_SIGNATURE)).toBe(false);
  });

  test('made by WebCrypto holds here', async () => {
    const device = await makeDeviceKeys();
    const signature = await device.sign(statement);
    expect(verifySignature(device.signingKey, statement, signature)).toBe(true);
    expect(verifySignature(device.signingKey, `${statement} `, signature)).toBe(false);
    expect(verifySignature(device.agreementKey, statement, signature)).toBe(false);
  });

  test('made here holds for WebCrypto', async () => {
    const key = pair();
    const signature = signStatement(key, statement);
    expect(await verifies(publicPointOf(key), statement, signature)).toBe(true);
    expect(await verifies(publicPointOf(key), 'other', signature)).toBe(false);
  });

  test('that is none, or of a key that is none, does not hold and does not throw', async () => {
    const device = await makeDeviceKeys();
    const signature = await device.sign(statement);
    const point = Buffer.from(device.signingKey, 'base64url');
    const offCurve = Buffer.from(point);
    offCurve[64] = (offCurve[64] ?? 0) ^ 1;
    const compressed = Buffer.concat([Buffer.of(2), point.subarray(1, 33)]);
    const badKeys = [
      '',
      'a'.repeat(87),
      offCurve.toString('base64url'),
      compressed.toString('base64url'),
      `${device.signingKey}A`,
      ` ${device.signingKey}`,
      Buffer.concat([Buffer.of(4), Buffer.alloc(64)]).toString('base64url'),
    ];
    for (const key of badKeys) {
      expect(isPublicKey(key)).toBe(false);
      expect(verifySignature(key, statement, signature)).toBe(false);
    }
    const badSignatures = ['', 'x', signature.slice(1), `${signature}A`, `${signature}=`];
    badSignatures.push(Buffer.alloc(64).toString('base64url'), `!${signature.slice(1)}`);
    for (const bad of badSignatures) {
      expect(verifySignature(device.signingKey, statement, bad)).toBe(false);
    }
    expect(isPublicKey(device.signingKey)).toBe(true);
  });

  test('has one spelling: its spare bits are zero', async () => {
    const device = await makeDeviceKeys();
    const signature = await device.sign(statement);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(signature.slice(-1));
    const respelled = signature.slice(0, -1) + (alphabet[last + 1] ?? '');
    expect(Buffer.from(respelled, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    expect(verifySignature(device.signingKey, statement, respelled)).toBe(false);
  });
});

describe('the sealing key', () => {
  test('is the same 32 bytes here and in WebCrypto', async () => {
    const device = await makeDeviceKeys();
    const ours = pair();
    const key = agreedKey(ours, device.agreementKey);
    expect(key).toEqual(await device.sealingKey(publicPointOf(ours)));
    expect(key).toHaveLength(32);
    expect(key).not.toEqual(agreedKey(pair(), device.agreementKey));
  });

  test('is not made with what is no key', () => {
    expect(() => agreedKey(pair(), 'a'.repeat(87))).toThrow(RangeError);
  });
});

test('a key’s id is the start of the SHA-256 of its bytes', () => {
  const digest = createHash('sha256').update(Buffer.from(RFC_POINT, 'base64url'));
  expect(keyId(RFC_POINT)).toBe(digest.digest('base64url').slice(0, 22));
  expect(() => keyId('short')).toThrow(RangeError);
});

test('the public point of a private key is that of the RFC', () => {
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: Buffer.from(RFC_POINT, 'base64url').subarray(1, 33).toString('base64url'),
    y: Buffer.from(RFC_POINT, 'base64url').subarray(33).toString('base64url'),
    d: Buffer.from(
      'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721',
      'hex',
    ).toString('base64url'),
  };
  expect(publicPointOf(createPrivateKey({ format: 'jwk', key: jwk }))).toBe(RFC_POINT);
});

test('an HMAC is that of RFC 4231 §4.3', () => {
  expect(hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('secrets are the same or not, whatever their lengths', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true);
  for (const other of ['', 'ab', 'abcd', 'abd', 'ABC'])
    expect(isSameSecret('abc', other)).toBe(false);
});
