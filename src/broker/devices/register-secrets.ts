import type * as z from 'zod/mini';
import type { ChainEnd } from '../../core/audit/chain.ts';
import { registerHeadSchema, registerKeySchema } from '../../protocol/vault.ts';
import { VaultError } from '../vault-error.ts';
import type { Vault, VaultEntry } from '../vault.ts';

/** What the vault knows of the device register; null where nothing was put there yet. */
export interface RegisterSecrets {
  readonly key: string | null;
  /** Where the register ended when it was last written. */
  readonly head: ChainEnd | null;
}

/** Rejects with a `VaultError` where the vault can't be used, or holds what we did not put there. */
export async function readRegisterSecrets(vault: Vault): Promise<RegisterSecrets> {
  const key = await read(vault, 'registerKey', registerKeySchema, (text) => text);
  const head = await read(vault, 'registerHead', registerHeadSchema, JSON.parse);
  return { key, head };
}

/** Rejects with a `VaultError`. */
export function writeRegisterKey(vault: Vault, key: string): Promise<void> {
  return write(vault, 'registerKey', key);
}

/** Rejects with a `VaultError`. */
export function writeRegisterHead(vault: Vault, { n, hash }: ChainEnd): Promise<void> {
  return write(vault, 'registerHead', JSON.stringify({ version: 1, n, hash }));
}

async function read<T>(
  vault: Vault,
  entry: VaultEntry,
  schema: z.ZodMiniType<T>,
  parse: (text: string) => unknown,
): Promise<T | null> {
  let text: string | undefined;
  try {
    text = await vault.read(entry);
  } catch (cause) {
    throw new VaultError('unusable', `${UNUSABLE} Reload the window to try again.`, cause);
  }
  if (text === undefined) return null;
  try {
    return schema.parse(parse(text));
  } catch {
    // Without its cause: what a parser quotes may be the key.
    throw new VaultError('broken', 'What the secret store of VS Code holds can’t be read.', null);
  }
}

async function write(vault: Vault, entry: VaultEntry, value: string): Promise<void> {
  try {
    await vault.write(entry, value);
  } catch (cause) {
    throw new VaultError('unusable', `${UNUSABLE} Try again.`, cause);
  }
}

const UNUSABLE =
  'The secret store of VS Code can’t be used. See the log of Countersign for the cause.';
