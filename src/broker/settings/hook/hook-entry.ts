import type { JsonObject } from '../../../core/json.ts';
import { HOOK_PATH, HOOK_TIMEOUT_SECONDS, hookUrl } from '../../../protocol/hook-endpoint.ts';

/** Where the endpoint listens, and the secret that lets Claude Code submit a request to it. */
export interface HookTarget {
  readonly port: number;
  readonly token: string;
}

/** The events an entry of ours may stand on, in the order in which they are added. */
export const HOOK_EVENTS = ['PermissionRequest', 'PreToolUse'] as const;
/** An event an entry of ours may stand on. */
export type HookEventName = (typeof HOOK_EVENTS)[number];

/** What of ours is to stand in a settings file. The entry on PermissionRequest always is. */
export interface WantedHooks extends HookTarget {
  /**
   * The entry on PreToolUse, which has Claude Code ask before each call: to be there, and then whether
   * calls go on or are blocked while no desk answers; not to be there; or, where this window can't
   * know, kept as it is.
   */
  readonly preTool: 'open' | 'blocking' | 'absent' | 'kept';
}

/** The value of the Authorization header that the hook sends. */
export function hookAuthorization(token: string): string {
  return `Bearer ${token}`;
}

/**
 * Our entry under one of the events, as Claude Code wants it: one matcher group.
 * @param blocks whether a call is blocked where the hook can't be asked. A Claude Code before 2.1.295
 *   passes over that key, as over any it doesn't know; any other word than `block` and `continue`
 *   voids the file (measured).
 */
export function hookEntry({ port, token }: HookTarget, blocks = false): JsonObject {
  return {
    matcher: '*',
    hooks: [
      {
        type: 'http',
        url: hookUrl(port),
        headers: { Authorization: hookAuthorization(token) },
        timeout: HOOK_TIMEOUT_SECONDS,
        ...(blocks && { onFailure: 'block' }),
      },
    ],
  };
}

/**
 * The port of a hook URL of ours, or null where the URL is another's. Host and path tell, whatever
 * the port: Claude Code drops unknown keys of an entry when it rewrites a file (measured).
 */
export function portOfHookUrl(url: string): number | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, pathname, port } = new URL(url);
  if (protocol !== 'http:' || hostname !== '127.0.0.1' || pathname !== HOOK_PATH) return null;
  return port === '' ? 80 : Number(port);
}
