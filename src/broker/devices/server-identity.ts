import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { serverKeysSchema, type ServerKeys } from '../../protocol/vault.ts';
import type { Vault } from '../vault.ts';
import { VaultError } from '../vault-error.ts';
import type { ServerIdentity } from './identity.ts';
import { agreedKey, keyId, publicPointOf, signStatement } from './keys.ts';

const CURVE = 'prime256v1';

/**
 * Opens the desk's own keys; they are made where the vault has none yet. What is there and can't be
 * read is left alone: with other keys no paired device would know this desk any more.
 * @throws {VaultError}
 */
export async function openServerIdentity(vault: Vault): Promise<ServerIdentity> {
  return identityOf((await read(vault)) ?? (await make(vault)));
}

/**
 * Puts new keys in the place of what is in the vault. Every paired device stops knowing this desk: it
 * is for the person to say so.
 * @throws {VaultError}
 */
export async function renewServerIdentity(vault: Vault): Promise<ServerIdentity> {
  return identityOf(await make(vault));
}

function identityOf(kept: string): ServerIdentity {
  const { signing, agreement } = keysOf(kept);
  const signingKey = publicPointOf(signing);
  return {
    id: keyId(signingKey),
    signingKey,
    agreementKey: publicPointOf(agreement),
    sign: (statement) => signStatement(signing, statement),
    sealingKey: (deviceAgreementKey) => agreedKey(agreement, deviceAgreementKey),
  };
}

async function read(vault: Vault): Promise<string | undefined> {
  try {
    return await vault.read('serverKeys');
  } catch (cause) {
    throw unusable(cause);
  }
}

/** @returns what stands in the vault then, which is what counts from now on. */
async function make(vault: Vault): Promise<string> {
  const keys: ServerKeys = { version: 1, signing: freshKey(), agreement: freshKey() };
  try {
    await vault.write('serverKeys', JSON.stringify(keys));
  } catch (cause) {
    throw unusable(cause);
  }
  const kept = await read(vault);
  if (kept === undefined) throw unusable(null);
  return kept;
}

function keysOf(kept: string): { readonly signing: KeyObject; readonly agreement: KeyObject } {
  try {
    const { signing, agreement } = serverKeysSchema.parse(JSON.parse(kept));
    return { signing: privateKey(signing), agreement: privateKey(agreement) };
  } catch {
    // Without its cause: what a parser quotes may be the key.
    throw new VaultError(
      'broken',
      'The keys by which your devices know this computer can’t be read, so no device can connect. Reset the paired devices to make new keys, and pair them again.',
      null,
    );
  }
}

function privateKey(pkcs8: string): KeyObject {
  const key = createPrivateKey({
    format: 'der',
    type: 'pkcs8',
    key: Buffer.from(pkcs8, 'base64'),
  });
  if (key.asymmetricKeyDetails?.namedCurve !== CURVE) throw new RangeError('Not a key of P-256.');
  return key;
}

function freshKey(): string {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: CURVE });
  return key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
}

function unusable(cause: unknown): VaultError {
  return new VaultError(
    'unusable',
    'The secret store of VS Code can’t be used, so no device can connect. See the log of Countersign for the cause, and reload the window.',
    cause,
  );
}
