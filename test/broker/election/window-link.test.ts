import { spawn } from 'node:child_process';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { prove } from '../../../src/broker/election/proof.ts';
import { connectToDesk } from '../../../src/broker/election/window-link-client.ts';
import { WINDOW_LINK_PATH } from '../../../src/protocol/window-link.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { bareServer, deskWindow, linkedOf, otherWindow, SECRET } from './windows.ts';

/** A program that does what it likes with each connection; gone when the test ends. */
async function program(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** A program that speaks WebSocket at the link's path. */
async function webSocketProgram(onConnection: (socket: WebSocket) => void): Promise<number> {
  const { server, port } = await bareServer();
  const sockets = new WebSocketServer({ server, path: WINDOW_LINK_PATH });
  sockets.on('connection', onConnection);
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
  });
  return port;
}

describe('a window that finds the desk in another one', () => {
  test('learns which one and how many wait, and every change', async () => {
    let waiting = 2;
    const { port, link } = await deskWindow({ waiting: () => waiting });
    const { found, heard } = await otherWindow(port);
    expect(found.kind).toBe('linked');
    expect(heard).toEqual([{ window: 'first', waiting: 2 }]);
    waiting = 3;
    link.broadcastStatus();
    await vi.waitFor(() => {
      expect(heard).toEqual([
        { window: 'first', waiting: 2 },
        { window: 'first', waiting: 3 },
      ]);
    });
  });

  test('may have a name of any length, on both ends', async () => {
    const windowName = '🦊'.repeat(5_000);
    const { port, takers } = await deskWindow({ windowName });
    const { found, heard } = await otherWindow(port, { windowName });
    expect(heard).toEqual([{ window: '🦊'.repeat(128), waiting: 0 }]);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    expect(takers).toEqual(['🦊'.repeat(128)]);
  });

  test('hears at once when the desk closes, and only once', async () => {
    const { port, link, server } = await deskWindow();
    const { heard } = await otherWindow(port);
    link.close();
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('gone');
    });
    server.close();
    await deskWindow({}, port);
    expect(heard.filter((what) => what === 'gone')).toHaveLength(1);
  });

  test('hears at once when the desk’s process is killed, and may bind the port', async () => {
    const script = fileURLToPath(new URL('desk-process.ts', import.meta.url));
    const desk = spawn(process.execPath, ['--import', 'tsx', script, SECRET], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void desk.kill('SIGKILL'));
    const port = await new Promise<number>((resolve) =>
      desk.stdout.once('data', (text) => resolve(Number(text))),
    );
    const { heard } = await otherWindow(port);
    expect(heard).toEqual([{ window: 'other process', waiting: 7 }]);
    desk.kill('SIGKILL');
    const killedAt = performance.now();
    await vi.waitFor(() => {
      expect(heard.at(-1)).toBe('gone');
    });
    expect(performance.now() - killedAt).toBeLessThan(500);
    await deskWindow({}, port);
  }, 20_000);

  test('hears nothing more after it closed the link itself', async () => {
    const { port, link, connections } = await deskWindow();
    const { found, heard } = await otherWindow(port);
    linkedOf(found).close();
    await vi.waitFor(() => {
      expect(connections.size).toBe(0);
    });
    link.broadcastStatus();
    expect(heard).toHaveLength(1);
    expect(await linkedOf(found).takeOver()).toBe('refused');
  });
});

