/** Why something in the vault could not be used. */
export type VaultErrorCode =
  /** The store of secrets could not be read or written. */
  | 'unusable'
  /** What is there is not what we put there. */
  | 'broken';

/** Something in the vault could not be used. The message is for the person: what, and what to do. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
