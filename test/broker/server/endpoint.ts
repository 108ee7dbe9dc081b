import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { vi } from 'vitest';
import type { HookEvent, HookRefusal } from '../../../src/agents/claude-code/hook-event.ts';
import { judgeUnleashed } from '../../fakes/judge-unleashed.ts';
import type { Barring } from '../../../src/broker/server/endpoint-ports.ts';
import { listen, type EndpointOptions, type Listening } from '../../../src/broker/server/listen.ts';
import type { AuditEntry } from '../../../src/core/audit/entry.ts';
import type { LogFields } from '../../../src/core/ports.ts';
import type { AgentLine } from '../../../src/core/request/decision.ts';
import type { Request } from '../../../src/core/request/request.ts';

export const TOKEN = 'a-token-that-is-long-enough-to-be-real';

/** What arrived at an endpoint under test. */
export interface Seen {
  readonly log: { level: string; message: string; fields: LogFields | undefined }[];
  readonly requests: { request: Request; line: AgentLine }[];
  readonly barred: { request: Request; line: AgentLine; barring: Barring }[];
  readonly letBy: AuditEntry[];
  readonly events: HookEvent[];
  readonly closedLines: string[];
  readonly notUnderstood: HookRefusal[];
}

export type Endpoint = Extract<Listening, { kind: 'listening' }> & { readonly seen: Seen };

/** A listening endpoint on a free port that writes down what it hears. */
export async function openEndpoint(options: Partial<EndpointOptions> = {}): Promise<Endpoint> {
  const seen: Seen = {
    ...{ log: [], requests: [], barred: [], letBy: [] },
    ...{ events: [], closedLines: [], notUnderstood: [] },
  };
  const logger = (level: string) => (message: string, fields?: LogFields) =>
    void seen.log.push({ level, message, fields });
  let count = 0;
  const listening = await listen({
    port: 0,
    token: TOKEN,
    patience: 60_000,
    home: '/home/dev',
    claudeDir: '/home/dev/.claude',
    log: {
      debug: logger('debug'),
      info: logger('info'),
      warn: logger('warn'),
      error: logger('error'),
    },
    ids: { next: () => `request-${(count += 1)}` },
    clock: { now: () => 1_000_000 },
    hint: () => Promise.resolve(undefined),
    judge: judgeUnleashed({ home: '/home/dev', claudeDir: '/home/dev/.claude' }),
    fallback: () => 'pass',
    stopOf: () => null,
    recordLetBy: (entry) => {
      seen.letBy.push(entry);
      return Promise.resolve();
    },
    onEvent: (event) => void seen.events.push(event),
    onRequest: (request, line) => void seen.requests.push({ request, line }),
    onBarred: (request, line, barring) => void seen.barred.push({ request, line, barring }),
    onLineClosed: (id) => void seen.closedLines.push(id),
    onNotUnderstood: (refusal) => void seen.notUnderstood.push(refusal),
    ...options,
  });
  if (listening.kind !== 'listening') throw new Error(`no endpoint: ${listening.kind}`);
  return { ...listening, seen };
}

/** The head of a good message, as Claude Code sends it; a header set to null is left out. */
export function head(
  endpoint: Endpoint,
  headers: Readonly<Record<string, string | number | null>> = {},
  line = 'POST /countersign/claude-code HTTP/1.1',
): string {
  const all: Readonly<Record<string, string | number | null>> = {
    accept: 'application/json, text/plain, */*',
    'content-type': 'application/json',
    authorization: `Bearer ${TOKEN}`,
    'user-agent': 'axios/1.15.2',
    host: `127.0.0.1:${endpoint.port}`,
    connection: 'keep-alive',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${value}`,
  );
  return `${line}\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** A whole good message with this body. */
export function message(
  endpoint: Endpoint,
  body: unknown,
  headers: Readonly<Record<string, string | number | null>> = {},
): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return head(endpoint, { 'content-length': Buffer.byteLength(text), ...headers }) + text;
}

/** One connection, and all that came back on it. */
export interface Client {
  readonly socket: Socket;
  readonly received: () => string;
  /** Resolves once this many answers arrived whole, or the connection ended. */
  answers(count: number): Promise<readonly Answered[]>;
  readonly ended: Promise<void>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Connects as a client that ignores being cut off. */
export async function dial(endpoint: Endpoint): Promise<Client> {
  const socket = connect(endpoint.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  await once(socket, 'connect');
  return {
    socket,
    received: () => text,
    ended,
    answers: (count) =>
      vi.waitFor(
        () => {
          const found = parseAnswers(text);
          if (found.length < count && !socket.closed)
            throw new Error(`only ${found.length} answers`);
          return found;
        },
        { timeout: 5000, interval: 5 },
      ),
  };
}

/** Sends one message on a connection of its own and gives the answer. */
export async function send(endpoint: Endpoint, text: string): Promise<Answered | undefined> {
  const client = await dial(endpoint);
  client.socket.write(text);
  const [answer] = await client.answers(1);
  client.socket.destroy();
  return answer;
}

function parseAnswers(text: string): Answered[] {
  const answers: Answered[] = [];
  let rest = text;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    const [, status] = /^HTTP\/1\.1 (\d+)/.exec(rest) ?? [];
    if (end === -1 || status === undefined) return answers;
    const length = Number(/content-length: (\d+)/i.exec(rest.slice(0, end))?.[1] ?? 0);
    const body = Buffer.from(rest.slice(end + 4)).subarray(0, length);
    if (body.length < length) return answers;
    answers.push({ status: Number(status), body: body.toString() });
    rest = Buffer.from(rest.slice(end + 4))
      .subarray(length)
      .toString();
  }
}
