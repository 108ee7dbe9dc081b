import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Certificates } from './certificates.ts';

/** A listener on 127.0.0.1 that answers challenges as the remote page's does. */
export interface ReachListener {
  readonly port: number;
  readonly origin: string;
  readonly proofFor: (challenge: string) => string;
  /** The headers of the challenges that came, newest last. */
  readonly calls: readonly NodeJS.Dict<string | string[]>[];
  readonly close: () => Promise<void>;
}

/** Starts a listener with a key of its own; over TLS at `https://localhost` with certificates. */
export async function startReachListener(certificates?: Certificates): Promise<ReachListener> {
  const key = randomBytes(32);
  const calls: NodeJS.Dict<string | string[]>[] = [];
  const proofFor = (challenge: string): string =>
    createHmac('sha256', key).update(challenge).digest('hex');
  const answer: RequestListener = (request, response) => {
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
  };
  const server =
    certificates === undefined
      ? createServer(answer)
      : createTlsServer(
          { cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) },
          answer,
        );
  const port = await listenOn(server);
  return {
    port,
    origin: certificates === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    proofFor,
    calls,
    close: () => closeServer(server),
  };
}

/** Makes a server listen on a free port of 127.0.0.1; returns the port. */
export function listenOn(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Closes a server and its connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
