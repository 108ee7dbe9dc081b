import { expect, test } from 'vitest';
import { base64url, fromBase64url } from '../../../../../webview/remote/device/bytes.ts';
import {
  keyId,
  mac,
  newAgreementKey,
  newSigningKey,
  sealingKey,
  sign,
  verifies,
  verifyingKey,
} from '../../../../../webview/remote/device/keys.ts';
import * as desk from '../../../../remote-page/desk/keys.ts';

test('a device and the desk make the same of the same keys', async () => {
  const keys = desk.newDeskKeys();
  const own = await newSigningKey();
  expect(await keyId(own.publicKey)).toBe(desk.keyId(own.publicKey));
  expect(desk.signedBy(own.publicKey, 'text', await sign(own.privateKey, 'text'))).toBe(true);
  expect(desk.signedBy(own.publicKey, 'other', await sign(own.privateKey, 'text'))).toBe(false);
  const theirs = await verifyingKey(keys.signingKey);
  expect(await verifies(theirs, 'text', keys.sign('text'))).toBe(true);
  expect(await verifies(theirs, 'other', keys.sign('text'))).toBe(false);
  expect(await verifies(theirs, 'text', 'no signature')).toBe(false);
  expect(await mac('secret', 'text')).toBe(desk.mac('secret', 'text'));
});

test('what no script may read can’t be exported', async () => {
  const [signing, agreement] = await Promise.all([newSigningKey(), newAgreementKey()]);
  const sealing = await sealingKey(agreement.privateKey, desk.newDeskKeys().agreementKey);
  for (const key of [signing.privateKey, agreement.privateKey, sealing])
    await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
});

test.each([[[]], [[0]], [[251, 255, 254]], [[1, 2, 3, 4]]])(
  'bytes %j go there and back',
  (list) => {
    const text = base64url(Uint8Array.from(list));
    expect(text).toBe(Buffer.from(list).toString('base64url'));
    expect([...fromBase64url(text)]).toEqual(list);
  },
);
