import { readTypedCode } from '../../../src/core/pairing/typed-code.ts';
import type { PendingPairing } from '../device/this-device.ts';
import type { PairingSecret } from './pair.ts';

/** Where the pairing of this device stands. */
export type Pairing =
  /** On an iPhone the page must stand on the home screen first. */
  | { readonly kind: 'home-screen' }
  | {
      readonly kind: 'ask';
      readonly name: string;
      /** The secret of the QR code this page was opened by; null where a code is to be typed. */
      readonly link: string | null;
      readonly code: string;
      readonly problem: string | null;
      readonly busy: boolean;
    }
  /** The six digits are to be typed in the editor. */
  | {
      readonly kind: 'digits';
      readonly pending: PendingPairing;
      /** What keeps this page from learning whether they were; null where nothing does. */
      readonly trouble: string | null;
    };

/** The step in which a person is asked for what is needed. */
export type Asking = Extract<Pairing, { kind: 'ask' }>;

/** What to pair with as it was filled in, or what is missing. */
export function readAsking({ name, link, code }: Asking): {
  readonly with: { readonly secret: PairingSecret; readonly name: string } | null;
  readonly problem: string | null;
} {
  const trimmed = name.trim();
  if (trimmed === '')
    return { with: null, problem: 'Give this device a name you will know it by.' };
  if (link !== null)
    return { with: { secret: { by: 'link', secret: link }, name: trimmed }, problem: null };
  const plain = readTypedCode(code);
  if (plain === null)
    return { with: null, problem: 'The code has twelve letters and digits, in three groups.' };
  return { with: { secret: { by: 'typed', secret: plain }, name: trimmed }, problem: null };
}

/**
 * The step after one that did not work: whoever came by a QR code may go on by typing, since its secret
 * may be used up.
 */
export function askAgain(before: Asking, problem: string): Asking {
  return { ...before, link: null, code: '', problem, busy: false };
}

/** A code as it is being typed: in groups of four, in capitals. */
export function groupedCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 12);
  return plain.match(/.{1,4}/g)?.join('-') ?? '';
}
