import type { IncomingMessage } from 'node:http';
import { WINDOW_LINK_PATH } from '../../protocol/window-link.ts';

/** Why an upgrade is refused, as the status that says so. */
export interface UpgradeRefusal {
  readonly status: 403 | 404 | 421 | 503;
  readonly reason: 'path' | 'host' | 'origin' | 'crowded';
}

/** How the asked-for link stands to the port and to the links there are. */
export interface UpgradeContext {
  /** The port the server listens on; null while it does not. */
  readonly port: number | null;
  readonly connections: number;
  readonly maxConnections: number;
}

/**
 * Why this upgrade may not become a link.
 * @returns null where it may.
 */
export function refusalOfUpgrade(
  { url, headersDistinct }: IncomingMessage,
  { port, connections, maxConnections }: UpgradeContext,
): UpgradeRefusal | null {
  if (url !== WINDOW_LINK_PATH) return { status: 404, reason: 'path' };
  // A page that rebinds its own name to 127.0.0.1 still sends that name (RFC 9110 §7.2).
  const hosts = headersDistinct['host'] ?? [];
  if (hosts.length !== 1 || hosts[0] !== `127.0.0.1:${port}`)
    return { status: 421, reason: 'host' };
  // Browsers always send an Origin with a WebSocket (RFC 6455 §10.2); our windows never do.
  if (headersDistinct['origin'] !== undefined) return { status: 403, reason: 'origin' };
  if (connections >= maxConnections) return { status: 503, reason: 'crowded' };
  return null;
}
