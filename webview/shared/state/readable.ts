/** From here on an input is shown in part first, and in whole on request. */
const MOST_LINES = 400;
const MOST_CHARACTERS = 40_000;
/** How much of a longer one is shown first. */
const HEAD_LINES = 60;
const HEAD_CHARACTERS = 6_000;
/** The most characters of a piece of a long text. */
const BLOCK_CHARACTERS = 20_000;

/** The beginning of a text that is shown at once, and how much the whole of it is. */
export interface Clip {
  readonly head: string;
  readonly clipped: boolean;
  readonly lines: number;
  readonly characters: number;
}

/** A text, whole where a page can show it at once; of a longer one the beginning. */
export function clip(text: string): Clip {
  const characters = text.length;
  const lines = lineCount(text);
  if (lines <= MOST_LINES && characters <= MOST_CHARACTERS) {
    return { head: text, clipped: false, lines, characters };
  }
  const head = firstLines(text, HEAD_LINES).slice(0, HEAD_CHARACTERS);
  return { head, clipped: true, lines, characters };
}

/** How many lines a text has; a line break at the end starts no further line. */
function lineCount(text: string): number {
  if (text === '') return 0;
  let lines = 1;
  for (
    let at = text.indexOf('\n');
    at !== -1 && at < text.length - 1;
    at = text.indexOf('\n', at + 1)
  )
    lines += 1;
  return lines;
}

/**
 * A text in pieces of so many lines, each with its line breaks, so that a browser can skip those out
 * of view. A line too long for a piece goes on in the next, as if it were wrapped there.
 */
export function blocksOf(text: string, lines: number): readonly string[] {
  const blocks: string[] = [];
  for (let start = 0; start < text.length;) {
    const block = cutToSize(firstLines(text, lines, start));
    blocks.push(block);
    start += block.length;
  }
  return blocks;
}

function cutToSize(block: string): string {
  if (block.length <= BLOCK_CHARACTERS) return block;
  const lineEnd = block.lastIndexOf('\n', BLOCK_CHARACTERS - 1) + 1;
  if (lineEnd > 0) return block.slice(0, lineEnd);
  // Never between the two halves of one character.
  const splits = (block.codePointAt(BLOCK_CHARACTERS - 1) ?? 0) > 0xffff;
  return block.slice(0, splits ? BLOCK_CHARACTERS - 1 : BLOCK_CHARACTERS);
}

function firstLines(text: string, lines: number, start = 0): string {
  let end = start;
  for (let seen = 0; seen < lines; seen += 1) {
    const next = text.indexOf('\n', end);
    if (next === -1) return text.slice(start);
    end = next + 1;
  }
  return text.slice(start, end);
}
