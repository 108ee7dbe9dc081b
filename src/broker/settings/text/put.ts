import type { Node } from 'jsonc-parser';
import type { JsonValue } from '../../../core/json.ts';
import { formatValue } from './format.ts';
import { fillingOf, lineIndent, paddingOf, splitAtLastBreak, styleOf } from './layout.ts';
import { nodeAt, type Path } from './tree.ts';

/**
 * The text with a value put at a path: in place of the one there, else as the last member or
 * element of its container. Nothing else is touched: jsonc-parser's own `modify` would spread a
 * list of one line over several.
 * @returns null where the path leads to no container that can take it.
 */
export function putText(text: string, root: Node, path: Path, value: JsonValue): string | null {
  const style = styleOf(text, root);
  const present = nodeAt(root, path);
  if (present !== null) {
    const spread = splitAtLastBreak(text.slice(present.offset, present.offset + present.length));
    const indent = spread === null ? null : lineIndent(text, present.offset);
    return splice(text, present.offset, present.length, formatValue(value, style, indent));
  }
  const container = nodeAt(root, path.slice(0, -1));
  const segment = path.at(-1);
  if (container === null || segment === undefined || !takes(container, segment)) return null;
  const key = typeof segment === 'string' ? `${JSON.stringify(segment)}:${style.gap}` : '';
  const last = container.children?.at(-1);
  if (last === undefined) {
    const { lead, trail } = fillingOf(text, container, style);
    const indent = splitAtLastBreak(lead) === null ? null : indentAfter(lead);
    const filled = lead + key + formatValue(value, style, indent) + trail;
    return splice(text, container.offset + 1, container.length - 2, filled);
  }
  const separator = separatorBefore(text, container) ?? style.gap;
  const indent = splitAtLastBreak(separator) === null ? null : indentAfter(separator);
  const added = `,${separator}${key}${formatValue(value, style, indent)}`;
  return splice(text, last.offset + last.length, 0, added);
}

function takes(container: Node, segment: string | number): boolean {
  if (typeof segment === 'string') return container.type === 'object';
  return container.type === 'array' && segment === container.children?.length;
}

/**
 * What stands before a container's last child, from its last line break on; null where a single
 * child stands in the line of its bracket and so shows no separator.
 */
function separatorBefore(text: string, container: Node): string | null {
  const [previous, last] = container.children?.slice(-2) ?? [];
  if (previous === undefined || last === undefined) {
    return splitAtLastBreak(paddingOf(text, container).lead)?.line ?? null;
  }
  const between = text.slice(previous.offset + previous.length, last.offset);
  const blanks = between.slice(between.indexOf(',') + 1);
  return splitAtLastBreak(blanks)?.line ?? blanks;
}

function indentAfter(blanks: string): string {
  return blanks.replace(/^.*[\r\n]/s, '');
}

function splice(text: string, offset: number, length: number, content: string): string {
  return text.slice(0, offset) + content + text.slice(offset + length);
}
