import { leashRecordSchema, type LeashRecord } from '../../protocol/leash-record.ts';
import { VaultError } from '../vault-error.ts';
import type { Vault } from '../vault.ts';

/** What is set where nothing was set yet: all is left to Claude Code. */
export const NOTHING_SET: LeashRecord = {
  version: 1,
  isChosen: false,
  machine: { mode: null, profile: null },
  folders: [],
  sessions: [],
  stopped: null,
  blocksWithoutDesk: false,
  document: {
    custom: { tiers: {}, domains: {} },
    profiles: {},
    people: [],
    policies: [],
    placements: [],
  },
};

/**
 * What a person set about the leash; `NOTHING_SET` where they never did. Rejects with a `VaultError`
 * where the vault can’t be used, or holds what we did not put there.
 */
export async function readLeash(vault: Vault): Promise<LeashRecord> {
  let text: string | undefined;
  try {
    text = await vault.read('leash');
  } catch (cause) {
    throw new VaultError('unusable', `${UNUSABLE} Reload the window to try again.`, cause);
  }
  if (text === undefined) return NOTHING_SET;
  try {
    return leashRecordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new VaultError('broken', BROKEN, cause);
  }
}

/** Rejects with a `VaultError`. */
export async function writeLeash(vault: Vault, record: LeashRecord): Promise<void> {
  try {
    await vault.write('leash', JSON.stringify(record));
  } catch (cause) {
    throw new VaultError('unusable', `${UNUSABLE} Try again.`, cause);
  }
}

const UNUSABLE =
  'The secret store of VS Code can’t be used. See the log of Countersign for the cause.';

const BROKEN =
  'What you set can’t be read in the secret store of VS Code. Set it anew: it takes the place of what is there.';
