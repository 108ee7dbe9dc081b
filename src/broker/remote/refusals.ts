import type { RemoteRefusal } from '../../protocol/remote.ts';

/** Why a call is turned away. The log has it as it stands; the person gets the words for it. */
export type Reason = keyof typeof REFUSALS;

/** A call that is turned away. */
export interface Refused {
  readonly kind: 'refused';
  readonly reason: Reason;
  /** Words for this very case; null for those of the reason. */
  readonly message: string | null;
}

/** A call that is turned away for this reason. */
export function refuse(reason: Reason, message: string | null = null): Refused {
  return { kind: 'refused', reason, message };
}

/** The status of a refusal (RFC 9110 §15). */
export function statusOf(reason: Reason): number {
  return REFUSALS[reason].status;
}

/** What the page can act on. */
export function codeOf(reason: Reason): RemoteRefusal['code'] {
  return REFUSALS[reason].code;
}

/** The body of a refusal. */
export function refusalBody({ reason, message }: Refused, now: number): RemoteRefusal {
  return { code: codeOf(reason), message: message ?? REFUSALS[reason].message, now };
}

interface Words {
  readonly status: number;
  readonly code: RemoteRefusal['code'];
  readonly message: string;
}

const NOT_OURS =
  'This page and your computer don’t understand each other. Reload the page; if that doesn’t help, update Countersign on the computer.';
const UNKNOWN =
  'Your computer doesn’t know this device. Choose “Pair a Device” in the editor, and pair it again.';
const AGAIN = 'This device was not paired. Choose “Pair a Device” in the editor, and try again.';

const REFUSALS = {
  'unknown-path': {
    status: 404,
    code: 'not-here',
    message: 'There is nothing at this address. Open Countersign’s page again.',
  },
  'wrong-method': { status: 405, code: 'not-here', message: NOT_OURS },
  'wrong-host': {
    status: 421,
    code: 'address',
    message: 'This address doesn’t lead to Countersign. Open the one that the editor shows.',
  },
  'foreign-site': {
    status: 403,
    code: 'address',
    message: 'Another site asked for this, so it was not done. Open Countersign’s own page.',
  },
  'not-json-type': { status: 415, code: 'bad-message', message: NOT_OURS },
  'not-understood': { status: 400, code: 'bad-message', message: NOT_OURS },
  'too-large': {
    status: 413,
    code: 'bad-message',
    message: 'This is more than Countersign takes at once. Shorten it and try again.',
  },
  'too-slow': {
    status: 408,
    code: 'failed',
    message: 'This took too long to arrive, so it was not done. Try again.',
  },
  unsigned: { status: 401, code: 'unknown-device', message: UNKNOWN },
  'unknown-device': { status: 401, code: 'unknown-device', message: UNKNOWN },
  revoked: {
    status: 403,
    code: 'revoked',
    message:
      'This device was removed on your computer. To use it again, choose “Pair a Device” in the editor.',
  },
  'bad-signature': {
    status: 401,
    code: 'bad-signature',
    message: 'This was not signed by this device, or was changed on its way. Try again.',
  },
  'wrong-clock': {
    status: 401,
    code: 'clock',
    message:
      'The clocks of this device and your computer differ by more than a minute. Have both set by themselves, and try again.',
  },
  replayed: {
    status: 409,
    code: 'replayed',
    message: 'This arrived before, and counts only once. Try again.',
  },
  'page-address': {
    status: 403,
    code: 'address',
    message:
      'This page was opened at an address that your computer doesn’t know. Open the one that the editor shows.',
  },
  crowded: {
    status: 429,
    code: 'too-many',
    message: 'Too much is being asked at once, so this was not done. Wait a moment and try again.',
  },
  'pairing-closed': { status: 403, code: 'pairing-closed', message: AGAIN },
  'pairing-taken': { status: 409, code: 'pairing-taken', message: AGAIN },
  'wrong-code': { status: 403, code: 'wrong-code', message: AGAIN },
  failed: {
    status: 500,
    code: 'failed',
    message: 'Your computer could not do this. Try again, or answer in the editor.',
  },
} as const satisfies Readonly<Record<string, Words>>;
