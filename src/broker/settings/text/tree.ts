import type { Node } from 'jsonc-parser';

/** The way to a value in a document: the keys of objects and the indices of lists, from the root. */
export type Path = readonly (string | number)[];

/**
 * The index of a member or element among its container's children, or -1.
 * Of a key that stands twice the last one counts, as for `JSON.parse` and Claude Code (measured).
 */
export function slotOf(container: Node, segment: string | number): number {
  const children = container.children ?? [];
  if (container.type === 'array') {
    return typeof segment === 'number' && segment < children.length ? segment : -1;
  }
  if (container.type !== 'object') return -1;
  return children
    .map((property) => String(property.children?.[0]?.value))
    .lastIndexOf(String(segment));
}

/** The node of the value at a path, or null where there is none. */
export function nodeAt(root: Node, path: Path): Node | null {
  const [segment, ...rest] = path;
  if (segment === undefined) return root;
  const child = root.children?.[slotOf(root, segment)];
  const value = child?.type === 'property' ? child.children?.[1] : child;
  return value === undefined ? null : nodeAt(value, rest);
}
