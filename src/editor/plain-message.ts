/**
 * A text as one of the editor's messages may carry it. The editor makes links, even to commands, of
 * `[words](address)` in a message; text from outside must not, so the two brackets are parted.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
