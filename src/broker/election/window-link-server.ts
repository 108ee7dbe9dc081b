import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Log } from '../../core/ports.ts';
import { DESK_MOVED, WINDOW_LINK_MAX_MESSAGE } from '../../protocol/window-link.ts';
import { portOf, refuseUpgrade } from '../server/loopback.ts';
import { hearWindow } from './desk-peer.ts';
import { refusalOfUpgrade } from './link-guard.ts';
import { clipName, endLink, sendMessage } from './messages.ts';
import { checkSecret } from './proof.ts';

/** What the desk's side of the window link needs. */
export interface WindowLinkOptions {
  /** Shared by all windows of this installation, 32 characters or more; it is never sent. */
  readonly secret: string;
  /** How a person knows this window. */
  readonly windowName: string;
  /** How many requests wait at the desk now. */
  readonly waiting: () => number;
  /**
   * Gives up the desk for another window: hands open requests back to the agents, has everything on
   * disk, and stops the server listening. It must not wait for the server's `close` event: that
   * comes only when the asking window's own link has ended, after it was told.
   */
  readonly onTakeOver: (byWindow: string) => Promise<void>;
  /** Hears whether any of the other windows has the focus. */
  readonly onFocus: (focused: boolean) => void;
  readonly log: Log;
}

/** The desk's side of the window link. */
export interface WindowLink {
  /** Tells all linked windows how the desk stands now. */
  broadcastStatus(): void;
  /** Ends all links and takes no more; a window that is being handed the desk is told first. */
  close(): void;
}

/** The most peers at one time, proved or not. */
const MAX_CONNECTIONS = 64;

/** The close code for a desk that goes away (RFC 6455 §7.4.1). */
const GOING_AWAY = 1001;

/**
 * Lets other windows of this installation learn, on the server's own port, which window has the desk,
 * and ask for it. Takes all upgrades of the server; those that are not for it are refused.
 * Throws a `RangeError` for a secret that is too short.
 */
export function attachWindowLink(server: Server, options: WindowLinkOptions): WindowLink {
  const { secret, windowName, waiting, onTakeOver, log } = options;
  checkSecret(secret);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: WINDOW_LINK_MAX_MESSAGE,
    perMessageDeflate: false,
  });
  const linked = new Set<WebSocket>();
  const focused = new Set<WebSocket>();
  let taker: WebSocket | null = null;
  let closed = false;

  function sendStatus(socket: WebSocket): void {
    sendMessage(socket, { type: 'status', window: clipName(windowName), waiting: waiting() });
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const port = portOf(server);
    const refusal = refusalOfUpgrade(request, {
      port,
      connections: sockets.clients.size,
      maxConnections: MAX_CONNECTIONS,
    });
    if (refusal || port === null)
      refuse(stream, refusal?.status ?? 503, refusal?.reason ?? 'closing');
    else sockets.handleUpgrade(request, stream, head, (socket) => accept(socket, port));
  }

  function refuse(stream: Duplex, status: number, reason: string): void {
    log.warn('A window link was refused', { status, reason });
    refuseUpgrade(stream, status, log);
  }

  function accept(socket: WebSocket, port: number): void {
    hearWindow(socket, {
      secret,
      port,
      log,
      onLinked() {
        linked.add(socket);
        sendStatus(socket);
      },
      onTakeOver: (window) => void handOver(socket, window),
      onFocus: (has) => follow(socket, has),
    });
    socket.once('close', () => {
      linked.delete(socket);
      follow(socket, false);
    });
  }

  function follow(socket: WebSocket, has: boolean): void {
    const before = focused.size > 0;
    if (has) focused.add(socket);
    else focused.delete(socket);
    if (focused.size > 0 !== before) options.onFocus(focused.size > 0);
  }

  async function handOver(asking: WebSocket, window: string): Promise<void> {
    if (taker) {
      sendMessage(asking, { type: 'not-handed-over' });
      return;
    }
    taker = asking;
    const isFree = await giveUp(window);
    taker = null;
    sendMessage(asking, { type: isFree ? 'handed-over' : 'not-handed-over' });
    if (isFree || closed) endAll(DESK_MOVED);
  }

  /** Whether the port is free for the other window. */
  async function giveUp(window: string): Promise<boolean> {
    try {
      await onTakeOver(clipName(window));
    } catch (cause) {
      log.error('The desk could not be handed over', { cause: String(cause) });
      return false;
    }
    if (server.listening) log.error('The desk was handed over, but its server still listens');
    return !server.listening;
  }

  function endAll(code: number): void {
    closed = true;
    server.off('upgrade', upgrade);
    for (const socket of sockets.clients) {
      if (socket === taker) continue;
      if (linked.has(socket)) endLink(socket, code);
      else socket.terminate();
    }
  }

  server.on('upgrade', upgrade);
  return {
    broadcastStatus: () => linked.forEach(sendStatus),
    close: () => endAll(taker ? DESK_MOVED : GOING_AWAY),
  };
}
