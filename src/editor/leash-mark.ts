import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

/** A piece of a text, in UTF-16 units from its start. */
export interface TextPiece {
  readonly offset: number;
  readonly length: number;
}

/**
 * The part of the document that a refusal is about, as it names it (“policies → 0 → match: …”); where
 * that part is missing, the nearest around it.
 * @returns null where the refusal names no part
 */
export function pieceMeant(text: string, message: string): TextPiece | null {
  const tree = parseTree(text);
  const [before, ...words] = message.split(': ');
  const named = words.length === 0 ? undefined : before?.split('. ').at(-1);
  if (tree === undefined || named === undefined) return null;
  const path = named.split(' → ').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const node = nearest(tree, path);
  return node === null ? null : { offset: node.offset, length: node.length };
}

function nearest(tree: Node, path: readonly (string | number)[]): Node | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent : node;
  }
  return null;
}
