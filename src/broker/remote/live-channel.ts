import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type * as z from 'zod/mini';
import { liveHelloSchema, REMOTE_PATHS, type liveNewsSchema } from '../../protocol/remote.ts';
import { endLink, hearMessages } from '../election/messages.ts';
import { refuseUpgrade } from '../server/loopback.ts';
import { sha256 } from '../store/sha256.ts';
import { guardLive, type Door } from './guard-head.ts';
import type { Presence } from './presence.ts';
import { codeOf, statusOf, type Reason } from './refusals.ts';
import type { RemoteParts } from './remote-parts.ts';
import { callChecker, type Signed } from './signed-call.ts';

/** What live channels may take. Times are milliseconds. */
export interface LiveLimits {
  /** How long a peer has to say who it is. */
  readonly helloWithin: number;
  /** How often it is asked whether it is there. */
  readonly ping: number;
  /** How long news are gathered, so that many changes at once are one message. */
  readonly gather: number;
  readonly channels: number;
  readonly channelsPerDevice: number;
  /** How many may be open that have not said who they are. */
  readonly unproved: number;
}

/** The channels on which devices hear that there is something newer. */
export interface LiveChannels {
  /** Takes an upgrade of the server. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  end(): void;
}

/** Close codes of applications (RFC 6455 §7.4.2): ours are the status of a refusal above 4000. */
const OWN_CODES = 4000;
/** The close code for a desk that goes away (RFC 6455 §7.4.1). */
const GOING_AWAY = 1001;
/** A hello takes about 400 bytes. */
const MAX_MESSAGE = 4096;

interface Peer {
  readonly socket: WebSocket;
  readonly device: string;
  /** The revision it was told last. */
  told: number;
}

/** No device is connected yet. What is open is told of the desk's changes until `end`. */
export function createLive(
  parts: RemoteParts,
  door: Door,
  presence: Presence,
  limits: LiveLimits,
): LiveChannels {
  const { desk, devices, log } = parts;
  const check = callChecker(parts, door.port);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE,
    perMessageDeflate: false,
  });
  const unproved = new Set<WebSocket>();
  const answering = new WeakSet<WebSocket>();
  const peers = new Set<Peer>();
  let gathering: NodeJS.Timeout | null = null;

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const refused = guardLive(request, door);
    const isFull = sockets.clients.size >= limits.channels || unproved.size >= limits.unproved;
    if (refused || isFull) {
      const status = refused ? statusOf(refused.reason) : 503;
      log.warn('Turned a live channel away', { status });
      refuseUpgrade(stream, status, log);
      return;
    }
    sockets.handleUpgrade(request, stream, head, accept);
  }

  function accept(socket: WebSocket): void {
    unproved.add(socket);
    answering.add(socket);
    const late = setTimeout(() => cut(socket, 'it did not say who it is'), limits.helloWithin);
    socket.on('pong', () => answering.add(socket));
    socket.on('error', (error) => {
      log.debug('A live channel failed', { error: error.message });
      socket.terminate();
    });
    socket.once('close', () => {
      clearTimeout(late);
      unproved.delete(socket);
    });
    hearMessages(
      socket,
      liveHelloSchema,
      (hello) => {
        clearTimeout(late);
        if (unproved.delete(socket)) greet(socket, hello);
        else cut(socket, 'it greeted twice');
      },
      () => cut(socket, 'it sent something that is not understood'),
    );
  }

  function greet(socket: WebSocket, hello: Signed): void {
    const bodySha256 = sha256.sha256('');
    const holder = devices.find(hello.device) ?? null;
    const checked = check(holder, hello, { method: 'LIVE', path: REMOTE_PATHS.live, bodySha256 });
    if (checked.kind === 'refused') {
      endFor(socket, checked.reason);
      return;
    }
    const device = checked.caller.device.id;
    makeRoom(device);
    parts.seen(device);
    const peer: Peer = { socket, device, told: desk.revision() };
    const leave = presence.enter(device, 0);
    peers.add(peer);
    socket.once('close', () => {
      peers.delete(peer);
      leave();
    });
    send(peer);
  }

  /** A page that comes back connects anew while its old channel still hangs: the oldest goes. */
  function makeRoom(device: string): void {
    const its = [...peers].filter((peer) => peer.device === device);
    if (its.length >= limits.channelsPerDevice) its[0]?.socket.terminate();
  }

  function send(peer: Peer): void {
    peer.told = desk.revision();
    const news: z.infer<typeof liveNewsSchema> = { revision: peer.told };
    if (peer.socket.readyState === peer.socket.OPEN) peer.socket.send(JSON.stringify(news));
  }

  function tell(): void {
    gathering = null;
    for (const peer of peers) if (peer.told !== desk.revision()) send(peer);
  }

  function cutRevoked(): void {
    for (const peer of peers) {
      if (devices.find(peer.device)) continue;
      peers.delete(peer);
      endFor(peer.socket, 'revoked');
      peer.socket.terminate();
    }
  }

  function endFor(socket: WebSocket, reason: Reason): void {
    log.warn('A live channel was ended', { reason });
    endLink(socket, OWN_CODES + statusOf(reason), codeOf(reason));
  }

  function cut(socket: WebSocket, why: string): void {
    log.warn('A live channel was cut off', { why });
    socket.terminate();
  }

  /** What did not answer the last ping is gone, though nobody said so. */
  function ping(): void {
    for (const socket of sockets.clients) {
      if (!answering.delete(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.ping();
    }
  }

  const pinging = setInterval(ping, limits.ping);
  const stops = [
    desk.onChange(() => (gathering ??= setTimeout(tell, limits.gather))),
    devices.onChange(cutRevoked),
  ];
  return {
    upgrade,
    end() {
      for (const stop of stops) stop();
      clearInterval(pinging);
      if (gathering) clearTimeout(gathering);
      for (const socket of sockets.clients) endLink(socket, GOING_AWAY);
    },
  };
}