describe('taking over', () => {
  test('ends with everything given up, and the port free for the one who asked', async () => {
    const steps: string[] = [];
    const desk = await deskWindow({
      async onTakeOver(byWindow) {
        steps.push(`asked by ${byWindow}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        desk.server.close();
        steps.push('given up');
      },
    });
    const { found, heard } = await otherWindow(desk.port);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    steps.push('handed over');
    await deskWindow({ windowName: 'second' }, desk.port);
    expect(steps).toEqual(['asked by second', 'given up', 'handed over']);
    const third = await otherWindow(desk.port, { windowName: 'third' });
    expect(third.heard).toEqual([{ window: 'second', waiting: 0 }]);
    expect(heard).not.toContain('gone');
  });

  test('works where giving up closes the link itself', async () => {
    const desk = await deskWindow({
      onTakeOver() {
        desk.link.close();
        desk.server.close();
        return Promise.resolve();
      },
    });
    const { found } = await otherWindow(desk.port);
    expect(await linkedOf(found).takeOver()).toBe('handed-over');
    await new Promise((resolve) => desk.server.once('close', resolve));
  });

  test('gives the one who asked a head start over the others', async () => {
    const desk = await deskWindow();
    const order: string[] = [];
    const onGone = () => order.push('third hears it is gone');
    await otherWindow(desk.port, { windowName: 'third', onGone });
    const { found } = await otherWindow(desk.port);
    await linkedOf(found).takeOver();
    await deskWindow({ windowName: 'second' }, desk.port);
    order.push('second has bound');
    await vi.waitFor(() => {
      expect(order).toEqual(['second has bound', 'third hears it is gone']);
    });
  });

  test('is refused where giving up fails, and may be asked again', async () => {
    let attempts = 0;
    const desk = await deskWindow({
      onTakeOver() {
        attempts += 1;
        if (attempts === 1) return Promise.reject(new Error('disk full'));
        desk.server.close();
        return Promise.resolve();
      },
    });
    const link = linkedOf((await otherWindow(desk.port)).found);
    expect(await link.takeOver()).toBe('refused');
    expect(desk.log.lines).toContain('error: The desk could not be handed over');
    expect(await link.takeOver()).toBe('handed-over');
  });

  test('is refused where the port would not be free', async () => {
    const { port, log } = await deskWindow({ onTakeOver: () => Promise.resolve() });
    expect(await linkedOf((await otherWindow(port)).found).takeOver()).toBe('refused');
    expect(log.lines).toContain('error: The desk was handed over, but its server still listens');
  });

  test('goes to the first of two who ask; asking twice is asking once', async () => {
    const release: (() => void)[] = [];
    const takers: string[] = [];
    const desk = await deskWindow({
      async onTakeOver(byWindow) {
        takers.push(byWindow);
        await new Promise<void>((resolve) => release.push(resolve));
        desk.server.close();
      },
    });
    const first = linkedOf((await otherWindow(desk.port, { windowName: 'a' })).found);
    const second = linkedOf((await otherWindow(desk.port, { windowName: 'b' })).found);
    const asked = [first.takeOver(), first.takeOver()];
    await vi.waitFor(() => {
      expect(takers).toEqual(['a']);
    });
    expect(await second.takeOver()).toBe('refused');
    release[0]?.();
    expect(await Promise.all(asked)).toEqual(['handed-over', 'handed-over']);
    expect(takers).toEqual(['a']);
  });

  test('is refused when the desk dies over it, and the one who asked hears it is gone', async () => {
    const desk = await deskWindow({
      async onTakeOver() {
        desk.server.close();
        await new Promise(() => undefined);
      },
    });
    const { found, heard } = await otherWindow(desk.port);
    const asked = linkedOf(found).takeOver();
    await vi.waitFor(() => {
      expect(desk.server.listening).toBe(false);
    });
    for (const socket of desk.connections) socket.destroy();
    expect(await asked).toBe('refused');
    expect(heard.at(-1)).toBe('gone');
  });
});

describe('a port that is not the desk of this installation', () => {
  async function strangerWithin(port: number) {
    const from = performance.now();
    const { found } = await otherWindow(port);
    expect(performance.now() - from).toBeLessThan(2_000);
    return found.kind;
  }

  test('is told from nobody at all', async () => {
    const { server, port } = await bareServer();
    await new Promise((resolve) => server.close(resolve));
    expect(await strangerWithin(port)).toBe('nobody');
  });

  test('may be a web server', async () => {
    expect(await strangerWithin((await bareServer()).port)).toBe('not-ours');
  });

  test('may say nothing, hang up, or talk nonsense', async () => {
    expect(await strangerWithin(await program(() => undefined))).toBe('not-ours');
    expect(await strangerWithin(await program((socket) => socket.destroy()))).toBe('not-ours');
    const nonsense = await program((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    expect(await strangerWithin(nonsense)).toBe('not-ours');
  });

  test('may redirect, which is not followed', async () => {
    const { port } = await deskWindow();
    const head = `HTTP/1.1 301 Moved\r\nlocation: http://127.0.0.1:${port}${WINDOW_LINK_PATH}\r\n\r\n`;
    expect(await strangerWithin(await program((socket) => socket.end(head)))).toBe('not-ours');
  });

  test('may be the desk of another installation', async () => {
    const { port, log } = await deskWindow({
      secret: 'the secret of another installation, as long',
    });
    expect(await strangerWithin(port)).toBe('not-ours');
    expect(log.lines).toEqual([]);
  });

  test('may pretend to be a desk, and learns neither name nor proof', async () => {
    const heard: string[] = [];
    const welcome = { type: 'status', window: 'first', waiting: 0 };
    const challenge = { type: 'challenge', challenge: '0'.repeat(64), proof: '0'.repeat(64) };
    for (const pretence of [[welcome], [challenge], [challenge, welcome], ['junk']]) {
      const port = await webSocketProgram((socket) => {
        socket.on('message', (text) => heard.push((text as Buffer).toString('utf8')));
        for (const message of pretence) socket.send(JSON.stringify(message));
      });
      expect(await strangerWithin(port)).toBe('not-ours');
    }
    expect(heard.every((text) => text.includes('"hello"'))).toBe(true);
    expect(heard.join()).not.toMatch(/second|proof/);
  });

  test('may not send back what it is sent', async () => {
    const port = await webSocketProgram((socket) => {
      socket.on('message', (data) => {
        const hello = JSON.parse((data as Buffer).toString('utf8')) as { challenge: string };
        const handshake = {
          secret: SECRET,
          port,
          windowChallenge: hello.challenge,
          deskChallenge: hello.challenge,
        };
        // The proof of the other end, as a desk could be made to give it.
        const proof = prove('window', handshake);
        socket.send(JSON.stringify({ type: 'challenge', challenge: hello.challenge, proof }));
      });
    });
    expect(await strangerWithin(port)).toBe('not-ours');
  });

  test('may not pass on what the real desk says on another port', async () => {
    const desk = await deskWindow();
    const relay = await webSocketProgram((near) => {
      const far = new WebSocket(`ws://127.0.0.1:${desk.port}${WINDOW_LINK_PATH}`);
      onTestFinished(() => {
        far.terminate();
      });
      far.on('error', () => undefined);
      far.on('message', (data) => near.send((data as Buffer).toString('utf8')));
      near.on('message', (data) => {
        const text = (data as Buffer).toString('utf8');
        if (far.readyState === far.OPEN) far.send(text);
        else far.once('open', () => far.send(text));
      });
    });
    expect(await strangerWithin(relay)).toBe('not-ours');
  });

  test('is not asked with a secret too short to prove anything', () => {
    const listener = { onStatus: () => undefined, onGone: () => undefined, log: keptLog() };
    const options = { port: 1, secret: 'x'.repeat(31), windowName: 'second', ...listener };
    expect(() => connectToDesk(options)).toThrow(RangeError);
  });
});
