import { onTestFinished } from 'vitest';
import type { TunnelChoice } from '../../../src/broker/remote/remote-settings.ts';
import { runTunnel } from '../../../src/broker/tunnel/run-tunnel.ts';
import type { RunningTunnel, TunnelPorts } from '../../../src/broker/tunnel/tunnel-ports.ts';
import { TUNNEL_TIMING } from '../../../src/broker/tunnel/tunnel-timing.ts';
import type { TunnelStatus } from '../../../src/protocol/remote-status.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { waitFor } from '../../rigs/process.ts';

/** A tunnel under test, and everything it told. */
export interface WatchedTunnel extends RunningTunnel {
  readonly told: readonly TunnelStatus[];
  /** Waits until the newest status is of this kind, and returns it. */
  until<K extends TunnelStatus['kind']>(kind: K): Promise<Extract<TunnelStatus, { kind: K }>>;
}

/** Runs a tunnel, with short pauses, that is stopped when the test ends. */
export function watchTunnel(
  choice: TunnelChoice,
  port: number,
  ports: Pick<TunnelPorts, 'keeper' | 'proofFor'> &
    Partial<Pick<TunnelPorts, 'ca'>> & { readonly timing?: Partial<TunnelPorts['timing']> },
): WatchedTunnel {
  const told: TunnelStatus[] = [];
  const tunnel = runTunnel(choice, port, {
    ...ports,
    timing: {
      ...TUNNEL_TIMING,
      recheck: 200,
      retry: [50, 200],
      restart: [50, 200],
      ...ports.timing,
    },
    log: keptLog(),
    onTrying: () => undefined,
    onChange: (status) => told.push(status),
  });
  onTestFinished(() => tunnel.stop());
  const isKind = <K extends TunnelStatus['kind']>(
    status: TunnelStatus,
    kind: K,
  ): status is Extract<TunnelStatus, { kind: K }> => status.kind === kind;
  return {
    ...tunnel,
    told,
    until: (kind) =>
      waitFor(`the tunnel to be ${kind}`, () => {
        const status = tunnel.status();
        return isKind(status, kind) && status;
      }).catch((cause: unknown) => {
        throw new Error(JSON.stringify(told), { cause });
      }),
  };
}
