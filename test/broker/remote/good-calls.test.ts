import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import {
  call,
  decide,
  openLive,
  pairDevice,
  sendDecision,
  signDecision,
  sync,
  type RemoteDevice,
} from '../../fakes/remote-client.ts';
import { post } from '../../fakes/wire.ts';
import { ADDRESS, openWorld, SECRET, TOOL_INPUT, type World } from './remote-world.ts';

const allow = { behavior: 'allow', always: null, answers: null } as const;
const deny = { behavior: 'deny', always: null, message: 'Not now' } as const;

let world: World;
let phone: RemoteDevice;
beforeEach(async () => {
  world = await openWorld();
  phone = await world.device();
});
afterEach(() => world.end());

describe('a device', () => {
  it('is paired: it proves itself, the desk proves itself, and the person confirms it', async () => {
    const of = { address: world.base, origin: ADDRESS, name: 'new phone', now: () => Date.now() };
    const { device, digits } = await pairDevice(of, { by: 'link', secret: SECRET });
    expect(digits).toMatch(/^\d{6}$/);
    const asked = async (): Promise<unknown> => (await call(device, REMOTE_PATHS.paired, {})).json;
    expect(await asked()).toEqual({ state: 'waiting' });
    // Until then that call is the only one.
    expect(await call(device, REMOTE_PATHS.sync, { known: [] })).toMatchObject({ status: 401 });
    world.pairing.confirm(world.clock.now());
    expect(await asked()).toEqual({ state: 'paired' });
    expect((await sync(device)).device).toMatchObject({ id: device.keys.id, name: 'new phone' });
  });

  it('with a wrong code is refused, in the pairing’s own words', async () => {
    const of = { address: world.base, origin: ADDRESS, name: 'thief', now: () => Date.now() };
    const pairing = pairDevice(of, { by: 'link', secret: `${SECRET}x` });
    await expect(pairing).rejects.toThrow(/403 .*"wrong-code".*This is the pairing/);
  });

  it('gets what waits, whole, and what it needs to answer', async () => {
    const request = world.ask();
    const snapshot = await sync(phone);
    expect(snapshot).toMatchObject({
      revision: world.parts.desk.revision(),
      rows: [{ id: request.id, state: { kind: 'pending' } }],
      requests: [request],
      device: { id: phone.keys.id, name: 'phone' },
      server: { name: 'desk', away: true, address: ADDRESS },
    });
    const [row] = snapshot.rows;
    expect(row?.nonce).toMatch(/^[\w-]{22}$/);
    expect((await sync(phone)).rows).toEqual(snapshot.rows);
    const known = await sync(phone, [request.id]);
    expect(known.requests).toEqual([]);
    expect(known.rows).toEqual(snapshot.rows);
    expect(world.seen).toContain(phone.keys.id);
  });

  it('has nonces of its own', async () => {
    world.ask();
    const other = await world.device('tablet');
    const [mine] = (await sync(phone)).rows;
    const [its] = (await sync(other)).rows;
    expect(mine?.nonce).not.toBe(its?.nonce);
  });

  it('is told beforehand what it can’t allow, by what refuses it then', async () => {
    const requires = [{ of: [{ kind: 'editor' }], needs: 'any' }] as const;
    const request = world.ask({ requires });
    const [row] = (await sync(phone)).rows;
    expect(row?.notYours).toMatchObject({ kind: 'others-sign' });
    expect(row?.notYours?.words).toMatch(/^It waits for .+ to sign; you can deny it\.$/);
    expect(await decide(phone, request.id, allow)).toMatchObject({
      code: 'not-an-approver',
      message: `This is not yours to allow. ${row?.notYours?.words}`,
    });
    expect((await decide(phone, request.id, deny)).kind).toBe('done');
  });

  it('gets the newest twenty of what is settled, without a nonce', async () => {
    for (let n = 0; n < 23; n += 1) {
      await world.queue.decide(world.ask().id, deny, { kind: 'window', name: 'proj' });
    }
    const waiting = world.ask();
    const { rows } = await sync(phone);
    expect(rows.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 20 }, (_, n) => `r${n + 4}`),
      waiting.id,
    ]);
    expect(rows.filter(({ nonce }) => nonce !== null).map(({ id }) => id)).toEqual([waiting.id]);
  });

  it('gets large requests over several answers, what waits first', async () => {
    const large = { input: { command: 'x'.repeat(3 * 1024 * 1024) } };
    await world.queue.decide(world.ask(large).id, deny, { kind: 'window', name: 'proj' });
    world.ask(large);
    world.ask({ input: { command: 'x'.repeat(5 * 1024 * 1024) } });
    const known: string[] = [];
    const answers: string[][] = [];
    while (known.length < 3) {
      const ids = (await sync(phone, known)).requests.map(({ id }) => id);
      answers.push(ids);
      known.push(...ids);
    }
    expect(answers).toEqual([['r2'], ['r3'], ['r1']]);
  }, 30_000);

  it('gets a long answer packed, as it can take it', async () => {
    world.ask({ input: { command: TOOL_INPUT.repeat(1000) } });
    const sizes = [];
    for (const coding of ['identity', 'gzip', 'br']) {
      const headers = { 'accept-encoding': coding };
      const answer = await call(phone, REMOTE_PATHS.sync, { known: [] }, { headers });
      expect(answer).toMatchObject({ status: 200, proved: true });
      expect(answer.headers['content-encoding'] ?? 'identity').toBe(coding);
      sizes.push(answer.size);
    }
    expect(sizes[0]).toBeGreaterThan(30_000);
    expect(sizes[1]).toBeLessThan(3000);
    expect(sizes[2]).toBeLessThan(3000);
  });

  it('gets answers that no proxy may keep, hold back or change', async () => {
    const { headers } = await call(phone, REMOTE_PATHS.sync, { known: [] });
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
  });

  it('asks about pushes, and for nothing else', async () => {
    const { id } = phone.keys;
    const endpoint = 'https://push.example/1';
    const subscription = { endpoint, keys: { p256dh: 'abc', auth: 'def' } };
    const done = { outcome: { kind: 'done', note: null } };
    const answer = async (path: string, message: unknown): Promise<unknown> =>
      (await call(phone, path, message)).json;
    expect(await answer(REMOTE_PATHS.subscribe, { subscription })).toEqual(done);
    expect(await answer(REMOTE_PATHS.subscribe, { subscription: null })).toEqual(done);
    expect(await answer(REMOTE_PATHS.confirm, { push: 'p1' })).toEqual(done);
    expect(await answer(REMOTE_PATHS.test, {})).toMatchObject({ outcome: { kind: 'refused' } });
    expect(world.push.asked).toEqual([
      `subscribe ${id} ${endpoint}`,
      `subscribe ${id} nowhere`,
      `confirmed ${id} p1`,
      `test ${id}`,
    ]);
    expect(await answer(REMOTE_PATHS.preview, aDraft('no-such'))).toEqual({ preview: null });
  });

  it('leaves, and is told so, and is known no more', async () => {
    const answer = await call(phone, REMOTE_PATHS.leave, {});
    expect(answer).toMatchObject({ status: 200, proved: true });
    expect(await call(phone, REMOTE_PATHS.sync, { known: [] })).toMatchObject({ status: 403 });
  });

  it('learns, with proof, that something failed, and nobody else learns what', async () => {
    const { id } = world.ask();
    const answer = await call(phone, REMOTE_PATHS.preview, aDraft(id));
    expect(answer).toMatchObject({ status: 500, proved: true, json: { code: 'failed' } });
    expect(answer.text).not.toContain(TOOL_INPUT);
    expect(world.log.lines.join('\n')).not.toContain(TOOL_INPUT);
  });
});

