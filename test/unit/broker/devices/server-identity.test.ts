import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { keyId, verifySignature } from '../../../../src/broker/devices/keys.ts';
import {
  openServerIdentity,
  renewServerIdentity,
} from '../../../../src/broker/devices/server-identity.ts';
import { VaultError } from '../../../../src/broker/vault-error.ts';
import { makeDeviceKeys } from '../../../fakes/device-keys.ts';
import { fakeVault } from '../../../fakes/vault.ts';

test('the desk’s keys are made once and are the same from then on', async () => {
  const vault = fakeVault();
  const first = await openServerIdentity(vault);
  const again = await openServerIdentity(vault);
  expect(again.id).toBe(first.id);
  expect(again.signingKey).toBe(first.signingKey);
  expect(again.agreementKey).toBe(first.agreementKey);
  expect(first.id).toBe(keyId(first.signingKey));
  expect(first.agreementKey).not.toBe(first.signingKey);
  expect(verifySignature(first.signingKey, 'hello', again.sign('hello'))).toBe(true);
  const device = await makeDeviceKeys();
  expect(again.sealingKey(device.agreementKey)).toEqual(
    await device.sealingKey(first.agreementKey),
  );
});

test('another vault has other keys', async () => {
  const [one, two] = [await openServerIdentity(fakeVault()), await openServerIdentity(fakeVault())];
  expect(one.id).not.toBe(two.id);
});

const otherCurve = generateKeyPairSync('ec', { namedCurve: 'secp384r1' })
  .privateKey.export({ format: 'der', type: 'pkcs8' })
  .toString('base64');

test.each([
  ['no JSON', '{'],
  ['another shape', '{"version":1}'],
  ['another version', '{"version":2,"signing":"a","agreement":"a"}'],
  ['no keys', '{"version":1,"signing":"SECRETBITS","agreement":"SECRETBITS"}'],
  ['other curves', JSON.stringify({ version: 1, signing: otherCurve, agreement: otherCurve })],
  ['nothing', ''],
])('%s in the vault reaches the person and stays there', async (_, text) => {
  const vault = fakeVault();
  vault.entries.set('serverKeys', text);
  const error = await openServerIdentity(vault).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(VaultError);
  expect(error).toMatchObject({
    code: 'broken',
    message: expect.stringContaining('pair') as string,
  });
  expect(JSON.stringify([String(error), (error as VaultError).cause])).not.toContain('SECRETBITS');
  expect(vault.entries.get('serverKeys')).toBe(text);
});

test('on the person’s word, new keys take the place of what can’t be read', async () => {
  const vault = fakeVault();
  vault.entries.set('serverKeys', '{');
  const fresh = await renewServerIdentity(vault);
  expect((await openServerIdentity(vault)).id).toBe(fresh.id);
});

test.each(['no-read', 'no-write'] as const)(
  'a vault that can’t be used is told (%s)',
  async (weather) => {
    const vault = fakeVault();
    vault.weather = weather;
    await expect(openServerIdentity(vault)).rejects.toMatchObject({ code: 'unusable' });
    vault.weather = 'fine';
    expect(vault.entries.size).toBe(0);
  },
);

test('keys that the vault did not keep do not count', async () => {
  const vault = fakeVault();
  vault.write = () => Promise.resolve();
  await expect(openServerIdentity(vault)).rejects.toMatchObject({ code: 'unusable' });
});
