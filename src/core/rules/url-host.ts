const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HTTP_URL = new RegExp(
  String.raw`^https?://(?<host>${LABEL}(?:\.${LABEL})*)(?::\d{1,5})?(?:[/?#]|$)`,
  'i',
);

/**
 * The host of a web address, in lower case.
 * @returns null where the address is not written plainly: a name before an `@`, other characters than
 *   letters, digits, dots and dashes, or no http at all. Readers of addresses disagree about those.
 */
export function hostOf(url: string): string | null {
  return HTTP_URL.exec(url)?.groups?.['host']?.toLowerCase() ?? null;
}

/** Whether a host is a name of the open web: no number, no name that means a machine nearby. */
export function isPublicName(host: string): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  // A name that ends in a number is an address (WHATWG URL, "ends in a number checker").
  if (labels.length < 2 || /^(\d+|0x[0-9a-f]*)$/.test(last)) return false;
  return !['localhost', 'local', 'internal', 'lan', 'home', 'test', 'arpa'].includes(last);
}
