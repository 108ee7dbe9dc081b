import { isLoopback } from './loopback.ts';

/** What a person gave as the address of the remote page: the origin it means, or what is wrong with it. */
export type GivenAddress =
  | { readonly kind: 'address'; readonly origin: string }
  | { readonly kind: 'problem'; readonly message: string };

/** The longest origin that a device's calls may name. */
const LONGEST = 300;

/**
 * Reads the address that a person put into the settings. The origin is as a browser writes it: in
 * lower case, without the usual port, a name in other letters in its `xn--` form. Plain http is taken
 * for this machine alone, whose pages browsers trust (W3C Secure Contexts §3.1).
 */
export function normalAddress(given: string): GivenAddress {
  const text = given.trim();
  if (text === '') return problem('There is no address. Enter one such as https://me.example.com.');
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) {
    return problem('This is no address. It has to begin with https://.');
  }
  const { protocol, hostname, username, password, pathname, search, hash, origin } = new URL(text);
  const isOwn = protocol === 'http:' && isLoopback(hostname);
  if (protocol !== 'https:' && !isOwn) {
    return problem('The address has to begin with https://: a phone takes no pushes without it.');
  }
  if (username !== '' || password !== '') {
    return problem('The address must not hold a user name or password.');
  }
  if (pathname !== '/' || search !== '' || hash !== '') {
    return problem(`Leave out what follows the host: ${origin}. The page needs a host of its own.`);
  }
  if (origin.length > LONGEST) return problem('The address is too long.');
  return { kind: 'address', origin };
}

function problem(message: string): GivenAddress {
  return { kind: 'problem', message };
}
