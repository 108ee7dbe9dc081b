/** How long a pairing stays open, in milliseconds. */
export const PAIRING_TIME = 120_000;

/** How many wrong proofs and wrong digits a pairing takes, together; the last of them closes it. */
export const PAIRING_TRIES = 5;

/** A device that proved to know the pairing secret, and is not paired yet. */
export interface Candidate {
  /** Its proof, by which a repeat of the same call is known. It covers all below but the digits. */
  readonly proof: string;
  readonly name: string;
  /** The address its page was loaded from. */
  readonly origin: string;
  readonly signingKey: string;
  readonly agreementKey: string;
  /** The six digits it shows, which the person has to type. */
  readonly digits: string;
}

/** Where a pairing stands. Times are milliseconds since 1970. */
export type Pairing =
  | {
      readonly kind: 'open';
      readonly endsAt: number;
      readonly triesLeft: number;
      /** The one device that may be confirmed; null until one proved itself. */
      readonly candidate: Candidate | null;
    }
  | { readonly kind: 'confirmed'; readonly candidate: Candidate }
  | {
      readonly kind: 'closed';
      readonly why: PairingEnd;
      /** The device that was refused with it. */
      readonly candidate: Candidate | null;
    };

/** Why a pairing ended without a device. */
export type PairingEnd = 'time-over' | 'tries-used-up' | 'cancelled';

/** What can happen to a pairing. Whether a proof or digits are right is for the caller to find out. */
export type PairingEvent =
  | {
      readonly kind: 'prove';
      /** Null where the proof is wrong. */
      readonly candidate: Candidate | null;
      readonly at: number;
    }
  /** The person typed digits. */
  | { readonly kind: 'type'; readonly right: boolean; readonly at: number }
  | { readonly kind: 'tick'; readonly at: number }
  | { readonly kind: 'cancel' };

/** What became of an event. */
export type PairingReply =
  /** The device may show its digits. */
  | 'proved'
  /** The same call of the same device again: what it was told before still holds. */
  | 'proved-before'
  /** A proof or digits that are wrong; it counted as a try. */
  | 'wrong'
  /** Another device proved itself first. */
  | 'taken'
  /** Digits, before any device proved itself. It is no try. */
  | 'nobody'
  | 'confirmed'
  | 'closed'
  /** Nothing to tell anyone. */
  | 'quiet';

/** A pairing that was just opened. */
export function openPairing(now: number): Pairing {
  return { kind: 'open', endsAt: now + PAIRING_TIME, triesLeft: PAIRING_TRIES, candidate: null };
}

/** The next state of a pairing, and what to tell the one who brought the event. */
export function afterPairingEvent(
  pairing: Pairing,
  event: PairingEvent,
): readonly [Pairing, PairingReply] {
  if (pairing.kind !== 'open') return [pairing, 'closed'];
  const { candidate } = pairing;
  if (event.kind === 'cancel') return [{ kind: 'closed', why: 'cancelled', candidate }, 'quiet'];
  if (event.at >= pairing.endsAt) {
    return [{ kind: 'closed', why: 'time-over', candidate }, 'closed'];
  }
  switch (event.kind) {
    case 'prove':
      return afterProof(pairing, event.candidate);
    case 'type':
      return afterDigits(pairing, event.right);
    case 'tick':
      return [pairing, 'quiet'];
  }
}

type Open = Extract<Pairing, { kind: 'open' }>;

function afterProof(pairing: Open, proved: Candidate | null): readonly [Pairing, PairingReply] {
  if (proved === null) return afterWrongTry(pairing);
  if (pairing.candidate === null) return [{ ...pairing, candidate: proved }, 'proved'];
  return [pairing, pairing.candidate.proof === proved.proof ? 'proved-before' : 'taken'];
}

function afterDigits(pairing: Open, right: boolean): readonly [Pairing, PairingReply] {
  const { candidate } = pairing;
  if (candidate === null) return [pairing, 'nobody'];
  return right ? [{ kind: 'confirmed', candidate }, 'confirmed'] : afterWrongTry(pairing);
}

function afterWrongTry(pairing: Open): readonly [Pairing, PairingReply] {
  const triesLeft = pairing.triesLeft - 1;
  if (triesLeft > 0) return [{ ...pairing, triesLeft }, 'wrong'];
  return [{ kind: 'closed', why: 'tries-used-up', candidate: pairing.candidate }, 'wrong'];
}
