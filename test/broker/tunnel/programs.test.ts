import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { TunnelChoice } from '../../../src/broker/remote/remote-settings.ts';
import { installedTunnels } from '../../../src/broker/tunnel/installed.ts';
import { makeCertificates, type Certificates } from '../../rigs/tunnel/certificates.ts';
import {
  closeServer,
  listenOn,
  startReachListener,
  type ReachListener,
} from '../../rigs/tunnel/listener.ts';
import { waitFor } from '../../rigs/process.ts';
import { bundleKeeper, folderForTests, standIn } from './keeper.ts';
import { watchTunnel, type WatchedTunnel } from './running.ts';

const SSH: TunnelChoice = { kind: 'program', program: 'ssh', destination: 'me@service' };
const CLOUDFLARED: TunnelChoice = { kind: 'program', program: 'cloudflared', destination: '' };
const STAYS = 'setInterval(() => undefined, 1000);';
const says = (line: string): string => `console.log(${JSON.stringify(line)});`;
const announces = (origin: string): string =>
  says(`x.lhr.life tunneled with tls termination, ${origin}`);

describe('a tunnel program', { timeout: 30_000 }, () => {
  const folder = folderForTests();
  const bin = folderForTests();
  const path = process.env['PATH'];
  let keeper: string;
  let certificates: Certificates;
  let listener: ReachListener;

  beforeAll(async () => {
    keeper = await bundleKeeper(folder);
    certificates = await makeCertificates(folder, ['localhost']);
    listener = await startReachListener(certificates);
    process.env['PATH'] = `${bin}${delimiter}${path ?? ''}`;
  });
  afterAll(async () => {
    process.env['PATH'] = path;
    await listener?.close();
  });
  beforeEach(() => writeFileSync(join(folder, 'starts'), ''));

  /** Counts a start of a stand-in. */
  const counts = (): string =>
    `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'starts'))}, '.');`;
  const starts = (): number => readFileSync(join(folder, 'starts'), 'utf8').length;
  const run = (
    choice: TunnelChoice,
    timing: Parameters<typeof watchTunnel>[2]['timing'] = {},
  ): WatchedTunnel => {
    const { proofFor, port } = listener;
    return watchTunnel(choice, port, { keeper, proofFor, ca: certificates.ca, timing });
  };

  it('is up once its address leads here, however late it says it', async () => {
    standIn(bin, 'ssh', `setTimeout(() => { ${announces(listener.origin)} }, 500); ${STAYS}`);
    const tunnel = run(SSH);
    expect(tunnel.status()).toEqual({ kind: 'starting', by: 'SSH' });
    const up = await tunnel.until('up');
    expect(up).toMatchObject({ by: 'SSH', origin: listener.origin });
    expect(up.risk).not.toBe('');
    expect(Math.abs(Date.now() - up.verifiedAt)).toBeLessThan(5000);
    expect(tunnel.told.map(({ kind }) => kind).slice(0, 2)).toEqual(['starting', 'up']);
  });

  it('is asked again and again while it is up', async () => {
    standIn(bin, 'ssh', `${announces(listener.origin)} ${STAYS}`);
    const tunnel = run(SSH);
    const { verifiedAt } = await tunnel.until('up');
    await waitFor('another proof', () => {
      const status = tunnel.status();
      return status.kind === 'up' && status.verifiedAt > verifiedAt;
    });
  });

  it('is not up where the address does not lead here', async () => {
    const stranger = await startReachListener(certificates);
    standIn(bin, 'ssh', `${announces(stranger.origin)} ${STAYS}`);
    const tunnel = run(SSH, { reachWithin: 300 });
    const { message } = await tunnel.until('down');
    expect(message).toContain('Another program');
    expect(tunnel.told.some(({ kind }) => kind === 'up')).toBe(false);
    await stranger.close();
  });

  it('that changes its address while it runs is up at the new one alone', async () => {
    const second = listener.origin.replace('localhost', '127.0.0.1');
    standIn(
      bin,
      'ssh',
      `${announces(listener.origin)} setTimeout(() => { ${announces(second)} }, 700); ${STAYS}`,
    );
    const tunnel = run(SSH);
    expect((await tunnel.until('up')).origin).toBe(listener.origin);
    await waitFor('the new address', () => {
      const status = tunnel.status();
      return status.kind === 'up' && status.origin === second;
    });
    const origins = tunnel.told.flatMap((status) => (status.kind === 'up' ? [status.origin] : []));
    expect(origins.lastIndexOf(listener.origin)).toBeLessThan(origins.indexOf(second));
  });

  it('that fails with an address of the service in its words announces none', async () => {
    standIn(
      bin,
      'cloudflared',
      `${counts()} console.error('failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": no such host'); process.exit(1);`,
    );
    const tunnel = run(CLOUDFLARED, { mostStarts: 2 });
    await waitFor('it to be left alone', () => {
      const status = tunnel.status();
      return status.kind === 'down' && status.message.includes('not started again');
    });
    const status = tunnel.status();
    expect(status.kind === 'down' && status.message).toContain(
      'https://api.trycloudflare.com/tunnel',
    );
    expect(tunnel.told.map(({ kind }) => kind)).not.toContain('up');
    expect(starts()).toBe(2);
  });

  it('that ends is started again, and is up again', async () => {
    const once = join(folder, 'once');
    standIn(
      bin,
      'ssh',
      `${counts()} ${announces(listener.origin)}
       if (!require('node:fs').existsSync(${JSON.stringify(once)})) {
         setTimeout(() => { require('node:fs').writeFileSync(${JSON.stringify(once)}, ''); ${says('broken pipe')} process.exit(255); }, 700);
       }
       ${STAYS}`,
    );
    const tunnel = run(SSH);
    await tunnel.until('up');
    const { message } = await tunnel.until('down');
    expect(message).toContain('started again');
    expect(message).toContain('broken pipe');
    await tunnel.until('up');
    expect(starts()).toBe(2);
  });

  it('that names no address is ended and said to, with what it said and without secrets', async () => {
    standIn(
      bin,
      'ssh',
      `${counts()} ${says('visit https://service/login?code=s3cret to sign in')} ${says('token: t0ps3cret')} ${STAYS}`,
    );
    const tunnel = run(SSH, { addressWithin: 3000, mostStarts: 1 });
    const { message } = await tunnel.until('down');
    expect(message).toContain('named no address in time');
    expect(message).toContain('visit https://service/login to sign in');
    expect(message).not.toContain('s3cret');
  });

  it('that floods its output with lines, and with one line, is read all the same', async () => {
    standIn(
      bin,
      'ssh',
      `for (let n = 0; n < 200000; n += 1) process.stdout.write('noise ' + n + '\\n');
       process.stdout.write('x'.repeat(20000000));
       process.stdout.write('\\n', () => { ${announces(listener.origin)} });
       ${STAYS}`,
    );
    await run(SSH).until('up');
  });

  it('that is not there is said not to be, and not tried again', async () => {
    const tunnel = run({ kind: 'program', program: 'devtunnel', destination: '' });
    const { message } = await tunnel.until('down');
    expect(message).toContain('devtunnel');
    expect(message).toContain('Install it');
    await tunnel.stop();
  });

  it('is not started without what it needs', () => {
    const tunnel = run({ ...SSH, destination: ' ' });
    expect(tunnel.status()).toMatchObject({ kind: 'down' });
    expect(starts()).toBe(0);
  });

  it('announces nothing once it was stopped, whatever it says in the end', async () => {
    const asked = join(folder, 'asked');
    standIn(
      bin,
      'ssh',
      `process.on('SIGTERM', () => { ${announces(listener.origin)} require('node:fs').writeFileSync(${JSON.stringify(asked)}, ''); setTimeout(() => process.exit(), 300); });
       ${counts()} ${STAYS}`,
    );
    const tunnel = run(SSH);
    await waitFor('it to start', () => starts() === 1);
    const calls = listener.calls.length;
    const stopped = tunnel.stop();
    expect(tunnel.status()).toEqual({ kind: 'none' });
    await stopped;
    expect(existsSync(asked)).toBe(true);
    expect(tunnel.told.map(({ kind }) => kind)).toEqual(['starting', 'none']);
    expect(listener.calls).toHaveLength(calls);
    expect(starts()).toBe(1);
  });

  it('can be stopped while it waits to be started again', async () => {
    standIn(bin, 'ssh', `${counts()} process.exit(1);`);
    const tunnel = run(SSH, { restart: [60_000, 60_000] });
    await tunnel.until('down');
    await tunnel.stop();
    expect(starts()).toBe(1);
  });

  it('is found where it is installed', async () => {
    standIn(bin, 'ngrok', `console.log('ngrok version 3.9.0');`);
    standIn(bin, 'tailscale', STAYS);
    standIn(bin, 'cloudflared', 'process.exit(1)');
    const ids = (await installedTunnels(undefined, 500)).map(({ id }) => id);
    expect(ids).toEqual(['tailscale', 'tailscale-funnel', 'ssh', 'ngrok', 'cloudflared']);
  });
});

