/** Functions that run inside a page: each must stand alone. */

/**
 * The middle of the first element that fits, scrolled into view; shadow roots are searched too.
 * @returns null while it is not there, not visible, disabled or covered
 */
export function findPoint(selector: string, words: string): { x: number; y: number } | null {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap((each) => {
      return each.shadowRoot === null ? [] : roots(each.shadowRoot);
    }),
  ];
  const isDisabled = (element: Element): boolean =>
    element.matches(':disabled, [disabled], [aria-disabled=true]');
  const hits = (element: Element, x: number, y: number): boolean => {
    let hit = document.elementFromPoint(x, y);
    for (;;) {
      if (hit === null) return false;
      if (element === hit || element.contains(hit)) return true;
      const deeper: Element | null = hit.shadowRoot?.elementFromPoint(x, y) ?? null;
      if (deeper === null || deeper === hit) return false;
      hit = deeper;
    }
  };
  const shown = (element: Element): string =>
    `${element.textContent} ${element.shadowRoot?.textContent ?? ''}`.replace(/\s+/g, ' ').trim();
  const fitting = roots(document)
    .flatMap((root) => [...root.querySelectorAll(selector)])
    .filter((element) => shown(element).includes(words) && !isDisabled(element));
  // “Allow” is not “Allow always”.
  const exact = fitting.filter((element) => shown(element) === words);
  for (const element of [...exact, ...fitting]) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = element.getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    if (width > 0 && height > 0 && hits(element, x, y)) return { x, y };
  }
  return null;
}

/** The text that can be read on the page, shadow roots included. */
export function visibleText(): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof Comment) return '';
    if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
    if (node instanceof HTMLElement && !node.checkVisibility()) return '';
    const within =
      node instanceof Element && node.shadowRoot !== null
        ? [...node.shadowRoot.childNodes]
        : node instanceof HTMLSlotElement
          ? node.assignedNodes()
          : [...node.childNodes];
    const value = node instanceof HTMLInputElement ? node.value : '';
    const inline = node instanceof HTMLElement && getComputedStyle(node).display === 'inline';
    return `${value}${within.map(read).join('')}${inline ? '' : '\n'}`;
  };
  return read(document.body)
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
