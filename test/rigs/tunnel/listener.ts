import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A listener on 127.0.0.1 that answers challenges as the remote page's does. */
export interface ReachListener {
  readonly port: number;
  readonly origin: string;
  proofFor(challenge: string): string;
  /** The headers of the challenges that came, newest last. */
  readonly calls: readonly NodeJS.Dict<string | string[]>[];
  close(): Promise<void>;
}

/** Starts a listener with a key of its own. */
export async function startReachListener(port = 0): Promise<ReachListener> {
  const key = randomBytes(32);
  const calls: NodeJS.Dict<string | string[]>[] = [];
  const proofFor = (challenge: string): string =>
    createHmac('sha256', key).update(challenge).digest('hex');
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method !== 'POST' || request.url !== '/api/reach') {
        response.writeHead(404).end();
        return;
      }
      calls.push(request.headers);
      const { challenge } = JSON.parse(body) as { challenge: string };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ proof: proofFor(challenge) }));
    });
  });
  const bound = await listenOn(server, port);
  return {
    port: bound,
    origin: `http://127.0.0.1:${bound}`,
    proofFor,
    calls,
    close: () => closeServer(server),
  };
}

/** Makes a server listen on 127.0.0.1; returns its port. */
export function listenOn(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closes a server and its connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
