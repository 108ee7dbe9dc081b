import { randomBytes } from 'node:crypto';
import type { Device } from '../../core/pairing/device.ts';
import {
  afterPairingEvent,
  openPairing,
  type Candidate,
  type Pairing,
  type PairingEvent,
  type PairingReply,
} from '../../core/pairing/pairing.ts';
import {
  confirmDigits,
  confirmStatement,
  pairingStatement,
  welcomeStatement,
} from '../../core/pairing/statements.ts';
import { shownCode, typedCode, TYPED_CODE_LENGTH } from '../../core/pairing/typed-code.ts';
import type { Clock, Unsubscribe } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { PairingStatus } from '../../protocol/remote-status.ts';
import type { PairAnswer, PairCall } from '../../protocol/remote.ts';
import type { DeviceBook } from './device-book.ts';
import type { ServerIdentity } from './identity.ts';
import { hmacSha256, isPublicKey, isSameSecret, keyId } from './keys.ts';
import {
  closedWords,
  proveRefusals,
  wrongDigitsWords,
  type ProveRefusal,
} from './pairing-words.ts';

/** What pairing needs. */
export interface PairingDeskOptions {
  readonly clock: Clock;
  readonly identity: ServerIdentity;
  readonly book: Pick<DeviceBook, 'add' | 'find'>;
  /** How the person knows this computer. */
  readonly serverName: string;
  /** The public key that pushes are sent with (RFC 8292). */
  readonly pushKey: string;
  /** The address that is announced now ("https://host"); null while there is none. */
  readonly address: () => string | null;
  /** Whether a page loaded from that address is ours: the announced one, or one on loopback. */
  readonly isOurs: (origin: string) => boolean;
}

/** What became of `/api/pair`. */
export type ProveOutcome = { readonly kind: 'proved'; readonly answer: PairAnswer } | ProveRefusal;

/** Where a device stands that wants to be paired, as `/api/paired` tells it. */
export type PairingState = 'waiting' | 'paired' | 'refused';

/** Pairs one device at a time: from the secret that is shown to the device in the register. */
export interface PairingDesk {
  /** Opens a pairing with fresh secrets; one that was open is cancelled. */
  open(): void;
  /** A device says that it knows the secret. */
  prove(call: PairCall): ProveOutcome;
  /** The person typed the digits that the device shows; done once the device is in the register. */
  typeDigits(text: string): Promise<Outcome>;
  /** Null for a device that never proved itself in the newest pairing, and is not paired. */
  state(deviceId: string): PairingState | null;
  /** The device that proved itself in the newest pairing, by whose key `/api/paired` is signed. */
  candidate(deviceId: string): Pick<Device, 'id' | 'name' | 'signingKey' | 'origin'> | null;
  cancel(): void;
  /** The pairing that is open; null where none is. */
  status(): PairingStatus | null;
  onChange(listener: () => void): Unsubscribe;
  /** Cancels what is open, and tells nobody any more. */
  close(): void;
}

/** How many random bytes the secret in the link has: 128 bits. */
const SECRET_SIZE = 16;

const NONCE_SIZE = 16;

/** One pairing from its opening on. */
interface Session {
  readonly secrets: Readonly<Record<PairCall['by'], string>>;
  pairing: Pairing;
  /** What the candidate was answered. */
  answer: PairAnswer | null;
  /** Whether the confirmed device came into the register. */
  kept: 'not-yet' | 'kept' | 'failed';
}

