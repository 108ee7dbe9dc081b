import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REMOTE_HEADERS, REMOTE_PATHS, remoteRefusalSchema } from '../../../src/protocol/remote.ts';
import { makeDeviceKeys } from '../../fakes/device-keys.ts';
import {
  call,
  checkAnswer,
  openLive,
  signDecision,
  signedHeaders,
  sync,
  type Answer,
  type RemoteDevice,
} from '../../fakes/remote-client.ts';
import { exchange, post } from '../../fakes/wire.ts';
import { expectPending, expectRefusal } from './raw.ts';
import { OLD_ADDRESS, openWorld, TOOL_INPUT, type World } from './remote-world.ts';

const allow = { behavior: 'allow', always: null, answers: null } as const;

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

const syncWith = (twist: Parameters<typeof call>[3]): Promise<Answer> =>
  call(phone, REMOTE_PATHS.sync, { known: [] }, twist);

describe('a call that someone took down', () => {
  it('and sends again is refused, once it has counted', async () => {
    const headers = await signedHeaders(phone, REMOTE_PATHS.sync, '{"known":[]}');
    const url = world.base + REMOTE_PATHS.sync;
    expect(await post(url, '{"known":[]}', headers)).toMatchObject({ status: 200 });
    const again = await post(url, '{"known":[]}', headers);
    expectRefusal(again, 409, 'replayed');
    const nonce = headers[REMOTE_HEADERS.nonce] ?? '';
    expect(await checkAnswer(phone, nonce, again)).toMatchObject({ proved: false });
  });

  it.each([
    ['with another body', { signedBody: '{"known":["r1"]}' }],
    ['at another path', { signedPath: REMOTE_PATHS.wait }],
    ['for another computer', { server: 'A'.repeat(22) }],
  ])('and uses %s is refused', async (_name, twist) => {
    const answer = await syncWith(twist);
    expectRefusal(answer, 401, 'bad-signature');
    expect(answer.proved).toBe(false);
  });

  it.each(['at', 'nonce', 'origin', 'signature', 'device'] as const)(
    'and changes or leaves out %s is refused',
    async (part) => {
      const body = '{"known":[]}';
      const headers = await signedHeaders(phone, REMOTE_PATHS.sync, body);
      const other = await signedHeaders(await world.device('other'), REMOTE_PATHS.sync, body, {
        at: phone.now() + 1,
        origin: OLD_ADDRESS,
      });
      const name = REMOTE_HEADERS[part];
      const without = Object.fromEntries(
        Object.entries(headers).filter(([header]) => header !== name),
      );
      const url = world.base + REMOTE_PATHS.sync;
      const changed = { ...headers, [name]: other[name] ?? '' };
      expectRefusal(await post(url, body, changed), 401, 'bad-signature');
      expectRefusal(await post(url, body, without), 401, 'unknown-device');
      const padded = { ...headers, [name]: `0${headers[name] ?? ''}` };
      expect((await post(url, body, padded)).status).toBe(401);
    },
  );

  it('as the hello of a live channel can’t be a call, nor the other way round', async () => {
    const at = phone.now();
    const hello = await openLive(phone, {
      at,
      nonce: 'x'.repeat(22),
      signedPath: REMOTE_PATHS.sync,
    });
    expect(await hello.closed).toEqual({ code: 4401, reason: 'bad-signature' });
  });
});

describe('a call by another method', () => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])(
    '%s is refused, however well it is signed',
    async (method) => {
      const body = '{"known":[]}';
      const signed = await signedHeaders(phone, REMOTE_PATHS.sync, body);
      const headers = { ...signed, 'content-type': 'application/json' };
      const length = { 'content-length': String(body.length) };
      const url = world.base + REMOTE_PATHS.sync;
      expectRefusal(await exchange(method, url, { ...headers, ...length }, body), 405, 'not-here');
    },
  );
});

