import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { prove } from '../../../src/broker/election/proof.ts';
import { attachWindowLink } from '../../../src/broker/election/window-link-server.ts';
import { WINDOW_LINK_PATH } from '../../../src/protocol/window-link.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { bareServer, deskWindow, linkedOf, otherWindow, SECRET } from './windows.ts';

/** A peer that says what it likes; `closed` resolves with the close code. */
function peer(port: number, options: ClientOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${WINDOW_LINK_PATH}`, options);
  const heard: { type: string; challenge?: string; proof?: string }[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data) =>
    heard.push(JSON.parse((data as Buffer).toString('utf8')) as { type: string }),
  );
  onTestFinished(() => {
    socket.terminate();
  });
  const opened = new Promise((resolve) => socket.once('open', resolve));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  const say = (message: object) => socket.send(JSON.stringify(message));
  return { socket, heard, opened, closed, say };
}

const CHALLENGE = 'c'.repeat(64);
const hello = { type: 'hello', version: 1, challenge: CHALLENGE };

/** A peer that has greeted and was challenged. */
async function challengedPeer(port: number) {
  const one = peer(port);
  await one.opened;
  one.say(hello);
  await vi.waitFor(() => {
    expect(one.heard).toHaveLength(1);
  });
  const deskChallenge = one.heard[0]?.challenge ?? '';
  const handshake = { secret: SECRET, port, windowChallenge: CHALLENGE, deskChallenge };
  return { ...one, handshake };
}

const proofMessage = (proof: string) => ({ type: 'proof', proof, window: 'intruder' });

/** The status that an upgrade with these headers gets. */
function upgradeStatus(port: number, path: string, headers: Record<string, string | string[]>) {
  return new Promise<number | undefined>((resolve, reject) => {
    const asking = request({
      host: '127.0.0.1',
      port,
      path,
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        ...headers,
      },
    });
    asking.once('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode);
    });
    asking.once('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.once('error', reject);
    asking.end();
  });
}

describe('the door of the window link', () => {
  test('opens for this path and host alone, and for no page', async () => {
    const { port } = await deskWindow();
    const host = `127.0.0.1:${port}`;
    const ask = (path: string, headers: Record<string, string | string[]>) =>
      upgradeStatus(port, path, headers);
    expect(await ask(WINDOW_LINK_PATH, { host })).toBe(101);
    expect(await ask('/', { host })).toBe(404);
    expect(await ask(`${WINDOW_LINK_PATH}/x`, { host })).toBe(404);
    expect(await ask(WINDOW_LINK_PATH, { host: `localhost:${port}` })).toBe(421);
    expect(await ask(WINDOW_LINK_PATH, { host: `evil.example:${port}` })).toBe(421);
    expect(await ask(WINDOW_LINK_PATH, { host: '127.0.0.1' })).toBe(421);
    expect(await ask(WINDOW_LINK_PATH, { host, origin: 'https://evil.example' })).toBe(403);
    expect(await ask(WINDOW_LINK_PATH, { host, origin: 'null' })).toBe(403);
    expect(await ask(WINDOW_LINK_PATH, { host, 'sec-websocket-key': 'bad' })).toBe(400);
  });

  test('stays shut for two hosts in one message', async () => {
    const { port } = await deskWindow();
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write(
      `GET ${WINDOW_LINK_PATH} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nHost: evil.example\r\n` +
        'Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
    );
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(data.toString('latin1'))),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 4/);
  });

  test('leaves plain messages to the server', async () => {
    const { port } = await deskWindow();
    const response = await fetch(`http://127.0.0.1:${port}${WINDOW_LINK_PATH}`);
    expect(response.status).toBe(404);
  });

  test('holds 64 at most, whoever they are, and opens again when they are gone', async () => {
    const { port, connections } = await deskWindow();
    const crowd = Array.from({ length: 64 }, () => peer(port));
    await Promise.all(crowd.map((one) => one.opened));
    const host = `127.0.0.1:${port}`;
    expect(await upgradeStatus(port, WINDOW_LINK_PATH, { host })).toBe(503);
    for (const one of crowd) one.socket.terminate();
    await vi.waitFor(() => {
      expect(connections.size).toBe(0);
    });
    expect((await otherWindow(port)).found.kind).toBe('linked');
  });

  test('stays shut once the link was closed, while the server goes on', async () => {
    const { port, link } = await deskWindow();
    link.close();
    expect((await otherWindow(port)).found.kind).toBe('not-ours');
  });

  test('needs a secret long enough to prove anything', async () => {
    const { server } = await bareServer();
    const onTakeOver = () => Promise.resolve();
    const options = {
      windowName: 'w',
      waiting: () => 0,
      onTakeOver,
      onFocus: () => undefined,
      log: keptLog(),
    };
    expect(() => attachWindowLink(server, { secret: 'x'.repeat(31), ...options })).toThrow(
      RangeError,
    );
  });
});

