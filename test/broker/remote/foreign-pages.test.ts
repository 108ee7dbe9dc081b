import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REMOTE_HEADERS, REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import {
  call,
  openLive,
  signDecision,
  sync,
  type Answer,
  type RemoteDevice,
} from '../../fakes/remote-client.ts';
import { exchange, post } from '../../fakes/wire.ts';
import { expectPending, expectRefusal, here, rawGet, rawSend } from './raw.ts';
import { ADDRESS, OLD_ADDRESS, openWorld, TOOL_INPUT, type World } from './remote-world.ts';

const allow = { behavior: 'allow', always: null, answers: null } as const;
const HTTP_PATHS = Object.entries(REMOTE_PATHS).filter(([name]) => name !== 'live');

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

describe('someone who has the address', () => {
  it('sees the empty page, and nothing else anywhere', async () => {
    world.ask();
    const shown = [];
    for (const path of ['/', '/main.js', '/index.html', '/api', ...Object.values(REMOTE_PATHS)]) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const headers = { host: 'desk.example', 'content-type': 'application/json' };
        const answer = await exchange(method, world.base + path, headers);
        expect(answer.text).not.toContain(TOOL_INPUT);
        expect(answer.text).not.toContain(phone.keys.id);
        if (answer.status === 200) shown.push(`${method} ${path}`);
      }
    }
    expect(shown).toEqual(['GET /', 'HEAD /', 'GET /main.js', 'HEAD /main.js']);
  });

  it.each([
    '//',
    '/../package.json',
    '/%2e%2e/package.json',
    '/main.js/',
    '/MAIN.JS',
    '/main.js%00',
  ])('finds no file at %s', async (path) => {
    expectRefusal(await rawGet(world, path), 404, 'not-here');
  });

  it.each(HTTP_PATHS)('gets nothing from %s unsigned', async (name, path) => {
    world.ask();
    const answer = await post(world.base + path, '{}');
    const isOpen = name === 'pair' || name === 'reach';
    expectRefusal(answer, isOpen ? 400 : 401, isOpen ? 'bad-message' : 'unknown-device');
    expectPending(world);
  });
});

