import type { Vault, VaultEntry } from '../../src/broker/vault.ts';

/** A vault in memory, and what a test may do to it. */
export interface FakeVault extends Vault {
  readonly entries: Map<VaultEntry, string>;
  /** Whether the next calls fail; `write-late` writes and then says that it failed. */
  weather: 'fine' | 'no-read' | 'no-write' | 'write-late';
}

/** An empty vault. */
export function fakeVault(): FakeVault {
  const entries = new Map<VaultEntry, string>();
  const vault: FakeVault = {
    entries,
    weather: 'fine',
    read: async (entry) => {
      if (vault.weather === 'no-read') throw new Error('the keyring is locked');
      return entries.get(entry);
    },
    write: async (entry, value) => {
      if (vault.weather === 'no-write') throw new Error('the keyring is locked');
      entries.set(entry, value);
      if (vault.weather === 'write-late') throw new Error('the keyring did not answer');
    },
  };
  return vault;
}
