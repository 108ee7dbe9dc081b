import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Log } from '../../core/ports.ts';
import type { Exchange } from './agent-line.ts';

/** What one client of a server may take. A held answer has no limit here. */
export interface ServerLimits {
  /** How long the head of a message may take, in milliseconds. */
  readonly headWithin: number;
  /** How long a connection may stay open with nothing said, in milliseconds. */
  readonly idleWithin: number;
  /** How many connections may be open at once. */
  readonly connections: number;
}

/** What a server on this machine is made of. */
export interface LoopbackOptions {
  /** The port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  readonly limits: ServerLimits;
  /** What listens, for the log ("the endpoint"). */
  readonly name: string;
  readonly log: Log;
  /** Answers one message; resolves once it has, and never rejects. */
  readonly take: (exchange: Exchange, port: number) => Promise<void>;
}

/** A server that listens on this machine alone, or why there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly port: number; readonly server: Server }
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };

/** Opens an HTTP server on 127.0.0.1 only. What is no HTTP, or comes too slowly, is turned away. */
export function openLoopback(options: LoopbackOptions): Promise<Opened> {
  const { port, limits, name, log } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const message = `There is no port ${port}. Choose one between 1024 and 65535.`;
    return Promise.resolve({ kind: 'failed', message });
  }
  const server = createServer({
    // Our own guard answers instead, so that it stands in the log.
    requireHostHeader: false,
    headersTimeout: limits.headWithin,
    // Our own limit on the body; this one would also end what a person takes long to answer.
    requestTimeout: 0,
    keepAliveTimeout: limits.idleWithin,
    connectionsCheckingInterval: Math.min(limits.headWithin, 1000),
  });
  server.maxConnections = limits.connections;
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(failure(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const opened = portOf(server) ?? port;
      serve(server, opened, options);
      server.on('drop', () => log.warn(`Turned a connection to ${name} away: too many are open`));
      server.on('error', (error) =>
        log.error(`There is a fault at ${name}`, { error: error.message }),
      );
      resolve({ kind: 'open', port: opened, server });
    });
  });
}

/** The port a server listens on; null while it does not. */
export function portOf(server: Server): number | null {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : null;
}

/** Refuses what asks for more than an answer (an upgrade), and ends its connection. */
export function refuseUpgrade(stream: Duplex, status: number, log: Log): void {
  stream.on('error', (error) => log.debug('A refused peer left', { error: error.message }));
  stream.once('finish', () => stream.destroy());
  stream.end(emptyAnswer(status));
}

function serve(server: Server, port: number, { name, log, take }: LoopbackOptions): void {
  const busy = new WeakSet<Duplex>();
  server.on('request', (request, response) => {
    busy.add(request.socket);
    void take({ request, response }, port).finally(() => busy.delete(request.socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A message in hand says in the log itself how it ended.
    if (busy.has(socket) || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = BROKEN_STATUS[error.code ?? ''] ?? 400;
    log.warn(`Turned a message away at ${name}`, { status, code: error.code ?? error.name });
    socket.end(emptyAnswer(status));
  });
}

const BROKEN_STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

function emptyAnswer(status: number): string {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  return `${head}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`;
}

function failure(error: NodeJS.ErrnoException, port: number): Opened {
  if (error.code === 'EADDRINUSE') return { kind: 'port-taken', port };
  const advice = error.code === 'EACCES' ? ' Choose a port above 1023.' : '';
  return { kind: 'failed', message: `Can’t listen on port ${port}: ${error.message}.${advice}` };
}
