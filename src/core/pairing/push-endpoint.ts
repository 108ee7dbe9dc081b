import { isPublicName } from '../rules/url-host.ts';

/** The hosts of the known push services; `*.` stands for one or more names before it. */
const KNOWN_HOSTS = [
  'fcm.googleapis.com',
  // Chromium as Debian builds it (measured).
  'jmt17.google.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
] as const;

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = String.raw`${LABEL}(?:\.${LABEL})+`;
const PATTERN = new RegExp(String.raw`^(?:\*\.)?${HOST}$`);

/**
 * Readers of addresses disagree about ports, names before an `@`, backslashes, other alphabets and
 * much more, so an address counts only in the plainest form there is.
 */
const ENDPOINT = new RegExp(
  String.raw`^(?<origin>https://(?<host>${HOST}))/[\w~!$&'()*+,;=:@%./?-]*$`,
);

/**
 * Whether pushes may be sent to an address: a device names it, and what is sent there comes from this
 * computer, so it has to be one of a push service (RFC 8030 §8.2) and not of a machine nearby.
 * @param more hosts beside the known ones, as the person set them: `push.example.org`, or
 *   `*.example.org` for all below it
 */
export function isPushEndpoint(endpoint: string, more: readonly string[]): boolean {
  const host = ENDPOINT.exec(endpoint)?.groups?.['host'];
  if (host === undefined) return false;
  return [...KNOWN_HOSTS, ...more.filter(isPushHost)].some((pattern) => fits(host, pattern));
}

/** Whether a text is a host of a push service as a person may set it. */
export function isPushHost(text: string): boolean {
  return PATTERN.test(text) && isPublicName(text.replace('*.', ''));
}

/**
 * The origin of an address that pushes may be sent to: who a push's token is for (RFC 8292 §2).
 * @returns null where the address is not written plainly.
 */
export function pushOrigin(endpoint: string): string | null {
  return ENDPOINT.exec(endpoint)?.groups?.['origin'] ?? null;
}

function fits(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
