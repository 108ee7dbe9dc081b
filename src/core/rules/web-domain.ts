import { matchesWildcard } from './wildcard.ts';

/** What every runtime reads addresses with, by the same standard as Claude Code does. */
declare const URL: new (text: string) => WebAddress;

/** An address taken apart, as far as rules look at it. */
export interface WebAddress {
  /** In lower case, names of other alphabets and numbers in their plain form; a dot at the end stays. */
  readonly hostname: string;
  readonly pathname: string;
}

/** An address as the one who fetches it reads it (WHATWG URL, measured); null where it is none. */
export function addressOf(url: string): WebAddress | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/**
 * The host that an address leads to, in lower case: without a name before it, a port, or a dot at its
 * end, none of which rules look at (measured). Empty where it leads to none, as `file:` does.
 * @returns null where it is no address.
 */
export function domainOf(url: string): string | null {
  return addressOf(url)?.hostname.replace(/\.$/, '') ?? null;
}

/**
 * The pattern of hosts in the content of a `WebFetch(domain:…)` rule, in lower case.
 * @returns null where it can match no host: no `domain:`, or a port, a path or a blank in it (measured).
 */
export function domainPattern(content: string): string | null {
  const pattern = /^domain:(?<pattern>\[[\dA-Fa-f:]+\]|[\w*-]+(?:\.[\w*-]+)*)\.?$/.exec(content);
  const host = pattern?.groups?.['pattern']?.toLowerCase() ?? null;
  return content === 'domain:*.' ? null : host;
}

/**
 * Whether a host is one of a pattern's: `*` any, `*.h` all below `h` but not `h`, any other `*` only
 * between two dots (measured).
 */
export function matchesDomain(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  const labels = pattern.split('.');
  const parts = host.split('.');
  if (parts.includes('')) return false;
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
