import type { Log } from '../../core/ports.ts';
import type { TunnelStatus } from '../../protocol/remote-status.ts';
import type { TunnelTiming } from './tunnel-timing.ts';
import { verifyAddress, type Reach } from './verify.ts';

/** What a tunnel needs of its surroundings. */
export interface TunnelPorts {
  /** What the remote page's listener of this run answers to a challenge (64 hexadecimal digits). */
  proofFor(challenge: string): string;
  /** Where the keeper's bundle lies (`dist/tunnel-keeper.cjs`). */
  readonly keeper: string;
  readonly timing: TunnelTiming;
  readonly log: Log;
  /** PEM certificates to trust instead of the usual ones; for tests. */
  readonly ca?: string;
  /** An address is about to be asked; its calls have to be let in to answer. */
  onTrying(origin: string): void;
  onChange(status: TunnelStatus): void;
}

/** The way from an address outside to the remote page. */
export interface RunningTunnel {
  status(): TunnelStatus;
  /** Asks now whether the address leads here; resolves when the status says so. */
  check(): Promise<void>;
  /** Ends it: the status is "none" at once; resolves when the program is gone. */
  stop(): Promise<void>;
}

/** Whether an address leads to the listener that these ports belong to. */
export function verifyFor(ports: TunnelPorts, origin: string, signal: AbortSignal): Promise<Reach> {
  const { ca, timing } = ports;
  ports.onTrying(origin);
  return verifyAddress({
    origin,
    proofFor: (challenge) => ports.proofFor(challenge),
    within: timing.verifyWithin,
    signal,
    ...(ca === undefined ? {} : { ca }),
  });
}
