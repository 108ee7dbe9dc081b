import type { Server } from 'node:http';
import type { AgentLine } from '../../core/request/decision.ts';
import { MAX_BODY } from './guards.ts';
import type { EndpointPorts } from './endpoint-ports.ts';
import { handle } from './handle.ts';
import { followLetBy } from './let-by-record.ts';
import { openLoopback } from './loopback.ts';
import { rememberFolders } from './session-folders.ts';
import type { CallParts } from './take-call.ts';

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
/** How long a connection may stay open with nothing said, in milliseconds. */
const IDLE_WITHIN = 5000;
/** How long lines may take to end before their connections are cut, in milliseconds. */
const CLOSE_WITHIN = 1000;

/** Opens the endpoint for Claude Code's hook, on 127.0.0.1 only. */
export async function listen(options: EndpointOptions): Promise<Listening> {
  const { port, log, limits = LIMITS } = options;
  const lines = new Map<string, AgentLine>();
  const ports = rememberLines(options, lines);
  const parts: CallParts = {
    ports,
    folderOf: rememberFolders((session) => ports.hint(session)),
    letBy: followLetBy((entry) => ports.recordLetBy(entry), log),
  };
  const token = Buffer.from(options.token);
  const body = { maxBody: MAX_BODY, receiveWithin: limits.receiveWithin };
  const opened = await openLoopback({
    port,
    limits: { ...limits, idleWithin: IDLE_WITHIN },
    name: 'the endpoint',
    log,
    take: (exchange, open) => handle(exchange, { port: open, token }, body, parts),
  });
  if (opened.kind !== 'open') return opened;
  const { server } = opened;
  return { kind: 'listening', port: opened.port, server, close: () => close(server, lines) };
}

/** The same ports, with every open line remembered until it is answered or its agent leaves. */
function rememberLines(ports: EndpointPorts, lines: Map<string, AgentLine>): EndpointPorts {
  function remember(id: string, line: AgentLine): AgentLine {
    const remembered: AgentLine = {
      deliver(answer) {
        lines.delete(id);
        return line.deliver(answer);
      },
    };
    lines.set(id, remembered);
    return remembered;
  }

  return {
    ...ports,
    onRequest: (request, line) => ports.onRequest(request, remember(request.id, line)),
    onBarred: (request, line, barring) =>
      ports.onBarred(request, remember(request.id, line), barring),
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
