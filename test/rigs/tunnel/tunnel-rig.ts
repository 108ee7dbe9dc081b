import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitFor } from '../process.ts';
import { makeCertificates, type Certificates } from './certificates.ts';
import { accepts, type ChildServer } from './child.ts';
import { makeGate } from './gate.ts';
import { startNginx } from './nginx.ts';
import { startSshd } from './sshd.ts';

/**
 * The far end of a real tunnel, on loopback: an SSH server that takes `ssh -R`, behind nginx with
 * TLS. It is what a person's own server, or a service, is to the product.
 */
export interface TunnelRig {
  /** Where the tunnel is reached, over TLS: `https://localhost:PORT`. */
  readonly origin: string;
  readonly certificates: Certificates;
  /** What a person writes as the destination of ssh; `{port}` stands for the port of the page. */
  readonly destination: string;
  /** Calls still reach the desk, and its answers do not come back, until it is cut and mended. */
  hush(): void;
  /** Cuts the network before the SSH server, in mid-word: nginx answers 502 from then on. */
  cut(): Promise<void>;
  /** The SSH server can be reached again; whoever had a tunnel has to connect anew. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** What is special about a rig. */
export interface TunnelRigOptions {
  /** The host of its address; it has to lead to 127.0.0.1 in whatever calls it. */
  readonly name?: string;
  /** Those of another rig, for an address whose authority is trusted already. */
  readonly certificates?: Certificates;
  /** Whether nginx holds answers back until they are whole, as it does by itself. */
  readonly buffers?: boolean;
}

/** Starts the far end of a tunnel. Runs as root and as any other user. */
export async function startTunnelRig(options: TunnelRigOptions = {}): Promise<TunnelRig> {
  const { name = 'localhost', buffers = false } = options;
  const folder = mkdtempSync(join(tmpdir(), 'countersign-tunnel-rig-'));
  // nginx started by root works as another user.
  chmodSync(folder, 0o755);
  const upstream = await freePort();
  const port = await freePort();
  const reachedBy = await freePort();
  const servers: ChildServer[] = [];
  let cut = (): Promise<void> => Promise.resolve();
  const stop = async (): Promise<void> => {
    await cut();
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const certificates = options.certificates ?? (await makeCertificates(folder, [name]));
    servers.push(
      await startNginx(join(folder, 'nginx'), { port, upstream, certificates, buffers }),
    );
    const sshd = await startSshd(folder, reachedBy);
    servers.push(sshd);
    const gate = makeGate(reachedBy, sshd.port);
    await gate.open();
    cut = async () => {
      await gate.cut();
      await waitFor('the forwarded port to close', async () => !(await accepts(upstream)));
    };
    return {
      origin: `https://${name}:${port}`,
      certificates,
      destination: `-R 127.0.0.1:${upstream}:127.0.0.1:{port} ${sshd.words}`,
      hush: () => gate.hush(),
      cut: () => cut(),
      mend: () => gate.open(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