describe('a peer that does not prove itself', () => {
  test('is cut off within 5 seconds, silent or half way, and a linked window is not', async () => {
    const { port } = await deskWindow();
    const { heard } = await otherWindow(port);
    const from = performance.now();
    const silent = peer(port);
    const halfWay = await challengedPeer(port);
    await Promise.all([silent.closed, halfWay.closed]);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(performance.now() - from).toBeGreaterThan(3_000);
    expect(heard).toEqual([{ window: 'first', waiting: 0 }]);
  }, 10_000);

  test('learns nothing of the desk, and takes nothing over', async () => {
    const { port, link, takers } = await deskWindow({ windowName: 'secret project' });
    const one = await challengedPeer(port);
    link.broadcastStatus();
    one.say({ type: 'take-over' });
    expect(await one.closed).toBe(1006);
    expect(takers).toEqual([]);
    expect(one.heard.map((message) => message.type)).toEqual(['challenge']);
  });

  test.each([
    ['wrong', () => 'f'.repeat(64)],
    ['of another secret', (h: Handshake) => prove('window', { ...h, secret: 'z'.repeat(40) })],
    ['the desk’s own, sent back', (h: Handshake) => prove('desk', h)],
    ['for another port', (h: Handshake) => prove('window', { ...h, port: h.port + 1 })],
    [
      'for another challenge of the desk',
      (h: Handshake) => prove('window', { ...h, deskChallenge: CHALLENGE }),
    ],
    [
      'for another challenge of the window',
      (h: Handshake) => prove('window', { ...h, windowChallenge: 'd'.repeat(64) }),
    ],
  ])('is cut off at once with a proof that is %s', async (_, proofFor) => {
    const { port, log } = await deskWindow();
    const one = await challengedPeer(port);
    one.say(proofMessage(proofFor(one.handshake)));
    expect(await one.closed).toBe(1006);
    expect(one.heard.map((message) => message.type)).toEqual(['challenge']);
    expect(log.lines).toEqual(['warn: A window link was cut off']);
  });

  test('can’t use what another window sent', async () => {
    const { port } = await deskWindow();
    const first = await challengedPeer(port);
    const proof = proofMessage(prove('window', first.handshake));
    first.say(proof);
    await vi.waitFor(() => {
      expect(first.heard).toHaveLength(2);
    });
    const second = await challengedPeer(port);
    expect(second.handshake.deskChallenge).not.toBe(first.handshake.deskChallenge);
    second.say(proof);
    expect(await second.closed).toBe(1006);
  });

  test('gets one try, also where it says everything at once', async () => {
    const { port, takers } = await deskWindow();
    const one = await challengedPeer(port);
    const wire = Reflect.get(one.socket, '_socket') as Socket;
    wire.cork();
    one.say(proofMessage('f'.repeat(64)));
    one.say(proofMessage(prove('window', one.handshake)));
    one.say({ type: 'take-over' });
    wire.uncork();
    await one.closed;
    expect(one.heard.map((message) => message.type)).toEqual(['challenge']);
    expect(takers).toEqual([]);
  });
});

type Handshake = Awaited<ReturnType<typeof challengedPeer>>['handshake'];

describe('a peer that breaks the rules', () => {
  test.each<[string, string | Buffer]>([
    ['no JSON', 'hello'],
    ['an unknown kind', '{"type":"decide","id":"r1"}'],
    ['another version', JSON.stringify({ ...hello, version: 2 })],
    ['a field too many', JSON.stringify({ ...hello, more: 1 })],
    ['a short challenge', JSON.stringify({ ...hello, challenge: 'c' })],
    ['bytes instead of text', Buffer.from(JSON.stringify(hello))],
    [
      'a name too long',
      JSON.stringify({ ...proofMessage('f'.repeat(64)), window: 'x'.repeat(257) }),
    ],
    ['JSON too deep to walk', '['.repeat(8_000)],
    ['a proof before any challenge', JSON.stringify(proofMessage('f'.repeat(64)))],
    ['a request to take over first', '{"type":"take-over"}'],
  ])('is cut off at once: %s', async (_, garbage) => {
    const { port, takers } = await deskWindow();
    const one = peer(port);
    await one.opened;
    one.socket.send(garbage);
    expect(await one.closed).toBe(1006);
    expect(one.heard).toEqual([]);
    expect(takers).toEqual([]);
  });

  test('is cut off when it greets twice', async () => {
    const { port } = await deskWindow();
    const one = await challengedPeer(port);
    one.say(hello);
    expect(await one.closed).toBe(1006);
    expect(one.heard).toHaveLength(1);
  });

  test('is cut off for a message beyond 16 KB, proved or not', async () => {
    const { port } = await deskWindow();
    const one = peer(port);
    await one.opened;
    one.socket.send(`{"type":"hello","pad":"${'x'.repeat(16 * 1024)}"}`);
    expect(await one.closed).toBe(1009);
  });

  test('does no harm to the others', async () => {
    const { port, link } = await deskWindow();
    const { found, heard } = await otherWindow(port);
    const raw = connect(port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.end('GET \0 nonsense\r\n\r\n');
    const bad = peer(port);
    await bad.opened;
    bad.socket.send('junk');
    await bad.closed;
    link.broadcastStatus();
    await vi.waitFor(() => {
      expect(heard).toHaveLength(2);
    });
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
  });

  test('leaves no secret and no proof in the log', async () => {
    const { port, log } = await deskWindow();
    const warn = vi.spyOn(log, 'warn');
    const one = await challengedPeer(port);
    const proof = prove('window', { ...one.handshake, secret: 'z'.repeat(40) });
    one.say(proofMessage(proof));
    await one.closed;
    const logged = JSON.stringify(warn.mock.calls);
    expect(logged).toContain('proof is wrong');
    for (const hidden of [SECRET, proof, one.handshake.deskChallenge]) {
      expect(logged).not.toContain(hidden);
    }
  });
});
