/** The cards as they stand in the page, found by the name of their request. */

/** The cards below a root, in the order in which they stand. */
export function cardsIn(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('article[data-id]')];
}

/**
 * What takes an answer below a root, cards and the offer to answer several together, in the order in
 * which it stands.
 */
export function answerablesIn(root: ParentNode): readonly HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-id]')];
}

/** The name of the request a card shows, or the key of an offer. */
export function idOf(card: HTMLElement): string {
  return card.dataset['id'] ?? '';
}

/** The card of a request. */
export function cardFor(root: ParentNode, id: string): HTMLElement | null {
  return cardsIn(root).find((card) => idOf(card) === id) ?? null;
}

/** The request whose card holds the focus. */
export function focusedId(): string | null {
  const card = document.activeElement?.closest<HTMLElement>('article[data-id]') ?? null;
  return card === null ? null : idOf(card);
}

/** Where the answers of each card, and of an offer, stand on the screen, in pixels from its top. */
export function answerPlaces(root: ParentNode): ReadonlyMap<string, number> {
  return new Map(
    answerablesIn(root).map((card) => [
      idOf(card),
      (card.querySelector('.answers') ?? card).getBoundingClientRect().top,
    ]),
  );
}

/** The names of those whose answers stand elsewhere than before, or did not stand there at all. */
export function movedCards(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly string[] {
  return [...after].flatMap(([id, top]) => {
    const was = before.get(id);
    return was === undefined || Math.abs(was - top) > 1 ? [id] : [];
  });
}

/**
 * Gives the focus to what a card's form is about: the rule that is written by hand, the chosen rung, the
 * form itself where there are several, the message; to the card where it shows no form.
 */
export function focusInto(card: HTMLElement): void {
  const pen = card.querySelector<HTMLTextAreaElement>('.rule-field');
  pen?.setSelectionRange(pen.value.length, pen.value.length);
  const field =
    pen ??
    card.querySelector<HTMLElement>('.ladder input:checked') ??
    card.querySelector<HTMLElement>('.workbench') ??
    card.querySelector<HTMLElement>('.form vscode-text-area');
  (field ?? card).focus();
}

/** The next card to answer, after one of an order has gone: the one below it, else the one above. */
export function neighbour(
  gone: string,
  before: readonly string[],
  after: readonly string[],
): string | null {
  const place = before.indexOf(gone);
  const below = before.slice(place + 1).find((id) => after.includes(id));
  return (
    below ??
    before
      .slice(0, Math.max(place, 0))
      .reverse()
      .find((id) => after.includes(id)) ??
    after[0] ??
    null
  );
}
