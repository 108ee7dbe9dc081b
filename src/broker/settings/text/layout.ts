import type { Node } from 'jsonc-parser';

/** How a document is written. */
export interface Style {
  /** The line break, as in the document's first line. */
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
  /** What stands after a colon or comma within a line: a space or nothing. */
  readonly gap: string;
}

/** The style of a document, taken from its beginning, so that an addition at the end keeps it. */
export function styleOf(text: string, root: Node): Style {
  return { eol: /\r?\n/.exec(text)?.[0] ?? '\n', unit: unitOf(text, root), gap: gapOf(text, root) };
}

function unitOf(text: string, root: Node): string {
  const first = root.children?.[0];
  if (first === undefined) return '  ';
  const own = lineIndent(text, root.offset);
  const inner = lineIndent(text, first.offset);
  return inner.startsWith(own) && inner.length > own.length ? inner.slice(own.length) : '  ';
}

function gapOf(text: string, root: Node): string {
  const colon = root.children?.[0]?.colonOffset;
  return colon === undefined || /\s/.test(text.charAt(colon + 1)) ? ' ' : '';
}

/** The blanks at the beginning of the line in which an offset stands. */
export function lineIndent(text: string, offset: number): string {
  const start =
    Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Blanks up to their last line break, and from there on; `null` where they hold none. */
export function splitAtLastBreak(blanks: string): { before: string; line: string } | null {
  const line = /\r?\n[^\r\n]*$/.exec(blanks)?.[0];
  return line === undefined ? null : { before: blanks.slice(0, -line.length), line };
}

/** What stands between a container's brackets and its first and last child. */
export interface Padding {
  readonly lead: string;
  readonly trail: string;
}

/** The padding of a container that has children. */
export function paddingOf(text: string, container: Node): Padding {
  const first = container.children?.[0];
  const last = container.children?.at(-1);
  return {
    lead: text.slice(container.offset + 1, first?.offset),
    trail: text.slice(
      last === undefined ? undefined : last.offset + last.length,
      container.offset + container.length - 1,
    ),
  };
}

/**
 * The padding that an empty container's first child gets. What stood between the brackets stays
 * readable in it, so that taking the child out again gives back the same bytes: a document or a
 * container of several lines keeps its blanks before a new line; within a line one space is added
 * on either side, which also tells a list that was there, empty, from one that we made.
 */
export function fillingOf(text: string, container: Node, style: Style): Padding {
  const inner = text.slice(container.offset + 1, container.offset + container.length - 1);
  const isRoot = container.parent === undefined;
  if (!isRoot && splitAtLastBreak(inner) === null) return { lead: `${inner} `, trail: `${inner} ` };
  const indent = lineIndent(text, container.offset);
  return { lead: inner + style.eol + indent + style.unit, trail: style.eol + indent };
}

/** What stood between the brackets before the only child came: the inverse of {@link fillingOf}. */
export function emptiedOf({ lead, trail }: Padding): string {
  const split = splitAtLastBreak(lead);
  if (split !== null) return split.before;
  return lead === trail && lead.endsWith(' ') ? lead.slice(0, -1) : '';
}

/**
 * Whether a container of one child looks like one that was made together with that child, and so
 * goes with it. A list that had been there, empty, shows in its padding ({@link fillingOf}).
 */
export function looksMadeForChild(text: string, container: Node): boolean {
  if (container.children?.length !== 1) return false;
  const { lead } = paddingOf(text, container);
  const split = splitAtLastBreak(lead);
  return split === null ? lead === '' : splitAtLastBreak(split.before) === null;
}