describe('a clock', () => {
  it.each([
    ['59 seconds behind', -59_000, 200],
    ['59 seconds ahead', 59_000, 200],
    ['61 seconds behind', -61_000, 401],
    ['61 seconds ahead', 61_000, 401],
  ])('%s', async (_name, off, status) => {
    const answer = await syncWith({ at: phone.now() + off });
    expect(answer).toMatchObject({ status, proved: true });
    if (status === 200) return;
    expectRefusal(answer, 401, 'clock');
    expect(remoteRefusalSchema.parse(answer.json).now).toBe(world.clock.now());
    const live = await openLive(phone, { at: phone.now() + off });
    expect(await live.closed).toEqual({ code: 4401, reason: 'clock' });
  });
});

describe('a device', () => {
  it('that is not paired gets nothing, with a key of its own or under the id of another', async () => {
    world.ask();
    const keys = await makeDeviceKeys();
    const stranger = { ...phone, keys };
    const own = await call(stranger, REMOTE_PATHS.sync, { known: [] });
    expectRefusal(own, 401, 'unknown-device');
    expect(own.proved).toBe(false);
    const as = { device: phone.keys.id };
    expectRefusal(await call(stranger, REMOTE_PATHS.sync, { known: [] }, as), 401, 'bad-signature');
    const live = await openLive(stranger, as);
    expect(await live.closed).toEqual({ code: 4401, reason: 'bad-signature' });
  });

  it('that was revoked gets nothing, and learns so with proof', async () => {
    world.ask();
    world.devices.revoke(phone.keys.id);
    for (const path of [REMOTE_PATHS.sync, REMOTE_PATHS.decide, REMOTE_PATHS.wait]) {
      const answer = await call(phone, path, {});
      expectRefusal(answer, 403, 'revoked');
      expect(answer.proved).toBe(true);
    }
    const live = await openLive(phone);
    expect(await live.closed).toEqual({ code: 4403, reason: 'revoked' });
    expectPending(world);
  });

  it('that is revoked while it waits is told at once', async () => {
    const revision = world.parts.desk.revision();
    const waiting = call(phone, REMOTE_PATHS.wait, { revision });
    await vi.waitFor(() => expect(world.reachable(phone.keys.id)).toBe(true));
    world.devices.revoke(phone.keys.id);
    expectRefusal(await waiting, 403, 'revoked');
  });

  it('that is revoked while it has a live channel hears nothing more', async () => {
    const other = await openLive(await world.device('other'));
    const live = await openLive(phone);
    await vi.waitFor(() => expect([live.revisions.length, other.revisions.length]).toEqual([1, 1]));
    world.devices.revoke(phone.keys.id);
    world.ask();
    await live.closed;
    await vi.waitFor(() => expect(other.revisions).toHaveLength(2));
    expect(live.revisions).toHaveLength(1);
    expect(world.reachable(phone.keys.id)).toBe(false);
  });

  it('that is revoked with a decision on its way decides nothing', async () => {
    const request = world.ask();
    const nonce = (await sync(phone)).rows[0]?.nonce ?? '';
    const text = JSON.stringify(await signDecision(phone, request, allow, nonce));
    const headers = await signedHeaders(phone, REMOTE_PATHS.decide, text);
    const socket = connect(world.port, '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
    const lines = Object.entries({ host: `127.0.0.1:${world.port}`, ...headers });
    const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const type = `content-type: application/json\r\ncontent-length: ${text.length}\r\n`;
    socket.write(`POST ${REMOTE_PATHS.decide} HTTP/1.1\r\n${head}${type}\r\n${text.slice(0, -1)}`);
    await sync(phone);
    world.devices.revoke(phone.keys.id);
    socket.write(text.slice(-1));
    await vi.waitFor(() => expect(received).toMatch(/^HTTP\/1\.1 403 .*"revoked"/s));
    socket.destroy();
    expectPending(world);
  });
});