describe('a foreign page', () => {
  const foreign = [
    ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from another site, in an old browser', { origin: 'https://evil.example' }],
    ['from a sibling host', { origin: 'https://x.desk.example', 'sec-fetch-site': 'same-site' }],
    ['with an opaque origin', { origin: 'null' }],
    ['on another port of this machine', { origin: 'http://localhost:8080' }],
    [
      'through a tunnel that writes Origin anew',
      { origin: 'http://localhost:PORT', host: 'localhost:PORT', 'sec-fetch-site': 'cross-site' },
    ],
    ['without an origin, by its fetch metadata', { 'sec-fetch-site': 'cross-site' }],
  ] as const;

  it.each(foreign)('%s can’t call, even what a device has signed', async (_name, headers) => {
    const { id } = world.ask();
    const nonce = (await sync(phone)).rows[0]?.nonce ?? '';
    const request = world.queue.snapshot().items[0]!.request;
    const body = await signDecision(phone, request, allow, nonce);
    const answer = await call(phone, REMOTE_PATHS.decide, body, { headers: here(world, headers) });
    expectRefusal(answer, 403, 'address');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(id).toBe(request.id);
    expectPending(world);
  });

  it.each(foreign)('%s is told not to, when its browser asks', async (_name, headers) => {
    const asks = { ...here(world, headers), 'access-control-request-method': 'POST' };
    const answer = await exchange('OPTIONS', world.base + REMOTE_PATHS.decide, asks);
    expectRefusal(answer, 403, 'address');
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(foreign)('%s gets no live channel', async (_name, headers) => {
    const live = await openLive(phone, { headers: here(world, headers) });
    expect(await live.closed).toMatchObject({ code: 1006 });
    expect(live.revisions).toEqual([]);
  });

  it('can’t send a form', async () => {
    world.ask();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const answer = await syncWith({ headers: { 'content-type': type } });
      expectRefusal(answer, 415, 'bad-message');
    }
  });

  it.each([
    'evil.example',
    'evil.example:80',
    'desk.example.evil.example',
    'localhost',
    '127.0.0.1',
  ])('under a name that it rebound to this machine (%s) gets nothing', async (host) => {
    world.ask();
    const name = host === 'evil.example' ? `evil.example:${world.port}` : host;
    expectRefusal(await syncWith({ headers: { host: name } }), 421, 'address');
    expectRefusal(await exchange('GET', `${world.base}/`, { host: name }), 421, 'address');
    const live = await openLive(phone, { headers: { host: name } });
    expect(await live.closed).toMatchObject({ code: 1006 });
  });

  it('without a name, or with two, gets nothing', async () => {
    for (const hosts of ['', `host: 127.0.0.1:${world.port}\r\n`.repeat(2), 'host: \r\n']) {
      const answer = await rawSend(world, `GET / HTTP/1.1\r\n${hosts}connection: close\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    }
  });

  it('gains nothing by what a proxy would add', async () => {
    const names = { forwarded: 'for=127.0.0.1;host=desk.example;proto=https' };
    const more = { 'x-forwarded-host': 'desk.example', 'x-forwarded-for': '127.0.0.1' };
    const forwarded = { ...names, ...more, 'x-original-host': 'desk.example' };
    const evil = { ...forwarded, host: 'evil.example' };
    expectRefusal(await syncWith({ headers: evil }), 421, 'address');
    const foreignOrigin = { ...forwarded, origin: 'https://evil.example' };
    expectRefusal(await syncWith({ headers: foreignOrigin }), 403, 'address');
    // And loses nothing: they are not looked at.
    const strange = { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '6.6.6.6' };
    expect(await syncWith({ headers: strange })).toMatchObject({ status: 200 });
  });
});

describe('our own page', () => {
  it.each([
    ['at the announced address', { host: 'desk.example', origin: ADDRESS }],
    ['behind a proxy that names the port', { host: 'desk.example:443', origin: ADDRESS }],
    ['at the announced address, in capitals', { host: 'DESK.example', origin: ADDRESS }],
    ['on this machine', { host: 'localhost:PORT', origin: 'http://localhost:PORT' }],
    [
      'through a tunnel that writes Host and Origin anew',
      { host: 'localhost:PORT', origin: 'http://localhost:PORT', 'sec-fetch-site': 'same-origin' },
    ],
  ])('%s may call', async (_name, headers) => {
    const answer = await syncWith({ headers: here(world, headers) });
    expect(answer).toMatchObject({ status: 200, proved: true });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const live = await openLive(phone, { headers: here(world, headers) });
    await vi.waitFor(() => expect(live.revisions).toHaveLength(1));
  });

  it('of an address that led here before may call the new one, and read the proof', async () => {
    const headers = { host: 'desk.example', origin: OLD_ADDRESS, 'sec-fetch-site': 'cross-site' };
    const asks = { ...headers, 'access-control-request-method': 'POST' };
    const asked = await exchange('OPTIONS', world.base + REMOTE_PATHS.sync, asks);
    expect(asked).toMatchObject({ status: 204, text: '' });
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': OLD_ADDRESS,
      'access-control-allow-methods': 'POST',
    });
    const allowed = String(asked.headers['access-control-allow-headers']).split(', ');
    const { proof, ...sent } = REMOTE_HEADERS;
    expect(allowed.sort()).toEqual(['content-type', ...Object.values(sent)].sort());
    const answer = await syncWith({ headers, origin: OLD_ADDRESS });
    expect(answer).toMatchObject({ status: 200, proved: true });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': OLD_ADDRESS,
      'access-control-expose-headers': proof,
      vary: 'origin',
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    // A refusal too: the page has to learn why.
    const refused = await syncWith({ headers, at: 1 });
    expect(refused.headers['access-control-allow-origin']).toBe(OLD_ADDRESS);
  });

  it('signed as of an address that the desk does not know is refused, with proof', async () => {
    const answer = await syncWith({ origin: 'https://moved.example' });
    expectRefusal(answer, 403, 'address');
    expect(answer.proved).toBe(true);
  });
});
