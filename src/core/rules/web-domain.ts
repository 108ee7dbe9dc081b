import { matchesWildcard } from './wildcard.ts';

const LABEL = '[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?';
const ADDRESS = new RegExp(
  String.raw`^(?:https?|ftp|wss?)://(?:[^\s\\/?#@]*@)?(?<host>${LABEL}(?:\.${LABEL})*)\.?(?::\d{1,5})?(?:[/?#]|$)`,
  'i',
);

/**
 * The host that an address leads to, in lower case: without a name before it, a port, or a dot at its
 * end, none of which rules look at (measured).
 * @returns null where readers could disagree about it, such as numbers in other spellings than 127.0.0.1.
 */
export function domainOf(url: string): string | null {
  const host = ADDRESS.exec(url)?.groups?.['host']?.toLowerCase();
  if (host === undefined) return null;
  const last = host.split('.').at(-1) ?? '';
  const isNumber = /^(?:\d+|0x[0-9a-f]*)$/.test(last);
  return isNumber && !isPlainAddress(host) ? null : host;
}

function isPlainAddress(host: string): boolean {
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part));
}

/**
 * The pattern of hosts in the content of a `WebFetch(domain:…)` rule, in lower case.
 * @returns null where it can match no host: no `domain:`, or a port, a path or a blank in it (measured).
 */
export function domainPattern(content: string): string | null {
  const pattern = /^domain:(?<pattern>[\w*-]+(?:\.[\w*-]+)*)\.?$/.exec(content);
  return pattern?.groups?.['pattern']?.toLowerCase() ?? null;
}

/**
 * Whether a host is one of a pattern's: `*` any, `*.h` all below `h` but not `h`, any other `*` only
 * between two dots (measured).
 */
export function matchesDomain(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  const labels = pattern.split('.');
  const parts = host.split('.');
  const isOpen = labels.length > 1 && labels[0] === '*';
  if (isOpen ? parts.length < labels.length : parts.length !== labels.length) return false;
  const fixed = isOpen ? labels.slice(1) : labels;
  const from = parts.length - fixed.length;
  return fixed.every((label, at) => matchesWildcard(label, parts[from + at] ?? ''));
}

/** Whether every host of a narrow pattern is the wide one's too. Where it says so it is so. */
export function coversDomain(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  const isOpen = /^\*\./.test(narrow);
  // What is open to any depth is only covered by what is open too, from the same depth on.
  if (isOpen && !/^\*\./.test(wide)) return false;
  return narrow !== '*' && matchesDomain(wide, narrow.replace(/\*+/g, '\0'));
}
