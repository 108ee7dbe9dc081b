import type { Grant } from '../grants/grant.ts';
import type { Signer } from '../policy/approvers.ts';
import type { Approver, Decision, SavedRule } from './decision.ts';

/** How an answer given elsewhere came out, as far as it can be told. */
export type ElsewhereOutcome = 'allowed' | 'denied' | 'cancelled' | 'unknown';

/** Why a request was handed back to the agent's own prompt. */
export type ReleaseReason = 'nobody-attentive';

/** Why nobody waits for the answer any more. */
export type OrphanReason = 'editor-restarted' | 'agent-gone' | 'answer-undelivered';

/** One who signed a request that others have to sign too. */
export interface SignatureMark {
  readonly by: Approver;
  readonly signer: Signer;
  readonly at: number;
}

/** How far a request is signed that one person’s answer is not enough for. */
export interface SigningProgress {
  readonly signatures: readonly SignatureMark[];
  /** Who is still to sign: any so many of those named, in words for a person. */
  readonly missing: readonly { readonly names: readonly string[]; readonly count: number }[];
}

/** Where a request stands. Times are milliseconds since 1970. */
export type RequestState =
  /** Open. A claim is held by the one answer that is being recorded. */
  | {
      readonly kind: 'pending';
      readonly claim: Approver | null;
      /** Left out where any person’s answer is enough. */
      readonly signing?: SigningProgress | undefined;
    }
  | Answered<'decided'>
  | (Answered<'delivered'> & { readonly deliveredAt: number })
  | {
      readonly kind: 'answered-elsewhere';
      readonly outcome: ElsewhereOutcome;
      /** Where and how, in plain words that follow the outcome ("denied *in the terminal*"). */
      readonly how: string;
      readonly at: number;
    }
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'released'; readonly why: ReleaseReason; readonly at: number }
  | {
      readonly kind: 'orphaned';
      readonly why: OrphanReason;
      readonly at: number;
      /** A rule that the person still made of it. */
      readonly saved: SavedRule | null;
      /** The person has seen it and put it away. */
      readonly dismissed: boolean;
    };

interface Answered<Kind extends string> {
  readonly kind: Kind;
  readonly by: Approver;
  readonly decision: Decision;
  readonly saved: SavedRule | null;
  readonly at: number;
  /** Who signed it before it was decided, or with that; left out where any person’s answer is enough. */
  readonly signatures?: readonly SignatureMark[] | undefined;
}

type Decide = Extract<RequestEvent, { kind: 'decide' }>;

/** Everything that can happen to a request. */
export type RequestEvent =
  | { readonly kind: 'claim'; readonly by: Approver }
  | { readonly kind: 'unclaim' }
  | {
      /** One of several signed. */
      readonly kind: 'sign';
      readonly by: Approver;
      readonly signature: SignatureMark;
      readonly missing: SigningProgress['missing'];
    }
  | {
      readonly kind: 'decide';
      readonly by: Approver;
      readonly decision: Decision;
      readonly saved: SavedRule | null;
      /** The grant that was given with it. */
      readonly grant: Grant | null;
      /** Those of all who signed it; none where any person’s answer is enough. */
      readonly signatures: readonly SignatureMark[];
      readonly at: number;
    }
  | { readonly kind: 'deliver'; readonly at: number }
  | {
      readonly kind: 'answer-elsewhere';
      readonly outcome: ElsewhereOutcome;
      readonly how: string;
      readonly at: number;
    }
  | { readonly kind: 'expire'; readonly at: number }
  | { readonly kind: 'release'; readonly why: ReleaseReason; readonly at: number }
  | { readonly kind: 'orphan'; readonly why: OrphanReason; readonly at: number }
  | { readonly kind: 'save-rule'; readonly saved: SavedRule }
  | { readonly kind: 'dismiss' };

/**
 * The next state of a request.
 * @returns the new state, or null where the event may not happen in this state: there is no other
 *   way, and no way back.
 */
export function transition(state: RequestState, event: RequestEvent): RequestState | null {
  switch (event.kind) {
    case 'claim':
      return state.kind === 'pending' && state.claim === null
        ? { ...state, claim: event.by }
        : null;
    case 'unclaim':
      return state.kind === 'pending' && state.claim !== null ? { ...state, claim: null } : null;
    case 'sign':
      return sign(state, event);
    case 'decide':
      // Only the holder of the claim decides: the first answer wins, once.
      return state.kind === 'pending' && isSame(state.claim, event.by) ? decided(event) : null;
    case 'deliver':
      return state.kind === 'decided'
        ? { ...state, kind: 'delivered', deliveredAt: event.at }
        : null;
    case 'answer-elsewhere':
      return state.kind === 'pending' ? { ...event, kind: 'answered-elsewhere' } : null;
    case 'expire':
      return state.kind === 'pending' ? { kind: 'expired', at: event.at } : null;
    case 'release':
      return state.kind === 'pending' ? { kind: 'released', why: event.why, at: event.at } : null;
    case 'orphan':
      return orphan(state, event.why, event.at);
    case 'save-rule':
      return saveRule(state, event.saved);
    case 'dismiss':
      return state.kind === 'orphaned' && !state.dismissed ? { ...state, dismissed: true } : null;
  }
}

/** Whether a request still asks something of the person. */
export function isOpen(state: RequestState): boolean {
  return state.kind === 'pending' || (state.kind === 'orphaned' && !state.dismissed);
}

/** Whether a grant or the leash is about to answer: nothing a person has to see, unless it does not. */
export function needsNobody(state: RequestState): boolean {
  if (state.kind !== 'pending') return false;
  return state.claim?.kind === 'grant' || state.claim?.kind === 'leash';
}

function isSame(claim: Approver | null, by: Approver): boolean {
  if (claim === null || claim.kind !== by.kind) return false;
  return 'id' in claim && 'id' in by ? claim.id === by.id : claim.name === by.name;
}

/** Only the holder of the claim signs, and only what several have to sign; the claim ends with it. */
function sign(
  state: RequestState,
  { by, signature, missing }: Extract<RequestEvent, { kind: 'sign' }>,
): RequestState | null {
  if (state.kind !== 'pending' || state.signing === undefined) return null;
  if (!isSame(state.claim, by)) return null;
  const signatures = [...state.signing.signatures, signature];
  return { ...state, claim: null, signing: { signatures, missing } };
}

function decided({ by, decision, saved, signatures, at }: Decide): RequestState {
  const signed = signatures.length === 0 ? {} : { signatures };
  return { kind: 'decided', by, decision, saved, at, ...signed };
}

function orphan(state: RequestState, why: OrphanReason, at: number): RequestState | null {
  if (state.kind === 'pending') return { kind: 'orphaned', why, at, saved: null, dismissed: false };
  if (state.kind !== 'decided') return null;
  return { kind: 'orphaned', why, at, saved: state.saved, dismissed: false };
}

/** A rule saved late, or a saved rule marked as undone. It changes nothing else. */
function saveRule(state: RequestState, saved: SavedRule): RequestState | null {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
      return state.saved === null ? null : { ...state, saved };
    case 'orphaned':
      return { ...state, saved };
    case 'pending':
    case 'answered-elsewhere':
    case 'expired':
    case 'released':
      return null;
  }
}
