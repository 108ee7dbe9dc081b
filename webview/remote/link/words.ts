import type { RemoteRefusal } from '../../../src/protocol/remote.ts';
import { remaining } from '../../shared/format.ts';
import type { CallResult } from '../device/signed-call.ts';

/** A call that did not succeed. */
export type Failed = Exclude<CallResult<never>, { kind: 'ok' }>;

/** What a failed call means, in words that say what to do. */
export function failedWords(failed: Failed): string {
  switch (failed.kind) {
    case 'not-reached':
      return 'No answer from your computer. It may be asleep or offline, or VS Code is closed.';
    case 'not-the-desk':
      return 'Something answered that is not the computer this device is paired with. It got nothing it could use, and nothing it says is shown.';
    case 'unreadable':
      return 'This page and your computer don’t understand each other: one of the two is older. Close the page and open it again; if that does not help, update Countersign in VS Code.';
    case 'refused':
      return refusalWords(failed.refusal, failed.proved);
  }
}

/** Why a call was not taken: in the desk's words where it has signed them, else in ours. */
export function refusalWords(refusal: RemoteRefusal, proved: boolean): string {
  if (refusal.code === 'clock') return clockWords(Date.now() - refusal.now);
  return proved && refusal.message !== '' ? refusal.message : CODES[refusal.code];
}

/** @param ahead how far this device's clock is ahead, in milliseconds */
function clockWords(ahead: number): string {
  const by = `${remaining(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'}`;
  return `This device’s clock is ${by} your computer’s. Let both set their time by themselves, then try again.`;
}

const CODES: Readonly<Record<Exclude<RemoteRefusal['code'], 'clock'>, string>> = {
  'bad-message':
    'Your computer did not understand this page: one of the two is older. Close the page and open it again.',
  'pairing-closed':
    'Pairing is not open, or its two minutes are over. Open it again in VS Code and use the new code.',
  'pairing-taken':
    'Another device is being paired just now. Finish or cancel that in VS Code, then open pairing again.',
  'wrong-code':
    'That is not the code VS Code shows. Look again; pairing closes after five wrong ones.',
  'unknown-device': 'Your computer does not know this device. Pair it to use it.',
  revoked: 'This device was removed in VS Code. Pair it again to use it.',
  'bad-signature':
    'Your computer could not confirm that this came from this device. If it happens again, pair it anew.',
  replayed: 'Your computer had this already. Try again.',
  address:
    'Your computer does not know this device at this address. Open the address you paired it at, or pair it anew here.',
  'too-many': 'Too many tries for now. Wait a minute, then try again.',
  'not-here': 'Your computer is just handing over to another window. Try again in a moment.',
  failed: 'Something went wrong on your computer, and nothing was done. Look there for what it is.',
};
