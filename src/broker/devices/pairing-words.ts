import type { Pairing, PairingEnd } from '../../core/pairing/pairing.ts';
import type { RemoteRefusal } from '../../protocol/remote.ts';

/** Why `/api/pair` was not taken; the message is for the person on the device. */
export interface ProveRefusal {
  readonly kind: 'refused';
  readonly code: Extract<
    RemoteRefusal['code'],
    'bad-message' | 'pairing-closed' | 'pairing-taken' | 'wrong-code' | 'address'
  >;
  readonly message: string;
}

function proveRefusal(code: ProveRefusal['code'], message: string): ProveRefusal {
  return { kind: 'refused', code, message };
}

/** Each refusal of `/api/pair`. */
export const proveRefusals = {
  closed: (pairing: Pairing | null): ProveRefusal =>
    proveRefusal('pairing-closed', `${closedWords(pairing)} Open a new one in the editor.`),
  badKeys: proveRefusal('bad-message', 'The keys of this device can’t be read.'),
  address: proveRefusal(
    'address',
    'This page was loaded from an address that the computer does not know. Scan the code again.',
  ),
  wrong: proveRefusal(
    'wrong-code',
    'This code is not the one the editor shows. Look at it and try again.',
  ),
  taken: proveRefusal(
    'pairing-taken',
    'Another device used this code first. If that was not you, cancel the pairing in the editor.',
  ),
};

/** Why a pairing takes nothing any more. */
export function closedWords(pairing: Pairing | null): string {
  switch (pairing?.kind) {
    case undefined:
    case 'open':
      return 'No pairing is open.';
    case 'confirmed':
      return 'This pairing is over: a device was paired.';
    case 'closed':
      return END_WORDS[pairing.why];
  }
}

const END_WORDS: Readonly<Record<PairingEnd, string>> = {
  'time-over': 'This pairing is over: its two minutes have passed.',
  'tries-used-up': 'This pairing is over: there were too many wrong codes.',
  cancelled: 'This pairing was cancelled.',
};

/** What the person hears who typed wrong digits, and how many tries are left. */
export function wrongDigitsWords(pairing: Pairing): string {
  if (pairing.kind !== 'open') return closedWords(pairing);
  const left = pairing.triesLeft === 1 ? 'one try is' : `${pairing.triesLeft} tries are`;
  return `These are not the digits that the device shows; ${left} left. If they are the ones on your device, cancel: another device is being paired.`;
}
