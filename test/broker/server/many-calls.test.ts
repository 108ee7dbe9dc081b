import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EndpointOptions } from '../../../src/broker/server/listen.ts';
import { message, openEndpoint, send, type Endpoint } from './endpoint.ts';
import { bashCall, callHeld, callOnce, hintWith, judgeWith } from './judging.ts';

/** How long a flood may take on a slow machine. */
const FLOOD = { timeout: 10_000 };

let endpoint: Endpoint;
afterEach(() => endpoint.close());

async function open(options: Partial<EndpointOptions>): Promise<void> {
  endpoint = await openEndpoint(options);
}

describe('a flood', () => {
  it('of calls that go by is let by whole, in order, and each is on record', async () => {
    await open({ judge: judgeWith('allow') });
    const calls = Array.from({ length: 300 }, () => callOnce(endpoint));
    const words = (await Promise.all(calls)).map((decision) => decision?.word);
    expect(new Set(words)).toEqual(new Set(['allow']));
    await vi.waitFor(() => expect(endpoint.seen.letBy).toHaveLength(300), FLOOD);
  }, 30_000);

  it('of held calls is held, and one that goes by passes between them', async () => {
    await open({
      judge: ({ session }) => judgeWith(session === 'quick' ? 'allow' : 'ask')(),
      hint: hintWith('sdk-cli'),
    });
    const clients = await Promise.all(Array.from({ length: 200 }, () => callHeld(endpoint)));
    await vi.waitFor(() => expect(endpoint.seen.requests).toHaveLength(200), FLOOD);
    expect((await callOnce(endpoint, { ...bashCall, session_id: 'quick' }))?.word).toBe('allow');
    for (const client of clients) client.socket.destroy();
    await vi.waitFor(() => expect(endpoint.seen.closedLines).toHaveLength(200), FLOOD);
  }, 30_000);
});

describe('a message of ours that can’t be read', () => {
  const bad = [
    ['an unknown field', { ...bashCall, brand_new: true }, 422],
    ['an unknown event', { ...bashCall, hook_event_name: 'BeforeEverything' }, 422],
    ['no JSON', '{', 400],
  ] as const;

  it.each(bad)('(%s) is asked where agents are leashed', async (_what, body) => {
    await open({ fallback: () => 'ask' });
    expect((await callOnce(endpoint, body))?.word).toBe('ask');
    expect(endpoint.seen.log).toHaveLength(1);
  });

  it('is denied while agents are stopped', async () => {
    await open({ fallback: () => 'deny' });
    expect((await callOnce(endpoint, { ...bashCall, brand_new: true }))?.word).toBe('deny');
  });

  it.each(bad)('(%s) is refused where nothing is leashed', async (_what, body, status) => {
    await open({});
    expect(await send(endpoint, message(endpoint, body))).toEqual({ status, body: '' });
  });

  it('hears nothing of the leash without our key', async () => {
    await open({ fallback: () => 'deny' });
    const text = message(endpoint, bashCall, { authorization: 'Bearer x' });
    expect(await send(endpoint, text)).toEqual({ status: 401, body: '' });
  });
});

describe('the folder of a session', () => {
  it('stays the one it was started in, whatever a call says later', async () => {
    const judge = vi.fn(judgeWith('pass'));
    const hint = vi.fn(hintWith('cli'));
    await open({ judge, hint });
    const elsewhere = { ...bashCall, cwd: '/somewhere/else' };
    await callOnce(endpoint, elsewhere);
    await callOnce(endpoint, { ...elsewhere, cwd: '/home/dev-proj' });
    expect(judge.mock.calls.map(([call]: readonly { folder: string }[]) => call?.folder)).toEqual([
      '/home/dev/proj',
      '/home/dev/proj',
    ]);
    expect(hint).toHaveBeenCalledTimes(1);
  });
});