describe('a decision', () => {
  it('reaches the agent, by that device', async () => {
    const { id } = world.ask();
    expect(await decide(phone, id, allow)).toEqual({ kind: 'done', note: null });
    expect(world.queue.snapshot().items).toMatchObject([
      {
        state: {
          kind: 'delivered',
          by: { kind: 'device', id: phone.keys.id, name: 'phone' },
          decision: allow,
        },
      },
    ]);
    expect(world.diary.map(({ kind }) => kind)).toEqual([
      'recorded',
      'recorded',
      'answered',
      'recorded',
    ]);
  });

  it.each([
    ['denied, with a message', deny],
    [
      'allowed for always, as offered',
      { ...allow, always: { destination: 'local', rules: ['Bash(npm test)'] } },
    ],
    [
      'denied for always, as offered',
      { ...deny, always: { destination: 'user', rules: ['Bash(npm test)'] } },
    ],
  ] as const)('may be: %s', async (_name, decision) => {
    const { id } = world.ask();
    expect(await decide(phone, id, decision)).toMatchObject({ kind: 'done' });
    expect(world.queue.snapshot().items).toMatchObject([{ state: { decision } }]);
  });

  it('that is sent again as it stands has the same outcome, and is not decided again', async () => {
    const request = world.ask();
    const nonce = (await sync(phone)).rows[0]?.nonce ?? '';
    const body = await signDecision(phone, request, allow, nonce);
    const outcomes = await Promise.all([
      sendDecision(phone, body),
      sendDecision(phone, body),
      sendDecision(phone, body),
    ]);
    outcomes.push(await sendDecision(phone, body));
    expect(outcomes).toEqual(Array(4).fill({ kind: 'done', note: null }));
    expect(world.diary.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  });

  it('that could not be recorded leaves the request open for another try', async () => {
    let fails = false;
    const failing = await openWorld({}, { recorderFails: () => fails });
    const device = await failing.device();
    const { id } = failing.ask();
    fails = true;
    expect(await decide(device, id, allow)).toMatchObject({ code: 'not-recorded' });
    fails = false;
    expect(await decide(device, id, allow)).toMatchObject({ kind: 'done' });
    await failing.end();
  });
});

describe('a wait', () => {
  const wait = (revision: number): ReturnType<typeof call> =>
    call(phone, REMOTE_PATHS.wait, { revision });

  it('is answered at once where there is something newer, or the desk has started anew', async () => {
    const revision = world.parts.desk.revision();
    for (const known of [revision - 1, revision + 1000, -1]) {
      expect((await wait(known)).json).toEqual({ revision });
    }
  });

  it('is held until something changes', async () => {
    const waiting = wait(world.parts.desk.revision());
    await vi.waitFor(() => expect(world.reachable(phone.keys.id)).toBe(true));
    world.ask();
    expect((await waiting).json).toEqual({ revision: world.parts.desk.revision() });
  });

  it('ends after its time, and the device counts as reachable a little longer', async () => {
    const short = await openWorld({ wait: 50, lingers: 100 });
    const device = await short.device();
    const heard = vi.fn();
    short.onReachable(heard);
    const revision = short.parts.desk.revision();
    expect(short.reachable(device.keys.id)).toBe(false);
    expect((await call(device, REMOTE_PATHS.wait, { revision })).json).toEqual({ revision });
    expect(short.reachable(device.keys.id)).toBe(true);
    await vi.waitFor(() => expect(short.reachable(device.keys.id)).toBe(false));
    expect(heard).toHaveBeenCalledTimes(2);
    await short.end();
  });

  it('too many of one device end its oldest', async () => {
    const revision = world.parts.desk.revision();
    const ended: number[] = [];
    const waits = [];
    for (const n of [1, 2, 3, 4]) {
      const before = world.seen.length;
      waits.push(wait(revision).then(() => ended.push(n)));
      await vi.waitFor(() => expect(world.seen.length).toBe(before + 1));
    }
    await vi.waitFor(() => expect(ended).toEqual([1]));
    world.ask();
    await Promise.all(waits);
  });

  it('ends when the listener closes', async () => {
    const waiting = wait(world.parts.desk.revision());
    await vi.waitFor(() => expect(world.reachable(phone.keys.id)).toBe(true));
    await world.close();
    expect(await waiting).toMatchObject({ status: 200, proved: true });
    await expect(post(world.base + REMOTE_PATHS.reach, '{}')).rejects.toThrow(
      /ECONNREFUSED|hang up/,
    );
  });
});

describe('a live channel', () => {
  it('says that there is something newer, and no more', async () => {
    const live = await openLive(phone);
    const first = world.parts.desk.revision();
    await vi.waitFor(() => expect(live.revisions).toEqual([first]));
    expect(world.reachable(phone.keys.id)).toBe(true);
    for (let n = 0; n < 5; n += 1) world.ask();
    const last = world.parts.desk.revision();
    await vi.waitFor(() => expect(live.revisions).toEqual([first, last]));
    live.socket.close();
    await vi.waitFor(() => expect(world.reachable(phone.keys.id)).toBe(false));
  });

  it('is pinged, and cut where nobody answers', async () => {
    const quick = await openWorld({ ping: 250 });
    const device = await quick.device();
    const answering = await openLive(device);
    const pings = vi.fn();
    answering.socket.on('ping', pings);
    const other = await quick.device('asleep');
    const asleep = await openLive(other);
    await vi.waitFor(() => expect(quick.reachable(other.keys.id)).toBe(true));
    asleep.socket.pause();
    const patient = { timeout: 4000 };
    await vi.waitFor(() => expect(quick.reachable(other.keys.id)).toBe(false), patient);
    await vi.waitFor(() => expect(pings.mock.calls.length).toBeGreaterThan(2), patient);
    expect(quick.reachable(device.keys.id)).toBe(true);
    asleep.socket.terminate();
    await quick.end();
  });

  it('more than four of one device end its oldest', async () => {
    const channels = [];
    for (let n = 0; n < 5; n += 1) {
      const live = await openLive(phone);
      await vi.waitFor(() => expect(live.revisions).toHaveLength(1));
      channels.push(live);
    }
    await channels[0]?.closed;
    expect(channels.map(({ socket }) => socket.readyState)).toEqual([3, 1, 1, 1, 1]);
    expect(world.reachable(phone.keys.id)).toBe(true);
  });

  it('ends when the listener closes', async () => {
    const live = await openLive(phone);
    await vi.waitFor(() => expect(live.revisions).toHaveLength(1));
    await world.close();
    expect(await live.closed).toMatchObject({ code: 1001 });
  });
});

function aDraft(request: string): unknown {
  return { request, draft: { behavior: 'allow', to: 'local', rules: ['Bash(npm test)'] } };
}
