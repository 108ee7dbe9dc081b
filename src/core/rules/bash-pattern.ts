/**
 * What a rule for Bash covers, as Claude Code reads it (all measured): a text without `*` is the exact
 * text of a command, `npm run *` and `npm run:*` a beginning that ends with a word, and any other `*`
 * is any text, blanks too. In the last form `\*` is a star that is meant; in the others it is two letters.
 */
export type BashPattern =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'beginning'; readonly text: string }
  /** What stands before, between and after the stars; two pieces at least. */
  | { readonly kind: 'wildcards'; readonly pieces: readonly string[] };

/** The text of a command as patterns see it. */
export interface Spelling {
  readonly exact: string;
  /** Runs of blanks as one: what patterns with a `*` are compared with. */
  readonly folded: string;
}

/** A text made ready to be compared with patterns. */
export function spell(text: string): Spelling {
  return spellAsItIs(text.trim());
}

/** The same of a text whose blanks at its ends count. */
export function spellAsItIs(exact: string): Spelling {
  return { exact, folded: foldBlanks(exact.replace(/[ \t]\\\n/g, ' ')) };
}

/** The pattern that a rule's content is. */
export function compilePattern(content: string): BashPattern {
  // Everything before `:*` is taken as it stands, stars too.
  if (content.endsWith(':*')) return { kind: 'beginning', text: foldBlanks(content.slice(0, -2)) };
  const pieces = foldBlanks(content).split(STAR).map(unescape);
  if (pieces.length === 1) return { kind: 'exact', text: content };
  const [beginning = '', rest] = pieces;
  if (pieces.length === 2 && rest === '' && beginning.endsWith(' ')) {
    return { kind: 'beginning', text: beginning.slice(0, -1) };
  }
  return { kind: 'wildcards', pieces };
}

/** Whether a pattern covers a command's text. */
export function matchesPattern(pattern: BashPattern, { exact, folded }: Spelling): boolean {
  switch (pattern.kind) {
    case 'exact':
      return exact === pattern.text;
    case 'beginning':
      return folded === pattern.text || folded.startsWith(`${pattern.text} `);
    case 'wildcards':
      return matchesPieces(pattern.pieces, folded);
  }
}

/** The first word that every command the pattern covers begins with; null where it may be any. */
export function firstWordOf(pattern: BashPattern): string | null {
  switch (pattern.kind) {
    case 'exact':
      return firstWord(pattern.text);
    case 'beginning':
      return firstWord(pattern.text);
    case 'wildcards': {
      const [beginning = ''] = pattern.pieces;
      return beginning.includes(' ') ? firstWord(beginning) : null;
    }
  }
}

/** The letters up to the first blank. */
export function firstWord(text: string): string {
  return /^\S*/.exec(text)?.[0] ?? '';
}

/**
 * Whether everything that the content of one Bash rule covers is covered by another's too. Where it
 * says so it is so; it may miss some.
 */
export function coversBash(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  const outer = compilePattern(wide);
  const inner = compilePattern(narrow);
  switch (inner.kind) {
    case 'exact':
      return matchesPattern(outer, spell(inner.text));
    case 'beginning':
      // Both the bare beginning and all that goes on from it.
      return [inner.text, `${inner.text} ${ANYTHING}`].every((text) => covers(outer, text));
    case 'wildcards':
      return covers(outer, inner.pieces.join(ANYTHING));
  }
}

/** Stands for a star of the narrow rule: no text, so that only a star of the wide one can take it. */
const ANYTHING = '\0';

function covers(outer: BashPattern, text: string): boolean {
  return outer.kind !== 'exact' && matchesPattern(outer, { exact: text, folded: text });
}

/** A star is not escaped where an even number of backslashes stands before it. */
const STAR = /(?<!(?<!\\)(?:\\\\)*\\)\*/;

function unescape(piece: string): string {
  return piece.replace(/\\([\\*])/g, '$1');
}

function foldBlanks(text: string): string {
  return text.replace(/[ \t]+/g, ' ');
}

/** Takes the leftmost place for each piece, which leaves the most for those that follow. */
function matchesPieces(pieces: readonly string[], text: string): boolean {
  const [beginning = ''] = pieces;
  const end = pieces.at(-1) ?? '';
  if (!text.startsWith(beginning) || !text.endsWith(end)) return false;
  let at = beginning.length;
  const until = text.length - end.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= until;
}
