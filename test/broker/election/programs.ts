import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { prove } from '../../../src/broker/election/proof.ts';
import { WINDOW_LINK_PATH } from '../../../src/protocol/window-link.ts';
import { bareServer, SECRET } from './windows.ts';

/** A program that does what it likes with each connection; gone when the test ends. */
export async function program(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
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
export async function webSocketProgram(onConnection: (socket: WebSocket) => void): Promise<number> {
  const { server, port } = await bareServer();
  const sockets = new WebSocketServer({ server, path: WINDOW_LINK_PATH });
  sockets.on('connection', onConnection);
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
  });
  return port;
}

/** A program that has the secret, proves itself as a desk, says these things, and hangs up if it `ends`. */
export async function oddDesk(
  ends: boolean,
  ...says: object[]
): Promise<{ port: number; proofs: string[] }> {
  const proofs: string[] = [];
  const port = await webSocketProgram((socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString('utf8')) as Record<string, string>;
      if (message['type'] !== 'hello') {
        proofs.push(message['proof'] ?? '');
        for (const say of says) socket.send(JSON.stringify(say));
        if (ends) socket.close();
        return;
      }
      const [windowChallenge, deskChallenge] = [message['challenge'] ?? '', '1'.repeat(64)];
      const proof = prove('desk', { secret: SECRET, port, windowChallenge, deskChallenge });
      const challenge = JSON.stringify({ type: 'challenge', challenge: deskChallenge, proof });
      socket.send(challenge);
      if (says.length === 0) socket.send(challenge);
    });
  });
  return { port, proofs };
}
