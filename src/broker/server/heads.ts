import type { IncomingMessage } from 'node:http';

/** A header that stands exactly once; undefined where it is missing or doubled. */
export function onlyHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let found: string | undefined;
  // Names and values take turns.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== name) continue;
    if (found !== undefined) return undefined;
    found = rawHeaders[at + 1];
  }
  return found;
}

/** Whether a message says that its body is JSON. A page can send text/plain across sites without asking first, JSON not. */
export function saysJson(request: IncomingMessage): boolean {
  return /^application\/json(\s*;\s*charset="?utf-8"?)?\s*$/i.test(
    onlyHeader(request, 'content-type') ?? '',
  );
}

/** How large a message says its body is, in bytes; 0 where it does not say. */
export function declaredLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
