import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Desk } from '../../../src/broker/desk.ts';
import type { DeskOptions } from '../../../src/broker/desk-options.ts';
import { openDesk } from '../../../src/broker/open-desk.ts';
import type { RemoteSettings } from '../../../src/broker/remote/remote-settings.ts';
import type { RemoteStatus } from '../../../src/protocol/remote-status.ts';
import { noDevices, remoteOptions } from '../../fakes/remote-options.ts';
import { checkout, freePort } from '../process.ts';
import type { PushService } from '../push/push-service.ts';
import type { TunnelRig } from '../tunnel/tunnel-rig.ts';

/** A desk in this process, with its way to devices. */
export interface AwayParts {
  readonly desk: Desk;
  readonly status: () => RemoteStatus;
  /** Lets so many milliseconds pass at the desk. */
  pass(milliseconds: number): void;
  /** From now on the tunnel leads to another address. */
  moveTo(farEnd: TunnelRig): void;
}

/** Opens a desk whose tunnel leads to that far end, and whose pushes go to that service. */
export async function openParts(
  options: Omit<DeskOptions, 'remote'>,
  farEnd: TunnelRig,
  push: Pick<PushService, 'agent'>,
): Promise<AwayParts> {
  const port = await freePort();
  let ahead = 0;
  const desk = await openDesk({
    ...options,
    clock: { now: () => Date.now() + ahead },
    remote: remoteOptions({
      settings: settingsFor(farEnd, port),
      pageFolder: join(checkout, 'dist/remote'),
      tunnelKeeper: await bundleKeeper(),
      pushAgent: push.agent,
      ca: farEnd.certificates.ca,
    }),
  });
  return {
    desk,
    status() {
      const { remote } = desk.view();
      if (remote === null) throw new Error('another window has the desk');
      return remote;
    },
    pass: (milliseconds) => void (ahead += milliseconds),
    moveTo: (other) => desk.remote.configure(settingsFor(other, port)),
  };
}

function settingsFor({ destination, origin }: TunnelRig, port: number): RemoteSettings {
  const tunnel = { kind: 'program', program: 'ssh', destination, origin } as const;
  // One session is denied many things here, and asks on.
  return { ...noDevices, port, tunnel, pauseAfterDenials: 0 };
}

/** The program that ends a tunnel with the desk, built as the product does. */
async function bundleKeeper(): Promise<string> {
  const outfile = join(checkout, '.cache/away/tunnel-keeper.cjs');
  await mkdir(join(checkout, '.cache/away'), { recursive: true });
  await build({
    entryPoints: [join(checkout, 'src/broker/tunnel/keeper.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}
