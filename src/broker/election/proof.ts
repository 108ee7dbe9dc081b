import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What both ends of one link know before either has proved itself. */
export interface Handshake {
  /** Shared by all windows of this installation; never sent. */
  readonly secret: string;
  /** The port the desk listens on: a program on another port can't pass proofs on. */
  readonly port: number;
  /** The challenge of each end, fresh for this link: a proof from another one does not hold. */
  readonly windowChallenge: string;
  readonly deskChallenge: string;
}

/** Which end proves itself: one end's proof is not the other's. */
export type LinkEnd = 'window' | 'desk';

/** The fewest characters a secret may have; a shorter one could be guessed from a proof. */
const SECRET_MIN = 32;

/** Throws a `RangeError` for a secret too short to prove anything by. */
export function checkSecret(secret: string): void {
  if (secret.length < SECRET_MIN) {
    throw new RangeError(`The secret of the windows needs at least ${SECRET_MIN} characters.`);
  }
}

/** A challenge never used before: 32 random bytes as hexadecimal digits. */
export function freshChallenge(): string {
  return randomBytes(32).toString('hex');
}

/** The proof that an end of this link knows the secret: HMAC-SHA256 as 64 hexadecimal digits. */
export function prove(end: LinkEnd, link: Handshake): string {
  const { secret, port, windowChallenge, deskChallenge } = link;
  return createHmac('sha256', secret)
    .update(`countersign window link 1\n${end}\n${port}\n${windowChallenge}\n${deskChallenge}`)
    .digest('hex');
}

/** Whether a proof holds; takes the same time wherever it is wrong. */
export function provesItself(end: LinkEnd, link: Handshake, proof: string): boolean {
  const expected = Buffer.from(prove(end, link), 'hex');
  const given = Buffer.from(proof, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
