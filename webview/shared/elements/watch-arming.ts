import { disarm, isArmed, rearm } from '../state/arming.ts';
import type { Arming } from '../state/arming.ts';
import { answerPlaces, movedCards } from './cards-in-page.ts';
import { watchView } from './watch-view.ts';

/** Knows which cards have been in view, and in their place, long enough to be answered. */
export interface ArmingWatch {
  isArmed(id: string, now: number): boolean;
  /** Before the page is drawn again: notes where everything stands. */
  beforeDraw(root: ParentNode): void;
  /** After it was: what moved by itself, or got the focus because another card had gone, starts anew. */
  afterDraw(root: ParentNode, focused: string | null): void;
  end(): void;
}

/** Watches the cards of a page from now on. */
export function watchArming(): ArmingWatch {
  let arming: Arming = new Map();
  let places: ReadonlyMap<string, number> = new Map();
  const view = watchView({
    came: (ids) => (arming = rearm(arming, ids, Date.now())),
    left: (ids) => (arming = disarm(arming, ids)),
  });
  return {
    isArmed: (id, now) => isArmed(arming, id, now),
    beforeDraw: (root) => (places = answerPlaces(root)),
    afterDraw(root, focused) {
      view.follow(root);
      const moved = movedCards(places, answerPlaces(root));
      const ids = focused === null ? moved : [...moved, focused];
      // Only cards in view are armed at all; those out of view start once they come into it.
      arming = rearm(
        arming,
        ids.filter((id) => arming.has(id)),
        Date.now(),
      );
    },
    end: () => view.end(),
  };
}
