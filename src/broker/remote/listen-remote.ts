import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Unsubscribe } from '../../core/ports.ts';
import { REMOTE_WAIT } from '../../protocol/remote.ts';
import { openLoopback, type ServerLimits } from '../server/loopback.ts';
import { createAnswerer, type CallLimits } from './answer-call.ts';
import { remoteHandler } from './handle-remote.ts';
import { createLive, type LiveChannels, type LiveLimits } from './live-channel.ts';
import { createPresence } from './presence.ts';
import { reachProof } from './reach.ts';
import type { RemoteParts } from './remote-parts.ts';
import { loadShell } from './shell-files.ts';
import { signedCalls } from './signed-calls.ts';
import { createWaits, type WaitLimits } from './waits.ts';

/** Everything that bounds what the outside may take. */
export type RemoteLimits = ServerLimits &
  CallLimits &
  WaitLimits &
  LiveLimits & {
    /** How many messages are in hand at once. */
    readonly inHand: number;
  };

/** What the listener of the remote page is made of. */
export interface RemoteOptions {
  /** The port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  /** Where the page's own files are. */
  readonly shellFolder: string;
  readonly parts: RemoteParts;
  readonly limits?: Partial<RemoteLimits>;
}

/** A listener for the remote page, or why there is none. */
export type RemoteListening =
  | RemoteListener
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };

/** A listener for the remote page. */
export interface RemoteListener {
  readonly kind: 'listening';
  readonly port: number;
  /** What this run answers to a challenge, to find out whether an address leads here. */
  proofFor(challenge: string): string;
  /** Whether a device has a live channel or a held call open, or had one a moment ago. */
  reachable(device: string): boolean;
  onReachable(listener: () => void): Unsubscribe;
  /** Ends held calls and live channels, and closes all connections. */
  close(): Promise<void>;
}

const LIMITS: RemoteLimits = {
  headWithin: 10_000,
  // Longer than proxies keep their own connections to us (cloudflared 90 s): theirs end first.
  idleWithin: 100_000,
  connections: 128,
  receiveWithin: 15_000,
  inHand: 96,
  device: { burst: 60, perSecond: 10 },
  strangers: { burst: 20, perSecond: 2 },
  wait: REMOTE_WAIT,
  waitsPerDevice: 3,
  lingers: 5000,
  helloWithin: 5000,
  ping: 20_000,
  gather: 10,
  channels: 64,
  channelsPerDevice: 4,
  unproved: 16,
};
/** How long a connection may stand still while an answer is on its way, in milliseconds. */
const STALLED = 120_000;
/** How long answers may take to leave when all ends, in milliseconds. */
const CLOSE_WITHIN = 1000;
const SWEEP = 20;

/** Opens the listener of the remote page, on 127.0.0.1 only. It alone is for a tunnel to lead to. */
export async function listenRemote(options: RemoteOptions): Promise<RemoteListening> {
  const { parts, port, shellFolder } = options;
  const limits = { ...LIMITS, ...options.limits };
  const loaded = await loadShell(shellFolder);
  if (loaded.kind === 'missing') {
    parts.log.error('A file of the remote page can’t be read', loaded);
    const message = `The page for your devices is not complete (${loaded.file}). Install Countersign again.`;
    return { kind: 'failed', message };
  }
  const reachKey = randomBytes(32);
  const presence = createPresence();
  const waits = createWaits(parts, presence, limits);
  const calls = signedCalls(parts, waits);
  const answerCall = createAnswerer({ parts, calls, reachKey, limits });
  const { log, clock, identity } = parts;
  const { shell } = loaded;
  const { inHand } = limits;
  const isAnnounced = (origin: string): boolean => parts.isAnnounced(origin, null);
  const take = remoteHandler({ shell, answerCall, isAnnounced, inHand, identity, clock, log });
  const opened = await openLoopback({ port, limits, name: 'the remote page', log, take });
  if (opened.kind !== 'open') {
    waits.end();
    return opened;
  }
  const { server } = opened;
  server.setTimeout(STALLED);
  const live = createLive(parts, { port: opened.port, isAnnounced }, presence, limits);
  server.on('upgrade', (request, stream, head) => live.upgrade(request, stream, head));
  return {
    kind: 'listening',
    port: opened.port,
    proofFor: (challenge) => reachProof(reachKey, challenge),
    reachable: (device) => presence.reachable(device),
    onReachable: (listener) => presence.onChange(listener),
    async close() {
      await close(server, live, () => waits.end());
      presence.end();
    },
  };
}

async function close(server: Server, live: LiveChannels, endWaits: () => void): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  live.end();
  endWaits();
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN);
  // A connection is idle once its last answer has left.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
