import type { ToPairingPage } from '../../src/protocol/pairing-panel.ts';
import type { PairingStatus } from '../../src/protocol/remote-status.ts';

type Shown = Extract<ToPairingPage, { kind: 'state' }>;

/** Everything the pairing page knows. */
export interface PairingState {
  /** The newest the editor sent; null until the first. */
  readonly shown: Shown | null;
  /** How far the editor's clock is ahead of the page's, in milliseconds. */
  readonly skew: number;
  /** What became of the last thing the person did; null while there is nothing to say. */
  readonly said: { readonly text: string; readonly good: boolean } | null;
  /** The digits are on their way. */
  readonly sending: boolean;
}

/** Where the person stands: each step shows only what it needs. */
export type PairingStep =
  /** The editor has not told yet how it stands, or what became of the digits. */
  | { readonly kind: 'waiting' }
  /** An address outside is on its way. */
  | { readonly kind: 'starting'; readonly by: string }
  /** No phone could open the link: it leads to this computer only, or there is none. */
  | { readonly kind: 'unreachable'; readonly pairing: PairingStatus; readonly why: string | null }
  | {
      readonly kind: 'scan';
      readonly pairing: PairingStatus;
      readonly link: string;
      readonly risk: string;
    }
  /** A device knows the secret; the digits it shows decide. */
  | { readonly kind: 'digits'; readonly pairing: PairingStatus; readonly device: string }
  | { readonly kind: 'paired'; readonly words: string }
  | { readonly kind: 'closed'; readonly why: string | null };

/** The page before the editor said anything. */
export const emptyPairing: PairingState = { shown: null, skew: 0, said: null, sending: false };

/**
 * The page after a message.
 * @param at by the page's own clock, in milliseconds since 1970
 */
export function received(state: PairingState, message: ToPairingPage, at: number): PairingState {
  switch (message.kind) {
    case 'state': {
      const opened = (state.shown?.pairing ?? null) === null && message.pairing !== null;
      return {
        ...state,
        shown: message,
        skew: message.now - at,
        said: opened ? null : state.said,
      };
    }
    case 'outcome': {
      const { outcome } = message;
      const text = outcome.kind === 'done' ? outcome.note : outcome.message;
      const said = text === null ? null : { text, good: outcome.kind === 'done' };
      return { ...state, said, sending: false };
    }
  }
}

/** The step a person is at. */
export function stepOf({ shown, said, sending }: PairingState): PairingStep {
  if (shown === null) return { kind: 'waiting' };
  const { pairing, tunnel } = shown;
  if (pairing === null) {
    if (sending) return { kind: 'waiting' };
    if (said?.good === true) return { kind: 'paired', words: said.text };
    return { kind: 'closed', why: said?.text ?? null };
  }
  const { device, link } = pairing;
  if (device !== null) return { kind: 'digits', pairing, device: device.name };
  if (tunnel.kind === 'starting') return { kind: 'starting', by: tunnel.by };
  if (tunnel.kind === 'up' && link !== null) {
    return { kind: 'scan', pairing, link, risk: tunnel.risk };
  }
  return { kind: 'unreachable', pairing, why: tunnel.kind === 'down' ? tunnel.message : null };
}

/** How long the pairing stays open, as "1:42". */
export function leftWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The digits of what was typed: spaces and dashes do not matter. Null where they are not six. */
export function sixDigits(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
