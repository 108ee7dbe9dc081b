/** A paired phone or browser. It is known by its key: its id is made of it. */
export interface Device {
  /** `keyId` of its signing key. */
  readonly id: string;
  /** How a person knows it. */
  readonly name: string;
  /** Its public key for signatures: a point of P-256, uncompressed (65 bytes), in base64url. */
  readonly signingKey: string;
  /** Its public key for agreeing on a sealing key: as above. */
  readonly agreementKey: string;
  /** The address its page was loaded from when it was paired ("https://host" or with a port). */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly pairedAt: number;
}
