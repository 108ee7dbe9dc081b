/**
 * What a text can hold without showing it: control, format, bidirectional, zero-width and tag
 * characters, fillers, spaces that only look like the plain one, halves of characters, and
 * characters without an agreed look (Unicode general categories Cc, Cf, Cs, Co, Z, and the property
 * Default_Ignorable_Code_Point). Newline, tab and the plain space show what they are.
 */
const HIDDEN = String.raw`(?:(?![\n\t ])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\p{Default_Ignorable_Code_Point}\u{2800}])+`;

/** The joiners inside an emoji do no harm: it shows as one picture. */
const PICTURE = String.raw`\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{FE0F}?`;
const EMOJI = String.raw`${PICTURE}(?:\u{200D}${PICTURE})*`;

const HIDDEN_RUN = new RegExp(`${EMOJI}|(?<hidden>${HIDDEN})`, 'gu');

/** Nearly every text is of these characters alone, and told by them at once. */
const PLAIN = /^[\n\t\x20-\x7e]*$/;

/** A run of hidden characters in a text, and where it begins, in UTF-16 units. */
export interface HiddenRun {
  readonly at: number;
  readonly text: string;
}

/** The hidden characters of a text, from its beginning to its end. */
export function* hiddenRuns(text: string): Generator<HiddenRun> {
  if (PLAIN.test(text)) return;
  for (const match of text.matchAll(HIDDEN_RUN)) {
    const hidden = match.groups?.['hidden'];
    if (hidden !== undefined) yield { at: match.index, text: hidden };
  }
}

/** Whether a text holds anything that does not show. */
export function hasHidden(text: string): boolean {
  return !PLAIN.test(text) && hiddenRuns(text).next().done === false;
}
