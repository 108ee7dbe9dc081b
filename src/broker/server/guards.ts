import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import {
  parseHookEvent,
  type HookEvent,
  type HookRefusal,
} from '../../agents/claude-code/hook-event.ts';
import { HOOK_PATH } from '../../protocol/hook-endpoint.ts';
import { declaredLength, onlyHeader, saysJson } from './heads.ts';

/** The largest message taken, in bytes. */
export const MAX_BODY = 32 * 1024 * 1024;

/** Why a message is turned away: its HTTP status, and what stood in the way, for the log. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 404 | 405 | 408 | 413 | 415 | 421 | 422;
  readonly code: string;
  /** What of Claude Code's format was not understood, where that was it. */
  readonly misunderstood?: HookRefusal;
}

/** What the guards compare with. */
export interface Door {
  readonly port: number;
  /** The bytes of the token that a message must bear. */
  readonly token: Buffer;
}

type Guard = (request: IncomingMessage, door: Door) => Refusal | null;

/** In this order: nothing of a message is looked at before what comes earlier has passed. */
const HEAD_GUARDS: readonly Guard[] = [route, host, origin, bearer, contentType, declaredSize];

/** Looks at the head of a message, before any of its body is read. */
export function guardHead(request: IncomingMessage, door: Door): Refusal | null {
  for (const guard of HEAD_GUARDS) {
    const refusal = guard(request, door);
    if (refusal) return refusal;
  }
  return null;
}

/** Looks at the body of a message: JSON, then an event we understand. */
export function guardBody(
  body: string,
): { readonly kind: 'event'; readonly event: HookEvent } | Refusal {
  let message: unknown;
  try {
    message = JSON.parse(body);
  } catch {
    return refusal(400, 'not-json');
  }
  const parsed = parseHookEvent(message);
  if (parsed.kind === 'event') return parsed;
  return { ...refusal(422, parsed.code), misunderstood: parsed };
}

/** A refusal with this status. */
export function refusal(status: Refusal['status'], code: string): Refusal {
  return { kind: 'refused', status, code };
}

function route({ url, method }: IncomingMessage): Refusal | null {
  if (url !== HOOK_PATH) return refusal(404, 'unknown-path');
  return method === 'POST' ? null : refusal(405, 'wrong-method');
}

/** A page that rebinds its own name to 127.0.0.1 still sends that name (DNS rebinding). */
function host(request: IncomingMessage, { port }: Door): Refusal | null {
  return onlyHeader(request, 'host') === `127.0.0.1:${port}` ? null : refusal(421, 'wrong-host');
}

/** Claude Code is no browser: whatever names an origin is a web page. */
function origin({ headers }: IncomingMessage): Refusal | null {
  const site = headers['sec-fetch-site'];
  const isPage = headers.origin !== undefined || (site !== undefined && site !== 'none');
  return isPage ? refusal(403, 'foreign-origin') : null;
}

/** How long our token is tells nothing: each is. What it is must not show in the time this takes. */
function bearer(request: IncomingMessage, { token }: Door): Refusal | null {
  const [, given] = /^Bearer (.+)$/.exec(onlyHeader(request, 'authorization') ?? '') ?? [];
  return given !== undefined && isToken(Buffer.from(given), token)
    ? null
    : refusal(401, 'wrong-token');
}

function isToken(given: Buffer, token: Buffer): boolean {
  return given.length === token.length && timingSafeEqual(given, token);
}

function contentType(request: IncomingMessage): Refusal | null {
  return saysJson(request) ? null : refusal(415, 'not-json-type');
}

function declaredSize(request: IncomingMessage): Refusal | null {
  return declaredLength(request) <= MAX_BODY ? null : refusal(413, 'too-large');
}
