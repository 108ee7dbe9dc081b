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
  /** Where in that an oddly spelt program stands; left out where none does. */
  readonly oddNames?: readonly Span[];
  /** Whether more is put behind it, so that it is no command's exact text. */
  readonly goesOn?: boolean;
  /** Whether a rule has to end in a star for it: what is put behind it isn't known. */
  readonly isOpen?: boolean;
}

/** A piece of a text, from one place up to another. */
export interface Span {
  readonly from: number;
  readonly to: number;
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
  if (!STAR.test(content)) return { kind: 'exact', text: content };
  // Blanks around it count only where there is no wildcard, which then matches nothing.
  const pieces = foldBlanks(content.trim()).split(STAR).map(unescape);
  const [beginning = '', rest] = pieces;
  if (pieces.length === 2 && rest === '' && beginning.endsWith(' ')) {
    return { kind: 'beginning', text: beginning.slice(0, -1) };
  }
  return { kind: 'wildcards', pieces };
}

/** Whether a pattern covers a command's text. */
export function matchesPattern(pattern: BashPattern, spelling: Spelling): boolean {
  const { exact, folded } = spelling;
  switch (pattern.kind) {
    case 'exact':
      return exact === pattern.text && spelling.goesOn !== true;
    case 'beginning':
      if (folded === pattern.text) return true;
      return folded.startsWith(`${pattern.text} `) && !splitsName(pattern.text, spelling);
    case 'wildcards': {
      const [beginning = ''] = pattern.pieces;
      if (spelling.isOpen === true && pattern.pieces.at(-1) !== '') return false;
      return matchesPieces(pattern.pieces, folded) && !splitsName(beginning, spelling);
    }
  }
}

/**
 * Whether a rule's fixed beginning ends inside of a program's name, and what is left of that name is
 * not plain letters up to the next `/`: then the rule doesn't cover it (measured), unless it begins the name
 * with a quote or holds a `/` of it itself.
 */
function splitsName(beginning: string, { folded, oddNames = [] }: Spelling): boolean {
  const end = beginning.length;
  return oddNames.some(
    ({ from, to }) =>
      from < end &&
      end < to &&
      /^[^'"\\~/][^/]*$/.test(folded.slice(from, end)) &&
      ODD_LETTER.test(folded.slice(end, to).replace(/\/.*$/s, '')),
  );
}

/** Letters that a shell might take for something else than themselves. */
export const ODD_LETTER = /[\s;|&>()$#=*?[\]{}!\\"'`^]/;

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
