import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TunnelChoice } from '../../../src/broker/remote/remote-settings.ts';
import { verifyAddress } from '../../../src/broker/tunnel/verify.ts';
import { startReachListener, type ReachListener } from '../../rigs/tunnel/listener.ts';
import { startTunnelRig, type TunnelRig } from '../../rigs/tunnel/tunnel-rig.ts';
import { bundleKeeper, folderForTests } from './keeper.ts';
import { watchTunnel, type WatchedTunnel } from './running.ts';

describe('a real tunnel: ssh -R to a server behind nginx with TLS', { timeout: 60_000 }, () => {
  const folder = folderForTests();
  let keeper: string;
  let rig: TunnelRig;
  let listener: ReachListener;

  beforeAll(async () => {
    keeper = await bundleKeeper(folder);
    rig = await startTunnelRig();
    listener = await startReachListener();
  }, 60_000);
  afterAll(async () => {
    await rig?.stop();
    await listener?.close();
  });

  const choice = (): TunnelChoice => ({
    kind: 'program',
    program: 'ssh',
    destination: rig.destination,
    origin: rig.origin,
  });
  const start = (): WatchedTunnel => {
    const { proofFor } = listener;
    return watchTunnel(choice(), listener.port, {
      keeper,
      proofFor,
      ca: rig.certificates.ca,
      // A challenge that is lost with the network must not hold the test up.
      timing: { verifyWithin: 2000 },
    });
  };

  it('is up once a challenge came through, and leads nowhere after it was stopped', async () => {
    const tunnel = start();
    const up = await tunnel.until('up');
    expect(up).toMatchObject({ by: 'SSH', origin: rig.origin });
    expect(tunnel.told[0]).toEqual({ kind: 'starting', by: 'SSH' });
    expect(listener.calls.at(-1)).toMatchObject({
      host: rig.origin.replace('https://', ''),
      'x-forwarded-proto': 'https',
    });

    await tunnel.stop();
    expect(tunnel.status()).toEqual({ kind: 'none' });
    const { proofFor } = listener;
    const after = await verifyAddress({ origin: rig.origin, proofFor, ca: rig.certificates.ca });
    expect(after).toMatchObject({ kind: 'failed', code: 'not-reached' });
  });

  it('is down when the network is cut, and up again when it is back', async () => {
    const tunnel = start();
    await tunnel.until('up');
    await rig.cut();
    const { message } = await tunnel.until('down');
    expect(message).not.toBe('');
    await rig.mend();
    expect(await tunnel.until('up')).toMatchObject({ origin: rig.origin });
  });

  it('does not take another program behind the address for ours', async () => {
    const stranger = await startReachListener();
    const tunnel = start();
    await tunnel.until('up');
    const origin = rig.origin;
    const { proofFor } = stranger;
    const reach = await verifyAddress({ origin, proofFor, ca: rig.certificates.ca });
    expect(reach).toMatchObject({ kind: 'failed', code: 'another-program' });
    await stranger.close();
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const { proofFor } = listener;
    const reach = await verifyAddress({ origin: rig.origin, proofFor });
    expect(reach).toMatchObject({ kind: 'failed', code: 'tls' });
  });

  it('does not trust it because the environment says so', async () => {
    const { proofFor } = listener;
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const reach = await verifyAddress({ origin: rig.origin, proofFor });
      expect(reach).toMatchObject({ kind: 'failed', code: 'tls' });
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });
});
