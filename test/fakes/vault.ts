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
    read: (entry) => (vault.weather === 'no-read' ? locked() : Promise.resolve(entries.get(entry))),
    write(entry, value) {
      if (vault.weather === 'no-write') return locked();
      entries.set(entry, value);
      return vault.weather === 'write-late' ? locked() : Promise.resolve();
    },
  };
  return vault;
}

function locked(): Promise<never> {
  return Promise.reject(new Error('the keyring is locked'));
}
