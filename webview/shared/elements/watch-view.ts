import { answerablesIn, idOf } from './cards-in-page.ts';

/** Tells which cards, and offers to answer several, come into view and which leave it. */
export interface ViewWatch {
  /** Watches the cards that stand in the page now. */
  follow(root: ParentNode): void;
  end(): void;
}

/**
 * Watches cards come and go, and the whole page with them: a page that was hidden shows all of its
 * cards anew.
 */
export function watchView(listen: {
  readonly came: (ids: readonly string[]) => void;
  readonly left: (ids: readonly string[]) => void;
}): ViewWatch {
  let watched = new Set<HTMLElement>();
  const observer = new IntersectionObserver((entries) => {
    const name = (entry: IntersectionObserverEntry): readonly string[] =>
      entry.target instanceof HTMLElement ? [idOf(entry.target)] : [];
    listen.left(entries.filter((entry) => !entry.isIntersecting).flatMap(name));
    listen.came(entries.filter((entry) => entry.isIntersecting).flatMap(name));
  });
  const shownAgain = (): void => {
    const cards = [...watched];
    if (document.visibilityState === 'hidden') listen.left(cards.map(idOf));
    else for (const card of cards) restart(observer, card);
  };
  document.addEventListener('visibilitychange', shownAgain);
  return {
    follow(root) {
      const cards = new Set(answerablesIn(root));
      const gone = [...watched].filter((card) => !cards.has(card));
      for (const card of gone) observer.unobserve(card);
      listen.left(gone.map(idOf));
      for (const card of cards) if (!watched.has(card)) observer.observe(card);
      watched = cards;
    },
    end() {
      observer.disconnect();
      document.removeEventListener('visibilitychange', shownAgain);
    },
  };
}

/** An observer reports again only on what it was told to observe anew. */
function restart(observer: IntersectionObserver, card: HTMLElement): void {
  observer.unobserve(card);
  observer.observe(card);
}
