import type { CardMode } from '../state/card-ui.ts';
import { cardFor, cardsIn, focusedId, focusInto, idOf, neighbour } from './cards-in-page.ts';

/** Where the focus was before the page was drawn again, and among which cards. */
export interface FocusBefore {
  readonly order: readonly string[];
  /** The request whose card held the focus, and what that card showed. */
  readonly card: { readonly id: string; readonly mode: CardMode['kind'] } | null;
  /** Something on the page outside of the cards held the focus. */
  readonly beside: boolean;
}

/**
 * Puts the focus back where the person had it, after the page was drawn again: on the next card
 * where theirs has gone, into a form that opened, back on the card whose form closed.
 * @returns the request whose card got the focus because another had gone; null where none had to.
 */
export function keepFocus(
  root: HTMLElement,
  before: FocusBefore,
  modeOf: (id: string) => CardMode['kind'],
): string | null {
  if (before.card === null) {
    // What held it has gone: the page takes it, so that the next key is still for the page.
    if (before.beside && document.activeElement === document.body) focusMain(root);
    return null;
  }
  const { id, mode } = before.card;
  const card = cardFor(root, id);
  if (card === null) return focusNeighbour(root, id, before.order);
  const changed = modeOf(id) !== mode;
  if (changed || focusedId() === null) focusInto(card);
  return null;
}

function focusNeighbour(root: HTMLElement, gone: string, order: readonly string[]): string | null {
  const next = neighbour(gone, order, cardsIn(root).map(idOf));
  const card = next === null ? null : cardFor(root, next);
  if (card === null) focusMain(root);
  else card.focus();
  return card === null ? null : next;
}

function focusMain(root: HTMLElement): void {
  root.querySelector<HTMLElement>('main')?.focus();
}
