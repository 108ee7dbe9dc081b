/** What is kept in the vault, each as text of its owner's own form. */
export type VaultEntry =
  /** The desk's own keys, by which devices know it. */
  | 'serverKeys'
  /** The keys that pushes are sent with (RFC 8292). */
  | 'pushKeys'
  /** The key that makes a line of the device register ours. */
  | 'registerKey'
  /** Where the device register ends, so that an older one put in its place is noticed. */
  | 'registerHead'
  /** How long the leash is: modes, profiles, people, policies, the kill switch. */
  | 'leash';

/**
 * Small secrets, kept by the editor where a program that reads the person's files does not find them.
 * Both calls reject where the store can't be used.
 */
export interface Vault {
  read(entry: VaultEntry): Promise<string | undefined>;
  write(entry: VaultEntry, value: string): Promise<void>;
}
