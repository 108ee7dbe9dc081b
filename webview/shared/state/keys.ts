import type { CardMode } from './card-ui.ts';
import type { CardIntent } from './intent.ts';

/** A key press, as far as it matters here. */
export interface KeyPress {
  /** The key's value (`KeyboardEvent.key`). */
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is held, the key repeats by being held, or text is being composed. */
  readonly foreign: boolean;
  /** Where the focus is: text is typed there, the arrow keys move in it, or Enter presses it. */
  readonly on: 'text' | 'choice' | 'button' | 'elsewhere';
}

/** What a key means on the page as a whole. */
export type KeyMeaning =
  | { readonly kind: 'move'; readonly by: 1 | -1 }
  | { readonly kind: 'undo-newest' }
  | { readonly kind: 'help' }
  | { readonly kind: 'card'; readonly intent: (id: string) => CardIntent };

const card = (intent: (id: string) => CardIntent): KeyMeaning => ({ kind: 'card', intent });

/**
 * What a key means, given what the card that has the focus shows.
 * @returns null for a key that is not ours: the browser or the editor has it.
 */
export function meaningOf(press: KeyPress, mode: CardMode): KeyMeaning | null {
  if (press.foreign) return null;
  if (mode.kind !== 'answer') return inForm(press);
  if (press.on === 'text') return null;
  return inList(press);
}

/** While a form is open no letter answers: only Enter and Esc do something. */
function inForm(press: KeyPress): KeyMeaning | null {
  if (press.key === 'Escape') return card((id) => ({ kind: 'back', id }));
  if (press.key === 'Enter' && !press.shift && press.on !== 'button') {
    return card((id) => ({ kind: 'confirm', id }));
  }
  return null;
}

function inList(press: KeyPress): KeyMeaning | null {
  const arrows = press.on !== 'choice';
  switch (press.key) {
    case 'ArrowDown':
      return arrows ? { kind: 'move', by: 1 } : null;
    case 'ArrowUp':
      return arrows ? { kind: 'move', by: -1 } : null;
    case 'j':
      return { kind: 'move', by: 1 };
    case 'k':
      return { kind: 'move', by: -1 };
    case 'a':
      return card((id) => ({ kind: 'allow', id }));
    case 'd':
      return card((id) => ({ kind: 'deny', id }));
    case 'm':
      return card((id) => ({ kind: 'open-message', id }));
    case 'u':
      return { kind: 'undo-newest' };
    case '?':
      return { kind: 'help' };
    default:
      return press.shift ? shifted(press.key) : null;
  }
}

function shifted(key: string): KeyMeaning | null {
  if (key === 'A') return card((id) => ({ kind: 'open-always', id, behavior: 'allow' }));
  if (key === 'D') return card((id) => ({ kind: 'open-always', id, behavior: 'deny' }));
  return null;
}
