/** The desk's own keys, by which a device knows it. They are in the vault and last as long as it does. */
export interface ServerIdentity {
  /** `keyId` of the signing key. */
  readonly id: string;
  /** Public: a point of P-256, uncompressed, in base64url. */
  readonly signingKey: string;
  readonly agreementKey: string;
  /** ECDSA with SHA-256 as r and s (IEEE P1363), in base64url. */
  sign(statement: string): string;
  /** The AES-256 key that only this desk and the holder of that agreement key can make: 32 bytes. */
  sealingKey(deviceAgreementKey: string): Uint8Array;
}
