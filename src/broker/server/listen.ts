import { createServer, STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AgentLine } from '../../core/request/decision.ts';
import type { Log } from '../../core/ports.ts';
import { digest, MAX_BODY } from './guards.ts';
import { handle, type EndpointPorts } from './handle.ts';

/** What one client may take. A held answer has no limit here. */
export interface EndpointLimits {
  /** How long the head of a message may take, in milliseconds. */
  readonly headWithin: number;
  /** How long its body may take, in milliseconds. */
  readonly receiveWithin: number;
  /** How many connections may be open at once. */
  readonly connections: number;
}

/** What the endpoint is made of. */
export interface EndpointOptions extends EndpointPorts {
  /** The port on 127.0.0.1; 0 for any free one. */
  readonly port: number;
  /** What a message must bear. */
  readonly token: string;
  readonly limits?: EndpointLimits;
}

/** An endpoint that listens, or why there is none. */
export type Listening =
  | {
      readonly kind: 'listening';
      readonly port: number;
      /** For what else listens on the same port: the windows' link. */
      readonly server: Server;
      /** Ends open lines with an empty answer and closes all connections. */
      close(): Promise<void>;
    }
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };

const LIMITS: EndpointLimits = { headWithin: 10_000, receiveWithin: 30_000, connections: 512 };
/** How long lines may take to end before their connections are cut, in milliseconds. */
const CLOSE_WITHIN = 1000;

/** Opens the endpoint for Claude Code's hook, on 127.0.0.1 only. */
export function listen(options: EndpointOptions): Promise<Listening> {
  const { token, log, limits = LIMITS } = options;
  if (!Number.isInteger(options.port) || options.port < 0 || options.port > 65_535) {
    const message = `There is no port ${options.port}. Choose one between 1024 and 65535.`;
    return Promise.resolve({ kind: 'failed', message });
  }
  const lines = new Map<string, AgentLine>();
  const ports = rememberLines(options, lines);
  const server = createServer({
    // Our own guard answers instead, so that it stands in the log.
    requireHostHeader: false,
    headersTimeout: limits.headWithin,
    // Our own limit on the body; this one would also end what a person takes long to answer.
    requestTimeout: 0,
    keepAliveTimeout: 5000,
    connectionsCheckingInterval: Math.min(limits.headWithin, 1000),
  });
  server.maxConnections = limits.connections;
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(failure(error, options.port)));
    server.listen(options.port, '127.0.0.1', () => {
      const port = portOf(server);
      const door = { port, tokenDigest: digest(token) };
      const body = { maxBody: MAX_BODY, receiveWithin: limits.receiveWithin };
      const busy = new WeakSet<Duplex>();
      server.on('request', (request, response) => {
        busy.add(request.socket);
        void handle({ request, response }, door, body, ports).finally(() =>
          busy.delete(request.socket),
        );
      });
      server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
        turnAwayBroken(error, socket, busy.has(socket), log),
      );
      server.on('drop', () => log.warn('Turned a connection away: too many are open'));
      server.on('error', (error) =>
        log.error('The endpoint has a fault', { error: error.message }),
      );
      resolve({ kind: 'listening', port, server, close: () => close(server, lines) });
    });
  });
}

/** The same ports, with every open line remembered until it is answered or its agent leaves. */
function rememberLines(ports: EndpointPorts, lines: Map<string, AgentLine>): EndpointPorts {
  return {
    ...ports,
    onRequest(request, line) {
      const remembered: AgentLine = {
        deliver(answer) {
          lines.delete(request.id);
          return line.deliver(answer);
        },
      };
      lines.set(request.id, remembered);
      ports.onRequest(request, remembered);
    },
    onLineClosed(id) {
      lines.delete(id);
      ports.onLineClosed(id);
    },
  };
}

async function close(server: Server, lines: ReadonlyMap<string, AgentLine>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_WITHIN);
  await Promise.all([...lines.values()].map((line) => line.deliver({ kind: 'none' })));
  clearTimeout(cut);
  server.closeAllConnections();
  await closed;
}

/** Answers what is no HTTP, or came too slowly; a message in hand says in the log itself how it ended. */
function turnAwayBroken(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  inHand: boolean,
  log: Log,
): void {
  if (inHand || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = BROKEN_STATUS[error.code ?? ''] ?? 400;
  log.warn('Turned a message away at the endpoint', { status, code: error.code ?? error.name });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  socket.end(`${head}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

const BROKEN_STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

function failure(error: NodeJS.ErrnoException, port: number): Listening {
  if (error.code === 'EADDRINUSE') return { kind: 'port-taken', port };
  const advice = error.code === 'EACCES' ? ' Choose a port above 1023.' : '';
  return { kind: 'failed', message: `Can’t listen on port ${port}: ${error.message}.${advice}` };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
