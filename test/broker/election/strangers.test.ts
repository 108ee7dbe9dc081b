import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { prove } from '../../../src/broker/election/proof.ts';
import { connectToDesk } from '../../../src/broker/election/window-link-client.ts';
import { WINDOW_LINK_PATH } from '../../../src/protocol/window-link.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { oddDesk, program, webSocketProgram } from './programs.ts';
import { bareServer, deskWindow, otherWindow, SECRET } from './windows.ts';

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

describe('a desk that is ours and odd', () => {
  const status = { type: 'status', window: 'first', waiting: 0 };

  test('gives one challenge; a window that gets two leaves', async () => {
    const { port, proofs } = await oddDesk(false);
    expect((await otherWindow(port)).found.kind).toBe('not-ours');
    expect(proofs.length).toBeLessThan(2);
  });

  test('hands over unasked: the window hears it is gone like any other', async () => {
    const { port } = await oddDesk(true, status, { type: 'handed-over' });
    const { heard } = await otherWindow(port);
    await vi.waitFor(() => {
      expect(heard).toEqual([{ window: 'first', waiting: 0 }, 'gone']);
    });
  });

  test.each([{ type: 'status', window: 'first', waiting: -1 }, { type: 'obey' }, []])(
    'says %j: the link ends',
    async (nonsense) => {
      const { port } = await oddDesk(false, status, nonsense, { ...status, waiting: 5 });
      const { heard } = await otherWindow(port);
      await vi.waitFor(() => {
        expect(heard).toEqual([{ window: 'first', waiting: 0 }, 'gone']);
      });
    },
  );
});
