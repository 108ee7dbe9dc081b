import type { ToPairingPage } from '../../src/protocol/pairing-panel.ts';

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
