import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import { call, sync, type RemoteDevice } from '../../fakes/remote-client.ts';
import { openWorld, type World } from './remote-world.ts';

const DONE = { outcome: { kind: 'done', note: null } };
/** A denial in these words. */
const denying = (message: string) => ({ behavior: 'deny', always: null, message });

let world: World;
let phone: RemoteDevice;
beforeEach(async () => {
  world = await openWorld();
  phone = await world.device();
});
afterEach(() => world.end());

describe('a device', () => {
  it('stops all agents and releases them, in its own name, and every page learns of it', async () => {
    world.ask();
    const { id } = phone.keys;
    const other = await world.device('tablet');
    const before = (await sync(other)).revision;
    expect((await call(phone, REMOTE_PATHS.stop, { on: true })).json).toEqual(DONE);
    const told = await sync(other);
    expect(told).toMatchObject({
      server: { stopped: { by: 'phone' }, paused: [] },
      rows: [
        { state: { kind: 'delivered', by: { kind: 'device', id }, decision: denying('stopped') } },
      ],
    });
    expect(told.revision).toBeGreaterThan(before);
    expect((await call(other, REMOTE_PATHS.stop, { on: false })).json).toEqual(DONE);
    expect((await sync(phone)).server.stopped).toBeNull();
    expect(world.leash.done).toEqual([
      { what: 'stop', by: { kind: 'device', id, name: 'phone' } },
      { what: 'release', by: { kind: 'device', id: other.keys.id, name: 'tablet' } },
    ]);
  });

  it('pauses a session it was shown, and no other; it lets any go on', async () => {
    world.ask({ session: 's1' });
    world.ask({ session: 's2' });
    const pause = async (session: string, on: boolean): Promise<unknown> =>
      (await call(phone, REMOTE_PATHS.pause, { session, on })).json;
    expect(await pause('s1', true)).toEqual(DONE);
    expect(await sync(phone)).toMatchObject({
      server: { stopped: null, paused: ['s1'] },
      rows: [{ state: { decision: denying('paused') } }, { state: { kind: 'pending' } }],
    });
    expect(await pause('made-up', true)).toMatchObject({ outcome: { code: 'unknown-request' } });
    expect(await pause('s1', false)).toEqual(DONE);
    expect(world.leash.done.map(({ what }) => what)).toEqual(['pause s1', 'resume s1']);
  });

  it('learns whose it is', async () => {
    expect((await sync(phone)).device.person).toBeNull();
    expect((await sync(await world.device('Ann’s phone'))).device.person).toBe('Ann');
  });
});
