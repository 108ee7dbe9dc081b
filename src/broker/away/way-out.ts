import type { Log } from '../../core/ports.ts';
import type { RemoteStatus, TunnelStatus } from '../../protocol/remote-status.ts';
import { listenRemote, type RemoteListener } from '../remote/listen-remote.ts';
import type { RemoteParts } from '../remote/remote-parts.ts';
import type { TunnelChoice } from '../remote/remote-settings.ts';
import { createFifo } from '../store/fifo.ts';
import { runTunnel } from '../tunnel/run-tunnel.ts';
import type { RunningTunnel } from '../tunnel/tunnel-ports.ts';
import { TUNNEL_TIMING } from '../tunnel/tunnel-timing.ts';

/** Where the remote page listens, and what leads an address outside to it. */
export interface WayTarget {
  readonly port: number;
  readonly tunnel: TunnelChoice;
}

/** The way from outside to the remote page: its listener, and the tunnel that leads there. */
export interface WayOut {
  listener(): RemoteStatus['listener'];
  tunnel(): TunnelStatus;
  /** Where the page is reached from outside now; null where nowhere. */
  address(): string | null;
  /** Where a browser of this machine reaches the page; null while it does not listen. */
  ownAddress(): string | null;
  /** The address that was proved last or is being tried: its calls are let in to prove it. */
  tried(): string | null;
  /** Whether a device is connected now. */
  reachable(device: string): boolean;
  /** Opens the way, or leads it elsewhere; null closes it. Resolves once that was begun. */
  lead(target: WayTarget | null): Promise<void>;
  /** Asks now whether the address leads here, and tries again what had failed. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** What the way is made of. */
export interface WayOutOptions {
  readonly pageFolder: string;
  readonly tunnelKeeper: string;
  /** PEM certificates to trust instead of the usual ones; for tests. */
  readonly ca?: string;
  readonly parts: RemoteParts;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Opens no way yet. */
export function createWayOut(options: WayOutOptions): WayOut {
  const { parts, log, onChange } = options;
  const inTurn = createFifo();
  let target: WayTarget | null = null;
  let listener: RemoteListener | null = null;
  let standing: RemoteStatus['listener'] = { kind: 'off' };
  let tunnel: RunningTunnel | null = null;
  let tried: string | null = null;

  function stand(next: RemoteStatus['listener']): void {
    standing = next;
    onChange();
  }

  async function open(port: number): Promise<RemoteListener | null> {
    const opened = await listenRemote({ port, shellFolder: options.pageFolder, parts });
    if (opened.kind !== 'listening') {
      const taken = `Another program uses port ${port}. Choose another one in the setting countersign.remote.port.`;
      stand({ kind: 'failed', message: opened.kind === 'port-taken' ? taken : opened.message });
      return null;
    }
    opened.onReachable(onChange);
    stand({ kind: 'listening', port: opened.port });
    return opened;
  }

  /** The tunnel ends before the listener: it must never lead to a port that another may take. */
  async function shut(): Promise<void> {
    const [ending, closing] = [tunnel, listener];
    [tunnel, listener, tried] = [null, null, null];
    await ending?.stop();
    await closing?.close();
    stand({ kind: 'off' });
  }

  async function follow(wanted: WayTarget | null): Promise<void> {
    if (isSame(wanted, target) && (listener !== null) === (wanted !== null)) return;
    target = wanted;
    await shut();
    if (wanted === null) return;
    listener = await open(wanted.port);
    if (listener !== null) tunnel = start(wanted.tunnel, listener);
    onChange();
  }

  async function restart(): Promise<void> {
    await tunnel?.stop();
    tunnel = target !== null && listener !== null ? start(target.tunnel, listener) : null;
  }

  function start(choice: TunnelChoice, page: RemoteListener): RunningTunnel {
    return runTunnel(choice, page.port, {
      proofFor: (challenge) => page.proofFor(challenge),
      keeper: options.tunnelKeeper,
      timing: TUNNEL_TIMING,
      log,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      onTrying: (origin) => (tried = origin),
      onChange,
    });
  }

  const tunnelStatus = (): TunnelStatus => tunnel?.status() ?? { kind: 'none' };
  return {
    listener: () => standing,
    tunnel: tunnelStatus,
    address() {
      const status = tunnelStatus();
      return status.kind === 'up' ? status.origin : null;
    },
    ownAddress: () => (listener ? `http://127.0.0.1:${listener.port}` : null),
    tried: () => tried,
    reachable: (device) => listener?.reachable(device) ?? false,
    lead: (wanted) => inTurn(() => follow(wanted)),
    check: () =>
      inTurn(async () => {
        if (target !== null && listener === null) await follow(target);
        // A program that was given up is started anew.
        if (tunnel?.status().kind === 'down') await restart();
        await tunnel?.check();
      }),
    close: () => inTurn(() => follow(null)),
  };
}

function isSame(one: WayTarget | null, other: WayTarget | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
