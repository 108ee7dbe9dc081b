/**
 * Whether a line names a host whose letters may look like others: of another alphabet among those of
 * ours (`gіthub.com` with a Cyrillic і), or in the code that such names are written in (`xn--…`, RFC 5891).
 */
export function namesLookalikeHost(line: string): boolean {
  if (!/[^\s!-~]|xn--/i.test(line)) return false;
  return [...line.matchAll(HOST)].some(([, host = '']) => CODED.test(host) || isMixed(host));
}

/** Behind `://` or the `@` of a login, to the end of the name. */
const HOST = /(?::\/\/(?:[^\s/@"']*@)?|\b[\w.-]{1,64}@)([^\s/:"'`?#]+)/gu;

const CODED = /(^|\.)xn--/i;

function isMixed(host: string): boolean {
  return /\p{Script=Latin}/u.test(host) && /(?!\p{Script=Latin})\p{Letter}/u.test(host);
}
