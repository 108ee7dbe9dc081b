import type { Grant } from '../grants/grant.ts';
import type { Request } from './request.ts';
import type { RequestState } from './state.ts';

/** A request and where it stands: one row of the queue. */
export interface Item {
  readonly request: Request;
  readonly state: RequestState;
}

/** Why one place can’t allow a request that waits for signatures. */
export interface NotYours {
  /** It takes somebody else, or the person there has signed it and counts once. */
  readonly kind: 'others-sign' | 'has-signed';
  /** For the person there: for whom it waits, and what they can do. */
  readonly words: string;
}

/** A row as one place shows it: a window, or a device. */
export interface ShownItem extends Item {
  /** Left out where an allow from there would be taken, as far as signing goes. */
  readonly notYours?: NotYours | undefined;
}

/** The whole queue at one moment, oldest first. */
export interface QueueSnapshot {
  /** Grows with every change; a surface keeps only the newest. */
  readonly revision: number;
  readonly items: readonly Item[];
  /** The grants that hold, oldest first. */
  readonly grants: readonly Grant[];
}

/** Why an answer was not taken. */
export type RefusalCode =
  | 'unknown-request'
  | 'already-answered'
  | 'rule-not-offered'
  | 'rule-not-saved'
  | 'nobody-waits'
  | 'answer-does-not-fit'
  | 'not-recorded'
  /** Said by a device itself: the desk did not answer it. */
  | 'not-reached'
  | 'not-the-desk'
  /** It takes somebody else’s signature. */
  | 'not-an-approver'
  /** What was set about the leash could not be kept, or can’t be used as it is. */
  | 'leash-not-kept'
  | 'leash-not-valid'
  | 'settings-left-alone'
  | 'test-failed'
  /** Of a decision signed on a device: see `decisionFault`. */
  | 'bad-signature'
  | 'other-address'
  | 'request-changed'
  | 'nonce-used'
  | 'decision-expired'
  /** Of pairing a device, and of the register of devices. */
  | 'pairing-closed'
  | 'wrong-digits'
  | 'unknown-device'
  | 'device-not-kept';

/** What became of a person's action: every tap has a visible outcome. */
export type Outcome =
  | { readonly kind: 'done'; readonly note: string | null }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

/** An action that was not taken. */
export type Refused = Extract<Outcome, { kind: 'refused' }>;

/** An action that was not taken, and why, in words that say what to do. */
export function refused(code: RefusalCode, message: string): Refused {
  return { kind: 'refused', code, message };
}
