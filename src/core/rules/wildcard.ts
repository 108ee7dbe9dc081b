/** Whether a text is a pattern's, in which each `*` stands for any text. It takes time in proportion to both. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [beginning = '', ...rest] = pattern.split(/\*+/);
  const end = rest.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(beginning) || !text.endsWith(end)) return false;
  let at = beginning.length;
  const until = text.length - end.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= until;
}

/** Whether all that a narrow pattern stands for is also the wide one's. Where it says so it is so. */
export function coversWildcard(wide: string, narrow: string): boolean {
  // A star of the narrow pattern can only be taken up by one of the wide one.
  return matchesWildcard(wide, narrow.replace(/\*+/g, '\0'));
}
