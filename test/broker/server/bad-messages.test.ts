import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sample } from '../../samples/claude-code.ts';
import { dial, head, message, openEndpoint, send, TOKEN, type Endpoint } from './endpoint.ts';

const good = sample('PermissionRequest.Bash');
const SECRET = 'tool-input-that-no-log-may-hold';
const withSecret = { ...good, tool_input: { command: SECRET } };

let endpoint: Endpoint;
beforeEach(async () => {
  endpoint = await openEndpoint({
    limits: { headWithin: 1500, receiveWithin: 1500, connections: 9 },
  });
});
afterEach(() => endpoint.close());

/** One line in the log, without input, and nothing else happened. */
function expectOneLine(fields?: Record<string, unknown>): void {
  const { log, requests, events, closedLines } = endpoint.seen;
  expect(log).toHaveLength(1);
  expect(log[0]?.level).toBe('warn');
  if (fields) expect(log[0]?.fields).toEqual(fields);
  expect(JSON.stringify(log)).not.toContain(SECRET);
  expect({ requests, events, closedLines }).toEqual({ requests: [], events: [], closedLines: [] });
}

type Headers = Readonly<Record<string, string | number | null>>;

const badHeads: readonly [name: string, status: number, code: string, headers: Headers][] = [
  ['no token', 401, 'wrong-token', { authorization: null }],
  ['an empty token', 401, 'wrong-token', { authorization: 'Bearer ' }],
  ['a wrong token', 401, 'wrong-token', { authorization: `Bearer ${'x'.repeat(TOKEN.length)}` }],
  ['a short token', 401, 'wrong-token', { authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
  ['a long token', 401, 'wrong-token', { authorization: `Bearer ${TOKEN}x` }],
  ['another scheme', 401, 'wrong-token', { authorization: `Basic ${TOKEN}` }],
  ['two tokens', 401, 'wrong-token', { Authorization: 'Bearer other' }],
  [
    'two tokens, the right one last',
    401,
    'wrong-token',
    { authorization: 'Bearer other', Authorization: `Bearer ${TOKEN}` },
  ],
  ['the right token twice', 401, 'wrong-token', { Authorization: `Bearer ${TOKEN}` }],
  ['a rebound name as host', 421, 'wrong-host', { host: 'evil.example:80' }],
  ['localhost as host', 421, 'wrong-host', { host: 'localhost' }],
  ['the host without its port', 421, 'wrong-host', { host: '127.0.0.1' }],
  ['no host', 421, 'wrong-host', { host: null }],
  ['two hosts', 421, 'wrong-host', { Host: 'evil.example' }],
  [
    'a cross-site form post as text/plain',
    403,
    'foreign-origin',
    { origin: 'https://evil.example', 'content-type': 'text/plain' },
  ],
  ['a cross-site post as JSON', 403, 'foreign-origin', { origin: 'https://evil.example' }],
  ['an opaque origin', 403, 'foreign-origin', { origin: 'null' }],
  ['fetch metadata of a page', 403, 'foreign-origin', { 'sec-fetch-site': 'cross-site' }],
  ['fetch metadata of the same site', 403, 'foreign-origin', { 'sec-fetch-site': 'same-origin' }],
  ['text/plain without an origin', 415, 'not-json-type', { 'content-type': 'text/plain' }],
  ['no content type', 415, 'not-json-type', { 'content-type': null }],
  ['another charset', 415, 'not-json-type', { 'content-type': 'application/json; charset=utf-7' }],
];

describe('a message with a bad head', () => {
  it.each(badHeads)('%s: %i', async (_name, status, code, headers) => {
    const answer = await send(endpoint, message(endpoint, withSecret, headers));
    expect(answer).toEqual({ status, body: '' });
    expectOneLine({ status, code });
  });

  it.each([
    ['GET', 405, 'GET /countersign/claude-code HTTP/1.1'],
    ['PUT', 405, 'PUT /countersign/claude-code HTTP/1.1'],
    ['OPTIONS, as a browser asks first', 405, 'OPTIONS /countersign/claude-code HTTP/1.1'],
    ['another path', 404, 'POST / HTTP/1.1'],
    ['a longer path', 404, 'POST /countersign/claude-code/x HTTP/1.1'],
    ['a query', 404, 'POST /countersign/claude-code?x=1 HTTP/1.1'],
  ])('%s: %i', async (_name, status, line) => {
    const answer = await send(endpoint, head(endpoint, { 'content-length': 0 }, line));
    expect(answer).toEqual({ status, body: '' });
    expectOneLine();
  });

  it('looks at the route first, then host, origin, token, type, size', async () => {
    const allWrong = {
      host: 'evil.example',
      origin: 'https://evil.example',
      authorization: null,
      'content-type': 'text/plain',
      'content-length': 1e9,
    };
    const right = {
      host: `127.0.0.1:${endpoint.port}`,
      origin: null,
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
    };
    const codes = [];
    let headers: Headers = allWrong;
    for (const [name, value] of Object.entries({ none: null, ...right })) {
      headers = name === 'none' ? headers : { ...headers, [name]: value };
      codes.push((await send(endpoint, head(endpoint, headers)))?.status);
    }
    expect(codes).toEqual([421, 403, 401, 415, 413]);
  });

  it('is HTTP that cannot be parsed: 400', async () => {
    const answer = await send(endpoint, 'HELLO\r\n\r\n');
    expect(answer).toEqual({ status: 400, body: '' });
    expectOneLine();
  });

  it('is sent too slowly: 408', async () => {
    const client = await dial(endpoint);
    client.socket.write('POST /countersign/claude-code HTTP/1.1\r\nhost: ');
    expect(await client.answers(1)).toEqual([{ status: 408, body: '' }]);
    await client.ended;
    expectOneLine();
  });
});

describe('a connection', () => {
  it('on which nothing is said is closed', async () => {
    const client = await dial(endpoint);
    await client.ended;
    expectOneLine({ status: 408, code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  });

  it('too many is closed at once', async () => {
    const limits = { headWithin: 9000, receiveWithin: 9000, connections: 2 };
    const small = await openEndpoint({ limits });
    const clients = [await dial(small), await dial(small)];
    const third = await dial(small);
    await third.ended;
    expect(third.received()).toBe('');
    expect(small.seen.log).toHaveLength(1);
    for (const { socket } of clients) socket.destroy();
    await small.close();
  });
});

describe('a message with a bad body', () => {
  it.each([
    ['broken JSON', 400, 'not-json', '{"session_id": "'],
    ['nothing', 400, 'not-json', ''],
    ['text after the JSON', 400, 'not-json', `${JSON.stringify(good)}x`],
  ])('%s: %i', async (_name, status, code, body) => {
    const answer = await send(endpoint, message(endpoint, body));
    expect(answer).toEqual({ status, body: '' });
    expectOneLine({ status, code });
  });

  it('broken UTF-8: 400', async () => {
    const client = await dial(endpoint);
    const text = JSON.stringify({ ...good, cwd: '/home/dev/pro\u00ff' });
    const bytes = Buffer.from(text, 'latin1');
    client.socket.write(head(endpoint, { 'content-length': bytes.length }));
    client.socket.write(bytes);
    expect(await client.answers(1)).toEqual([{ status: 400, body: '' }]);
    expectOneLine({ status: 400, code: 'not-utf8' });
  });

  const noTool = { ...withSecret, tool_name: undefined };
  it.each([
    ['an unknown field', 'unknown-field', 'brand_new', { ...withSecret, brand_new: SECRET }],
    ['no tool name', 'bad-shape', 'tool_name', noTool],
    ['an unknown event', 'unknown-event', 'hook_event_name', { hook_event_name: 'NewThing' }],
    ['no event', 'bad-shape', 'hook_event_name', {}],
    ['a list', 'bad-shape', 'the whole message', [withSecret]],
    ['null', 'bad-shape', 'the whole message', 'null'],
  ])('%s: 422', async (_name, code, field, body) => {
    const answer = await send(endpoint, message(endpoint, body));
    expect(answer).toEqual({ status: 422, body: '' });
    expectOneLine({ status: 422, code, field });
    expect(endpoint.seen.notUnderstood).toEqual([{ kind: 'refused', code, detail: field }]);
  });

  it('nested deeper than anything real: 422, and the endpoint lives on', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const body = JSON.stringify({ ...good, tool_input: { deep: 0 } }).replace(':0}', `:${deep}}`);
    expect(await send(endpoint, message(endpoint, body))).toEqual({ status: 422, body: '' });
    expectOneLine({ status: 422, code: 'bad-shape', field: 'tool_input' });
    expect((await send(endpoint, message(endpoint, sample('Stop'))))?.status).toBe(200);
  });

  it('100 MB, said beforehand: 413 before any of it is read', async () => {
    const client = await dial(endpoint);
    client.socket.write(head(endpoint, { 'content-length': 100_000_000 }));
    expect(await client.answers(1)).toEqual([{ status: 413, body: '' }]);
    await client.ended;
    expectOneLine({ status: 413, code: 'too-large' });
  });

  it('one byte too large, in chunks: 413', async () => {
    const client = await dial(endpoint);
    client.socket.write(head(endpoint, { 'transfer-encoding': 'chunked' }));
    client.socket.write(`2000001\r\n${'x'.repeat(0x2000001)}\r\n`);
    expect(await client.answers(1)).toEqual([{ status: 413, body: '' }]);
    expectOneLine({ status: 413, code: 'too-large' });
  });

  it('100 MB in chunks: 413 once it is too large, and no further', async () => {
    const client = await dial(endpoint);
    client.socket.write(head(endpoint, { 'transfer-encoding': 'chunked' }));
    const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
    let sent = 0;
    while (sent < 100 && client.socket.writable && client.received() === '') {
      if (!client.socket.write(chunk)) {
        await new Promise<void>((resolve) => {
          client.socket.once('drain', resolve).once('close', resolve);
        });
      }
      sent += 1;
    }
    await client.ended;
    expect(sent).toBeLessThan(60);
    expectOneLine({ status: 413, code: 'too-large' });
    expect(client.received()).toMatch(/^(HTTP\/1\.1 413 .*\r\n\r\n)?$/s);
  });

  it('that comes too slowly: 408', async () => {
    const client = await dial(endpoint);
    client.socket.write(message(endpoint, good).slice(0, -10));
    expect(await client.answers(1)).toEqual([{ status: 408, body: '' }]);
    await client.ended;
    expectOneLine({ status: 408, code: 'too-slow' });
  });

  it.each([
    ['closed', (client: { socket: { end(): unknown } }) => client.socket.end()],
    [
      'reset',
      (client: { socket: { resetAndDestroy(): unknown } }) => client.socket.resetAndDestroy(),
    ],
  ])('whose connection is %s half-way: one line in the log', async (_name, leave) => {
    const client = await dial(endpoint);
    client.socket.write(message(endpoint, withSecret).slice(0, -10));
    await new Promise((resolve) => setImmediate(resolve));
    leave(client);
    await client.ended;
    await vi.waitFor(() => expectOneLine());
    expect(client.received()).toBe('');
  });
});

describe('a second message on the same connection', () => {
  it('is guarded like the first', async () => {
    const client = await dial(endpoint);
    client.socket.write(message(endpoint, sample('Stop')));
    await client.answers(1);
    client.socket.write(message(endpoint, withSecret, { authorization: 'Bearer wrong' }));
    expect(await client.answers(2)).toEqual([
      { status: 200, body: '' },
      { status: 401, body: '' },
    ]);
    await client.ended;
    expect(endpoint.seen.requests).toEqual([]);
    expect(endpoint.seen.log).toHaveLength(1);
  });
});