/** A desk where no pairing is open. */
export function createPairingDesk(options: PairingDeskOptions): PairingDesk {
  const { clock, identity, book, serverName, pushKey } = options;
  const listeners = new Set<() => void>();
  let session: Session | null = null;
  let ending: NodeJS.Timeout | undefined;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function advance(current: Session, event: PairingEvent): PairingReply {
    const [next, reply] = afterPairingEvent(current.pairing, event);
    const isNews = next !== current.pairing;
    current.pairing = next;
    if (next.kind !== 'open') clearTimeout(ending);
    if (isNews) changed();
    return reply;
  }

  /** The clock may have been set since: what counts is the time, not that the timer rang. */
  function endInTime(current: Session): void {
    if (current.pairing.kind !== 'open') return;
    const left = Math.max(0, current.pairing.endsAt - clock.now());
    ending = setTimeout(() => {
      advance(current, { kind: 'tick', at: clock.now() });
      endInTime(current);
    }, left);
    ending.unref();
  }

  function cancel(): void {
    if (session) advance(session, { kind: 'cancel' });
  }

  function prove(call: PairCall): ProveOutcome {
    letTimePass();
    // A pairing that is over tells nothing of its secrets.
    if (session?.pairing.kind !== 'open') return proveRefusals.closed(session?.pairing ?? null);
    if (!isPublicKey(call.signingKey) || !isPublicKey(call.agreementKey))
      return proveRefusals.badKeys;
    const secret = session.secrets[call.by];
    const right = isSameSecret(call.proof, hmacSha256(secret, pairingStatement(call)));
    // Not a try: the secret is known, and another address can't be paired with it either way.
    if (right && !options.isOurs(call.origin)) return proveRefusals.address;
    const welcome = welcomeTo(call, secret);
    const candidate = right ? candidateOf(call, secret, welcome) : null;
    const current = session;
    switch (advance(current, { kind: 'prove', candidate, at: clock.now() })) {
      case 'proved':
        current.answer = welcome;
        return { kind: 'proved', answer: welcome };
      case 'proved-before':
        return current.answer
          ? { kind: 'proved', answer: current.answer }
          : proveRefusals.closed(current.pairing);
      case 'wrong':
        return proveRefusals.wrong;
      case 'taken':
        return proveRefusals.taken;
      case 'closed':
      case 'nobody':
      case 'confirmed':
      case 'quiet':
        return proveRefusals.closed(current.pairing);
    }
  }

  function welcomeTo({ proof }: PairCall, secret: string): PairAnswer {
    const { signingKey: serverSigningKey, agreementKey: serverAgreementKey } = identity;
    const nonce = randomBytes(NONCE_SIZE).toString('base64url');
    const ours = { serverSigningKey, serverAgreementKey, nonce, pushKey };
    const statement = welcomeStatement({ deviceProof: proof, ...ours });
    return { ...ours, serverName, proof: hmacSha256(secret, statement) };
  }

  function candidateOf(call: PairCall, secret: string, welcome: PairAnswer): Candidate {
    const { proof, name, origin, signingKey, agreementKey } = call;
    const statement = confirmStatement({ ...welcome, signingKey, agreementKey });
    const digits = confirmDigits(hmacSha256(secret, statement));
    return { proof, name, origin, signingKey, agreementKey, digits };
  }

  async function keep(current: Session, candidate: Candidate): Promise<Outcome> {
    const { name, origin, signingKey, agreementKey } = candidate;
    const id = keyId(signingKey);
    const pairedAt = clock.now();
    let kept: Session['kept'] = 'failed';
    try {
      const outcome = await book.add({ id, name, signingKey, agreementKey, origin, pairedAt });
      if (outcome.kind === 'done') kept = 'kept';
      return outcome;
    } finally {
      current.kept = kept;
      changed();
    }
  }

  async function typeDigits(text: string): Promise<Outcome> {
    const typed = text.replace(/[\s-]/g, '');
    if (!/^\d{6}$/.test(typed)) {
      return refused('wrong-digits', 'Type the six digits that the device shows.');
    }
    if (!session) return refused('pairing-closed', 'No pairing is open.');
    const current = session;
    const { pairing } = current;
    const expected = pairing.kind === 'open' ? (pairing.candidate?.digits ?? '') : '';
    const right = isSameSecret(typed, expected);
    switch (advance(current, { kind: 'type', right, at: clock.now() })) {
      case 'confirmed':
        return current.pairing.kind === 'confirmed'
          ? keep(current, current.pairing.candidate)
          : refused('pairing-closed', closedWords(current.pairing));
      case 'wrong':
        return refused('wrong-digits', wrongDigitsWords(current.pairing));
      case 'nobody':
        return refused(
          'pairing-closed',
          'No device has shown the code yet. Scan it with the device first.',
        );
      case 'closed':
      case 'proved':
      case 'proved-before':
      case 'taken':
      case 'quiet':
        return refused('pairing-closed', closedWords(current.pairing));
    }
  }

  function candidateWith(deviceId: string): Candidate | null {
    const candidate = session?.pairing.candidate ?? null;
    return candidate !== null && keyId(candidate.signingKey) === deviceId ? candidate : null;
  }

  /** Lets the time come that has come, whether or not the timer rang. */
  function letTimePass(): void {
    if (session) advance(session, { kind: 'tick', at: clock.now() });
  }

  return {
    open() {
      cancel();
      const link = randomBytes(SECRET_SIZE).toString('base64url');
      const typed = typedCode(randomBytes(TYPED_CODE_LENGTH));
      const pairing = openPairing(clock.now());
      session = { secrets: { link, typed }, pairing, answer: null, kept: 'not-yet' };
      endInTime(session);
      changed();
    },
    prove,
    typeDigits,
    state(deviceId) {
      if (book.find(deviceId)) return 'paired';
      letTimePass();
      if (!session || !candidateWith(deviceId)) return null;
      return session.pairing.kind === 'closed' || session.kept !== 'not-yet'
        ? 'refused'
        : 'waiting';
    },
    candidate(deviceId) {
      const candidate = candidateWith(deviceId);
      if (candidate === null) return null;
      const { name, signingKey, origin } = candidate;
      return { id: deviceId, name, signingKey, origin };
    },
    cancel,
    status() {
      letTimePass();
      if (session?.pairing.kind !== 'open') return null;
      const { secrets, pairing } = session;
      const address = options.address();
      return {
        link: address === null ? null : `${address}/#pair=${secrets.link}`,
        code: shownCode(secrets.typed),
        endsAt: pairing.endsAt,
        triesLeft: pairing.triesLeft,
        device: pairing.candidate && { name: pairing.candidate.name },
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      listeners.clear();
      cancel();
      session = null;
    },
  };
}
