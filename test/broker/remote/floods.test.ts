import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REMOTE_PATHS, REMOTE_MAX_BODY } from '../../../src/protocol/remote.ts';
import { makeDeviceKeys } from '../../fakes/device-keys.ts';
import {
  call,
  openLive,
  signedHeaders,
  sync,
  type RemoteDevice,
} from '../../fakes/remote-client.ts';
import { post } from '../../fakes/wire.ts';
import { expectRefusal, rawPost, rawSend } from './raw.ts';
import { ADDRESS, openWorld, TOOL_INPUT, type World } from './remote-world.ts';

let world: World;
let phone: RemoteDevice;
beforeEach(async () => {
  world = await openWorld();
  phone = await world.device();
});
afterEach(async () => {
  expect(world.log.lines.join('\n')).not.toContain(TOOL_INPUT);
  await world.end();
});

describe('too much', () => {
  it('said beforehand is refused before any of it is read', async () => {
    const headers = { 'content-length': String(REMOTE_MAX_BODY + 1) };
    const answer = await rawPost(world, REMOTE_PATHS.sync, headers, '');
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*connection: close.*"bad-message"/is);
  });

  it('in chunks is refused once it is too much', async () => {
    const signed = await signedHeaders(phone, REMOTE_PATHS.sync, '');
    const size = REMOTE_MAX_BODY + 1;
    const chunk = `${size.toString(16)}\r\n${'x'.repeat(size)}\r\n`;
    const answer = await rawPost(
      world,
      REMOTE_PATHS.sync,
      { ...signed, 'transfer-encoding': 'chunked' },
      chunk,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('time for a body, or a head, ends the connection', async () => {
    const quick = await openWorld({ receiveWithin: 100, headWithin: 100 });
    const device = await quick.device();
    const signed = await signedHeaders(device, REMOTE_PATHS.sync, '{}');
    const slow = { ...signed, 'content-length': '2' };
    expect(await rawPost(quick, REMOTE_PATHS.sync, slow, '{')).toMatch(
      /^HTTP\/1\.1 408 .*"failed"/s,
    );
    expect(await rawSend(quick, 'POST / HTTP/1.1\r\nhost: ')).toMatch(/^HTTP\/1\.1 408 /);
    await quick.end();
  });

  it.each([
    ['no JSON', '{"known":'],
    ['no body', ''],
    ['unknown fields', '{"known":[],"more":1}'],
    ['too many', JSON.stringify({ known: Array(501).fill('r1') })],
    ['JSON of depth', '['.repeat(30_000)],
  ])('or something else than is meant: %s', async (_name, body) => {
    const answer = await call(phone, REMOTE_PATHS.sync, body);
    expectRefusal(answer, 400, 'bad-message');
    expect(answer.proved).toBe(true);
  });

  it('of one device is refused, with proof, and goes on after a while; others go on', async () => {
    const small = await openWorld({ device: { burst: 5, perSecond: 1 } });
    const [busy, calm] = [await small.device('busy'), await small.device('calm')];
    const statuses = [];
    for (let n = 0; n < 7; n += 1) {
      statuses.push((await call(busy, REMOTE_PATHS.sync, { known: [] })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = await call(busy, REMOTE_PATHS.sync, { known: [] });
    expectRefusal(refused, 429, 'too-many');
    expect(refused.proved).toBe(true);
    await sync(calm);
    small.clock.forward(1000);
    await sync(busy);
    await small.end();
  });

  it('of strangers is refused; devices, and proofs of the address, go on', async () => {
    const keys = await makeDeviceKeys();
    const stranger = { ...phone, keys };
    const statuses = [];
    for (let n = 0; n < 30; n += 1) {
      statuses.push((await call(stranger, REMOTE_PATHS.sync, { known: [] })).status);
    }
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([401]));
    expect(new Set(statuses.slice(20))).toEqual(new Set([429]));
    await sync(phone);
    const reach = { challenge: 'a'.repeat(64) };
    expect((await post(world.base + REMOTE_PATHS.reach, JSON.stringify(reach))).status).toBe(200);
    for (let n = 0; n < 25; n += 1) await post(world.base + REMOTE_PATHS.pair, '{}');
    expectRefusal(await post(world.base + REMOTE_PATHS.pair, '{}'), 429, 'too-many');
    // The log does not grow with a flood.
    expect(world.log.lines.length).toBeLessThan(30);
  });

  it('of live channels that do not say who they are is refused, and they end in time', async () => {
    const quick = await openWorld({ helloWithin: 300, unproved: 2 });
    const device = await quick.device();
    const silent = [await openLive(device, {}, null), await openLive(device, {}, null)];
    const third = await openLive(device);
    expect(await third.closed).toMatchObject({ code: 1006 });
    await Promise.all(silent.map(({ closed }) => closed));
    const later = await openLive(device);
    await vi.waitFor(() => expect(later.revisions).toHaveLength(1));
    await quick.end();
  });

  it('of live channels in all is refused', async () => {
    const small = await openWorld({ channels: 2 });
    const lives = [await openLive(await small.device()), await openLive(await small.device())];
    for (const { revisions } of lives) await vi.waitFor(() => expect(revisions).toHaveLength(1));
    expect(await (await openLive(await small.device())).closed).toMatchObject({ code: 1006 });
    await small.end();
  });

  it('said on a live channel, or twice, ends it', async () => {
    for (const nonsense of ['hello', '{}', 'x'.repeat(5000)]) {
      const live = await openLive(phone, {}, null);
      live.socket.send(nonsense);
      await live.closed;
    }
    const live = await openLive(phone);
    await vi.waitFor(() => expect(live.revisions).toHaveLength(1));
    const again = { device: 'x', origin: ADDRESS, at: 1, nonce: 'x', signature: 'x'.repeat(86) };
    live.socket.send(JSON.stringify(again));
    await live.closed;
  });

  it('of connections is turned away', async () => {
    const small = await openWorld({ connections: 2 });
    const sockets = [1, 2, 3].map(() => connect(small.port, '127.0.0.1'));
    const closed = await Promise.race(
      sockets.map(
        (socket, n) =>
          new Promise<number>((resolve) => {
            socket.on('error', () => undefined);
            socket.once('close', () => resolve(n));
          }),
      ),
    );
    expect([0, 1, 2]).toContain(closed);
    await vi.waitFor(() => expect(small.log.lines.join()).toContain('too many are open'));
    for (const socket of sockets) socket.destroy();
    await small.end();
  });

  it('in hand at once is refused', async () => {
    const small = await openWorld({ inHand: 2 });
    const device = await small.device();
    const revision = small.parts.desk.revision();
    const held = [1, 2].map(() => call(device, REMOTE_PATHS.wait, { revision }));
    await vi.waitFor(() => expect(small.seen).toHaveLength(2));
    expectRefusal(await call(device, REMOTE_PATHS.sync, { known: [] }), 429, 'too-many');
    small.ask();
    await Promise.all(held);
    await sync(device);
    await small.end();
  });
});
