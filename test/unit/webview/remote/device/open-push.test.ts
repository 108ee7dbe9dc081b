import { createCipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PushContent } from '../../../../../src/protocol/push.ts';
import {
  newAgreementKey,
  newSigningKey,
  sealingKey,
  verifyingKey,
} from '../../../../../webview/remote/device/keys.ts';
import { openPush } from '../../../../../webview/remote/device/open-push.ts';
import type { ThisDevice } from '../../../../../webview/remote/device/this-device.ts';
import { newDeskKeys } from '../../../../remote-page/desk/keys.ts';

const keys = newDeskKeys();
const agreement = await newAgreementKey();
const device: ThisDevice = {
  id: 'd',
  name: 'Phone',
  origin: 'https://a.test',
  signingKey: (await newSigningKey()).privateKey,
  agreementKey: agreement.privateKey,
  server: keys.id,
  serverName: 'pc',
  serverKey: await verifyingKey(keys.signingKey),
  sealingKey: await sealingKey(agreement.privateKey, keys.agreementKey),
  address: 'https://a.test',
  pushKey: 'k',
  pairedAt: 1,
};
const content: PushContent = {
  push: 'p',
  server: keys.id,
  address: 'https://a.test',
  tag: 't',
  sentAt: 1,
  kind: 'test',
  title: 'x',
  body: 'y',
};

function envelope(
  inside: string,
  key = keys.sealingKey(agreement.publicKey),
  flip = false,
): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const bytes = Buffer.concat([iv, cipher.update(inside), cipher.final(), cipher.getAuthTag()]);
  if (flip) bytes[20]! ^= 1;
  const notification = { title: 'x', body: 'y', tag: 't', navigate: 'https://a.test/' };
  const sealed = bytes.toString('base64url');
  return JSON.stringify({ web_push: 8030, notification, mutable: true, sealed });
}

test('what the desk sealed is opened, whatever fills it up', async () => {
  const text = envelope(JSON.stringify(content) + ' '.repeat(500)) + ' '.repeat(40);
  expect(await openPush(device, text)).toEqual(content);
});

test('nothing else is', async () => {
  const inside = JSON.stringify(content);
  for (const text of [
    '',
    'no JSON',
    '{}',
    envelope(inside, randomBytes(32)),
    envelope(inside, undefined, true),
    envelope(JSON.stringify({ ...content, server: 'another' })),
    envelope(JSON.stringify({ ...content, kind: 'else' })),
    envelope('no JSON'),
  ])
    expect(await openPush(device, text)).toBeNull();
});
