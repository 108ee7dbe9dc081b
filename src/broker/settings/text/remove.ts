import type { Node } from 'jsonc-parser';
import { emptiedOf, looksMadeForChild, paddingOf } from './layout.ts';
import { nodeAt, slotOf, type Path } from './tree.ts';

/**
 * The text without the member or element at a path, its comma included; the inverse of `putText`.
 * @returns null where nothing stands at the path, or it is the root.
 */
export function removeText(text: string, root: Node, path: Path): string | null {
  const container = nodeAt(root, path.slice(0, -1));
  const segment = path.at(-1);
  if (container === null || segment === undefined) return null;
  const index = slotOf(container, segment);
  const children = container.children ?? [];
  const child = children[index];
  if (child === undefined) return null;
  const previous = children[index - 1];
  const next = children[index + 1];
  if (previous !== undefined) {
    return (
      text.slice(0, previous.offset + previous.length) + text.slice(child.offset + child.length)
    );
  }
  if (next !== undefined) return text.slice(0, child.offset) + text.slice(next.offset);
  return (
    text.slice(0, container.offset + 1) +
    emptiedOf(paddingOf(text, container)) +
    text.slice(container.offset + container.length - 1)
  );
}

/** The path to remove so that containers which were made just for this value go with it. */
export function withMadeContainers(text: string, root: Node, path: Path): Path {
  const outer = path.slice(0, -1);
  const container = nodeAt(root, outer);
  if (outer.length === 0 || container === null || !looksMadeForChild(text, container)) return path;
  return withMadeContainers(text, root, outer);
}
