import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../../src/broker/server/free-port.ts';
import { listen } from '../../../src/broker/server/listen.ts';
import { sample, sampleNames } from '../../samples/claude-code.ts';
import { dial, message, openEndpoint, send, TOKEN, type Endpoint } from './endpoint.ts';

const bash = sample('PermissionRequest.Bash');

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await openEndpoint();
});
afterEach(() => endpoint.close());

async function ask(body: unknown = bash) {
  const client = await dial(endpoint);
  const before = endpoint.seen.requests.length;
  client.socket.write(message(endpoint, body));
  const asked = await vi.waitFor(() => {
    const found = endpoint.seen.requests[before];
    if (!found) throw new Error('no request yet');
    return found;
  });
  return { client, ...asked };
}

describe('a request', () => {
  it('arrives whole and is answered on its own connection', async () => {
    const { client, request, line } = await ask();
    expect(request).toMatchObject({
      id: 'request-1',
      tool: 'Bash',
      input: { command: 'touch made.txt', description: 'make a file' },
      folder: '/home/dev/proj',
      receivedAt: 1_000_000,
      expiresAt: 1_060_000,
    });
    expect(endpoint.seen.events).toHaveLength(1);
    expect(await line.deliver({ kind: 'deny', message: 'Denied from phone: use yarn' })).toBe(true);
    const [answer] = await client.answers(1);
    expect(answer?.status).toBe(200);
    expect(JSON.parse(answer?.body ?? '')).toEqual(sample('outputs/PermissionRequest.deny'));
    expect(endpoint.seen.closedLines).toEqual([]);
    expect(endpoint.seen.log).toEqual([]);
    client.socket.destroy();
  });

  it('left to the agent gets an empty answer', async () => {
    const { client, line } = await ask();
    expect(await line.deliver({ kind: 'none' })).toBe(true);
    expect(await client.answers(1)).toEqual([{ status: 200, body: '' }]);
    client.socket.destroy();
  });

  it('is answered once: a second answer reaches nobody', async () => {
    const { client, line } = await ask();
    expect(await line.deliver({ kind: 'deny', message: 'no' })).toBe(true);
    const allow = { kind: 'allow', answers: null, sessionRules: [] } as const;
    expect(await line.deliver(allow)).toBe(false);
    expect((await client.answers(1))[0]?.body).toContain('"deny"');
    expect(client.received()).not.toContain('"allow"');
    client.socket.destroy();
  });

  it('tells apart two of one session, answered in the other order', async () => {
    const first = await ask();
    const second = await ask({ ...bash, tool_input: { command: 'make' } });
    await second.line.deliver({ kind: 'deny', message: 'second' });
    await first.line.deliver({ kind: 'deny', message: 'first' });
    expect((await first.client.answers(1))[0]?.body).toContain('first');
    expect((await second.client.answers(1))[0]?.body).toContain('second');
    first.client.socket.destroy();
    second.client.socket.destroy();
  });

  it('waits longer than a message may take to arrive', async () => {
    await endpoint.close();
    endpoint = await openEndpoint({
      limits: { headWithin: 100, receiveWithin: 100, connections: 9 },
    });
    const { client, line } = await ask();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await line.deliver({ kind: 'none' })).toBe(true);
    expect(await client.answers(1)).toEqual([{ status: 200, body: '' }]);
    client.socket.destroy();
  });

  it.each([
    ['closes', (socket: { end(): unknown }) => socket.end()],
    ['resets', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
  ])(
    'whose agent %s the connection: said once, and an answer reaches nobody',
    async (_n, leave) => {
      const { client, line } = await ask();
      leave(client.socket);
      await vi.waitFor(() => expect(endpoint.seen.closedLines).toEqual(['request-1']));
      expect(await line.deliver({ kind: 'deny', message: 'late' })).toBe(false);
      expect(client.received()).toBe('');
      await endpoint.close();
      expect(endpoint.seen.closedLines).toEqual(['request-1']);
    },
  );

  it('whose taker throws is answered emptily, and the log holds no input', async () => {
    await endpoint.close();
    endpoint = await openEndpoint({
      onRequest: ({ input }) => {
        throw new Error(JSON.stringify(input));
      },
    });
    expect(await send(endpoint, message(endpoint, bash))).toEqual({ status: 200, body: '' });
    expect(endpoint.seen.log.map(({ level }) => level)).toEqual(['error']);
    expect(JSON.stringify(endpoint.seen.log)).not.toContain('touch');
  });

  it('is taken with a charset, and on a connection used before', async () => {
    const client = await dial(endpoint);
    client.socket.write(message(endpoint, sample('Stop')));
    await client.answers(1);
    client.socket.write(
      message(endpoint, bash, { 'content-type': 'application/json; charset=utf-8' }),
    );
    await vi.waitFor(() => expect(endpoint.seen.requests).toHaveLength(1));
    await endpoint.seen.requests[0]?.line.deliver({ kind: 'none' });
    expect(await client.answers(2)).toHaveLength(2);
    client.socket.destroy();
  });

  it('of 3 MB arrives whole', async () => {
    const content = 'x'.repeat(3_000_000);
    const { client, request, line } = await ask({
      ...sample('PermissionRequest.Write'),
      tool_input: { file_path: '/home/dev/proj/big', content },
    });
    expect(request.input['content']).toBe(content);
    await line.deliver({ kind: 'none' });
    client.socket.destroy();
  });
});

describe('any other event', () => {
  it.each(sampleNames.filter((name) => !name.startsWith('PermissionRequest')))(
    '%s is answered at once, emptily, and heard',
    async (name) => {
      expect(await send(endpoint, message(endpoint, sample(name)))).toEqual({
        status: 200,
        body: '',
      });
      await vi.waitFor(() => expect(endpoint.seen.events).toHaveLength(1));
      expect(endpoint.seen.requests).toEqual([]);
      expect(endpoint.seen.log).toEqual([]);
    },
  );
});

describe('closing', () => {
  it('ends open lines emptily and frees the port', async () => {
    const { client } = await ask();
    const idle = await dial(endpoint);
    await endpoint.close();
    expect(await client.answers(1)).toEqual([{ status: 200, body: '' }]);
    await Promise.all([client.ended, idle.ended]);
    expect(endpoint.seen.closedLines).toEqual([]);
    const again = await openEndpoint({ port: endpoint.port });
    await again.close();
  });
});

describe('a port that is taken', () => {
  it('is said, and another one suggested', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const listening = await listen({ ...unusedPorts, token: TOKEN, port });
    expect(listening).toEqual({ kind: 'port-taken', port });
    const suggested = await freePort(port);
    expect(suggested).not.toBe(port);
    const next = await openEndpoint({ port: suggested });
    expect(next.port).toBe(suggested);
    await next.close();
    await new Promise((resolve) => other.close(resolve));
  });

  it('is no port at all: said with its number', async () => {
    await expect(listen({ ...unusedPorts, token: TOKEN, port: 70_000 })).resolves.toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('70000') as unknown,
    });
  });
});

const unusedPorts: Omit<Parameters<typeof listen>[0], 'port' | 'token'> = {
  patience: 1,
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
  log: { debug() {}, info() {}, warn() {}, error() {} },
  ids: { next: () => '' },
  clock: { now: () => 0 },
  hint: () => Promise.resolve(undefined),
  judge: () => Promise.reject(new Error('never asked')),
  fallback: () => 'pass',
  stopOf: () => null,
  recordLetBy: () => Promise.resolve(),
  onEvent() {},
  onRequest() {},
  onBarred() {},
  onLineClosed() {},
  onNotUnderstood() {},
};