describe('an address that a person runs', () => {
  it('is proved, and watched', async () => {
    const listener = await startReachListener();
    const { origin, proofFor, port } = listener;
    const tunnel = watchTunnel({ kind: 'url', origin }, port, { keeper: '', proofFor });
    expect(await tunnel.until('up')).toMatchObject({
      origin,
      risk: 'Only this machine reaches it.',
    });
    await listener.close();
    await tunnel.check();
    const { message } = await tunnel.until('down');
    expect(message).toContain('127.0.0.1');
    await tunnel.stop();
    expect(tunnel.status()).toEqual({ kind: 'none' });
  });

  it('is down where it never answers', async () => {
    const silent = createServer(() => undefined);
    const port = await listenOn(silent);
    onTestFinished(() => closeServer(silent));
    const choice: TunnelChoice = { kind: 'url', origin: `http://127.0.0.1:${port}` };
    const ports = { keeper: '', proofFor: () => '', timing: { verifyWithin: 200 } };
    const { message } = await watchTunnel(choice, port, ports).until('down');
    expect(message).toContain('no answer in time');
  });

  it('is none where none is wanted', async () => {
    const tunnel = watchTunnel({ kind: 'none' }, 1, { keeper: '', proofFor: () => '' });
    await tunnel.check();
    expect(tunnel.told).toEqual([]);
    expect(tunnel.status()).toEqual({ kind: 'none' });
  });
});
