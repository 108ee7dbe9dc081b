import type { IncomingMessage } from 'node:http';
import { REMOTE_MAX_BODY, REMOTE_PATHS } from '../../protocol/remote.ts';
import { declaredLength, onlyHeader, saysJson } from '../server/heads.ts';
import { isLoopbackHost, ownOrigins } from './addresses.ts';
import { refuse, type Refused } from './refusals.ts';

/** What the guards compare with. */
export interface Door {
  readonly port: number;
  /** Whether an address outside leads, or led, to this port. */
  readonly isAnnounced: (origin: string) => boolean;
}

const CALL_NAMES = [
  'pair',
  'paired',
  'sync',
  'wait',
  'decide',
  'preview',
  'stop',
  'pause',
  'subscribe',
  'confirm',
  'test',
  'leave',
  'reach',
] as const satisfies readonly (keyof typeof REMOTE_PATHS)[];

/** The calls that are made by HTTP. */
export type CallName = (typeof CALL_NAMES)[number];

/** What a message asks for. */
export type Route =
  | { readonly kind: 'shell'; readonly path: string }
  /** A browser asks whether a page of another address may make a call (CORS). */
  | { readonly kind: 'preflight' }
  | { readonly kind: 'call'; readonly call: CallName };

/** What a message asks for, and the address of the page of another address that asks; else null. */
export interface Passed {
  readonly kind: 'passed';
  readonly route: Route;
  readonly crossOrigin: string | null;
}

/**
 * Looks at the head of a message, before any of its body is read. What a proxy adds (Forwarded,
 * X-Forwarded-*) is never looked at: whoever speaks to the proxy can write it too (measured).
 * @param isFile whether a path is one of the page's own files.
 */
export function guardHead(
  request: IncomingMessage,
  door: Door,
  isFile: (path: string) => boolean,
): Passed | Refused {
  const route = routeOf(request, isFile);
  if (route.kind === 'refused') return route;
  if (!isOurHost(request, door)) return refuse('wrong-host');
  // A link from anywhere may lead to the page: it holds nothing, and no site can frame it.
  if (route.kind === 'shell') return { kind: 'passed', route, crossOrigin: null };
  const site = guardSite(request, door);
  if (site.kind === 'refused') return site;
  if (route.kind === 'call') {
    if (!saysJson(request)) return refuse('not-json-type');
    if (!(declaredLength(request) <= REMOTE_MAX_BODY)) return refuse('too-large');
  }
  return { kind: 'passed', route, crossOrigin: site.crossOrigin };
}

/** Looks at the head of a message that asks for the live channel. */
export function guardLive(request: IncomingMessage, door: Door): Refused | null {
  if (request.url !== REMOTE_PATHS.live) return refuse('unknown-path');
  if (!isOurHost(request, door)) return refuse('wrong-host');
  const site = guardSite(request, door);
  return site.kind === 'refused' ? site : null;
}

const CALLS: ReadonlyMap<string, CallName> = new Map(
  CALL_NAMES.map((call) => [REMOTE_PATHS[call], call]),
);

function routeOf(
  { url = '', method }: IncomingMessage,
  isFile: (path: string) => boolean,
): Route | Refused {
  const call = CALLS.get(url);
  if (call !== undefined) {
    if (method === 'POST') return { kind: 'call', call };
    return method === 'OPTIONS' ? { kind: 'preflight' } : refuse('wrong-method');
  }
  // What others add to a link (such as a tunnel's warning page) does not change the page.
  const [path = ''] = url.split('?', 1);
  if (!isFile(path)) return refuse('unknown-path');
  return method === 'GET' || method === 'HEAD' ? { kind: 'shell', path } : refuse('wrong-method');
}

/** A page that rebinds its own name to 127.0.0.1 still sends that name (DNS rebinding). */
function isOurHost(request: IncomingMessage, { port, isAnnounced }: Door): boolean {
  const host = onlyHeader(request, 'host')?.toLowerCase() ?? '';
  return isLoopbackHost(host, port) || isAnnounced(`https://${host.replace(/:443$/, '')}`);
}

/**
 * From which page a call comes (Fetch Metadata; RFC 6454 §7). A dev tunnel writes Host and Origin
 * anew, as of this machine, but not Sec-Fetch-Site (measured), so either alone can refuse.
 */
function guardSite(
  request: IncomingMessage,
  { port, isAnnounced }: Door,
): { readonly kind: 'from'; readonly crossOrigin: string | null } | Refused {
  const { origin: origins = [], 'sec-fetch-site': sites = [] } = request.headersDistinct;
  if (origins.length > 1 || sites.length > 1) return refuse('foreign-site');
  const [origin] = origins;
  const [site = 'none'] = sites;
  const host = onlyHeader(request, 'host')?.toLowerCase() ?? '';
  const isOwn =
    origin === undefined ||
    ownOrigins(port).includes(origin) ||
    origin === `https://${host.replace(/:443$/, '')}`;
  if (isOwn) {
    const isSame = site === 'none' || site === 'same-origin';
    return isSame ? { kind: 'from', crossOrigin: null } : refuse('foreign-site');
  }
  return isAnnounced(origin) ? { kind: 'from', crossOrigin: origin } : refuse('foreign-site');
}
