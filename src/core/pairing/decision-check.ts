import type { Outcome, RefusalCode } from '../request/item.ts';
import type { DecisionMark } from './statements.ts';

/** The longest a signed decision may count from now on, in milliseconds. */
export const DECISION_LIFE = 10 * 60_000;

/** What a signed decision has to agree with. */
export interface DecisionTerms {
  /** SHA-256 of the request that waits, as canonical JSON. */
  readonly requestSha256: string;
  /** The one this device was given for this request and has not used; null where there is none. */
  readonly nonce: string | null;
  /** The address this device's page was loaded from, as its call said and its key signed. */
  readonly origin: string;
  readonly server: string;
  readonly device: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Whether a signed decision counts.
 * @param holds whether the device's key made the signature over exactly this mark.
 * @returns null where it does; else why not, in words for the person on the device.
 */
export function decisionFault(
  mark: DecisionMark,
  holds: boolean,
  terms: DecisionTerms,
): Extract<Outcome, { kind: 'refused' }> | null {
  if (!holds) {
    return fault('bad-signature', 'This answer was not signed by this device.');
  }
  if (mark.server !== terms.server || mark.device !== terms.device) {
    return fault('bad-signature', 'This answer was signed for another computer or device.');
  }
  if (mark.origin !== terms.origin) {
    return fault('other-address', 'This answer was signed on a page of another address.');
  }
  if (mark.shownSha256 !== terms.requestSha256) {
    return fault(
      'request-changed',
      'The request you were shown is not the one that waits.',
      'Look at it again.',
    );
  }
  if (terms.nonce === null || mark.nonce !== terms.nonce) {
    return fault('nonce-used', 'This answer was used before, or is an old one.', 'Answer again.');
  }
  if (!(mark.expiresAt > terms.now)) {
    return fault('decision-expired', 'This answer came too late to count.', 'Answer again.');
  }
  if (mark.expiresAt > terms.now + DECISION_LIFE) {
    return fault(
      'decision-expired',
      'This answer would count for too long.',
      'Check the clock of this device, and answer again.',
    );
  }
  return null;
}

function fault(
  code: RefusalCode,
  what: string,
  remedy = 'Reload this page, and answer again.',
): Extract<Outcome, { kind: 'refused' }> {
  return { kind: 'refused', code, message: `${what} Nothing was decided. ${remedy}` };
}
