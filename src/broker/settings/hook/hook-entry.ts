import type { JsonObject } from '../../../core/json.ts';
import { HOOK_PATH, HOOK_TIMEOUT_SECONDS, hookUrl } from '../../../protocol/hook-endpoint.ts';

/** Where the endpoint listens, and the secret that lets Claude Code submit a request to it. */
export interface HookTarget {
  readonly port: number;
  readonly token: string;
}

/** The value of the Authorization header that the hook sends. */
export function hookAuthorization(token: string): string {
  return `Bearer ${token}`;
}

/** Our entry under `hooks.PermissionRequest`, as Claude Code wants it: one matcher group. */
export function hookEntry({ port, token }: HookTarget): JsonObject {
  return {
    matcher: '*',
    hooks: [
      {
        type: 'http',
        url: hookUrl(port),
        headers: { Authorization: hookAuthorization(token) },
        timeout: HOOK_TIMEOUT_SECONDS,
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
