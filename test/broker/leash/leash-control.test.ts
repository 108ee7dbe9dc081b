import { describe, expect, it } from 'vitest';
import type { Leash } from '../../../src/broker/leash/open-leash.ts';
import type { LeashChoice } from '../../../src/protocol/leash.ts';
import { leashRecordSchema } from '../../../src/protocol/leash-record.ts';
import { handClock } from '../../fakes/queue-ports.ts';
import { aRequest } from '../../fakes/requests.ts';
import { diskFull, HERE, leashWorld, outcome, PHONE, type LeashWorld } from './leash-world.ts';

const mode = (name: LeashChoice['mode'], profile: string | null = null): LeashChoice => ({
  mode: name,
  profile,
});
const DONE = { kind: 'done', note: null };
const LS = { command: 'npm test' };

function kept({ vault }: LeashWorld) {
  return leashRecordSchema.parse(JSON.parse(vault.entries.get('leash') ?? 'null'));
}

async function opened(): Promise<[LeashWorld, Leash]> {
  const world = await leashWorld();
  const leash = await world.open();
  await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('partial'));
  world.recorded.length = 0;
  return [world, leash];
}

describe('what a person sets', () => {
  it('is put on record with who did it, and is there after a restart', async () => {
    const [world, leash] = await opened();
    const { folder } = world;
    await outcome(leash, world, LS);
    await leash.controlBy(PHONE).choose({ kind: 'session', session: 's1' }, mode('manual'));
    await leash.controlBy(HERE).choose({ kind: 'folder', folder }, mode(null, 'Read Only'));
    expect(world.recorded).toEqual([
      { kind: 'leash-set', by: PHONE, folder: null, session: 's1', mode: 'manual', profile: null },
      { kind: 'leash-set', by: HERE, folder, session: null, mode: null, profile: 'Read Only' },
    ]);
    const again = await world.open();
    const view = again.view([folder], false);
    expect(view).toMatchObject({
      machine: mode('partial'),
      folders: [{ folder, choice: mode(null, 'Read Only') }],
      sessions: [{ session: 's1', folder, choice: mode('manual'), paused: null }],
      ...{ isChosen: true, problem: null, hook: 'missing' },
    });
    expect(await outcome(again, world, LS)).toBe('deny');
  });

  it('is taken back where the choice says nothing', async () => {
    const [world, leash] = await opened();
    const control = leash.controlBy(HERE);
    await control.choose({ kind: 'session', session: 's1' }, mode('manual'));
    await control.choose({ kind: 'session', session: 's1' }, mode(null));
    expect(kept(world)).toMatchObject({ sessions: [], folders: [] });
  });

  it('is refused where a profile is named that isn’t there', async () => {
    const [world, leash] = await opened();
    expect(await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full', 'Nobody'))).toEqual(
      {
        ...{ kind: 'refused', code: 'leash-not-valid' },
        message: 'There is no profile “Nobody”.',
      },
    );
    expect(world.recorded).toEqual([]);
  });

  it('is on record, synced, before it loosens anything', async () => {
    const [world, leash] = await opened();
    const seen: string[] = [];
    world.onRecord = async () =>
      void seen.push(await outcome(leash, world, { command: 'rm -rf x' }));
    await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'));
    seen.push(await outcome(leash, world, { command: 'rm -rf x' }));
    expect(seen).toEqual(['ask', 'allow']);
  });

  it('is not loosened where record or vault fail', async () => {
    const [world, leash] = await opened();
    world.onRecord = diskFull;
    const before = world.vault.entries.get('leash');
    expect(await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'))).toEqual({
      ...{ kind: 'refused', code: 'leash-not-kept' },
      message: 'Nothing was changed. The audit log could not be written.',
    });
    world.onRecord = () => Promise.resolve();
    world.vault.weather = 'no-write';
    expect(await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'))).toMatchObject({
      ...{ kind: 'refused', code: 'leash-not-kept' },
    });
    expect(world.vault.entries.get('leash')).toBe(before);
    expect(await outcome(leash, world, { command: 'rm -rf x' })).toBe('ask');
  });

  it('is tightened at once all the same, and kept as soon as that can be', async () => {
    const [world, leash] = await opened();
    await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'));
    world.onRecord = diskFull;
    world.vault.weather = 'no-write';
    const told = await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('manual'));
    expect(told).toEqual({
      kind: 'done',
      note: 'It counts, but could not be kept for later. The audit log could not be written.',
    });
    expect(await outcome(leash, world, LS)).toBe('ask');
    world.vault.weather = 'fine';
    const again = await world.open();
    expect(await outcome(again, world, LS)).toBe('ask');
  });

  it('is loosened too by what only seems to tighten: a mode instead of none lets more by', async () => {
    const [world, leash] = await opened();
    const control = leash.controlBy(HERE);
    await control.choose({ kind: 'machine' }, mode('off'));
    world.onRecord = diskFull;
    expect(await control.choose({ kind: 'machine' }, mode('partial'))).toMatchObject({
      kind: 'refused',
    });
    expect(await outcome(leash, world, LS)).toBe('pass');
  });
});

describe('what can’t be read', () => {
  it('is replaced by what the person sets anew', async () => {
    const world = await leashWorld();
    world.vault.entries.set('leash', '{}');
    const leash = await world.open();
    expect(leash.view([], false)).toMatchObject({
      hook: 'missing',
      problem:
        'What you set can’t be read in the secret store of VS Code. Set it anew: it takes the place of what is there. Until then, everything is asked.',
    });
    expect(await outcome(leash, world, LS)).toBe('ask');
    expect(await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'))).toEqual(DONE);
    expect(leash.view([], false)).toMatchObject({ problem: null, machine: mode('full') });
    expect(await outcome(leash, world, LS)).toBe('allow');
  });

  it('is not written over where it can be read after all', async () => {
    const [world] = await opened();
    await (await world.open()).controlBy(HERE).setStopped(true);
    world.vault.weather = 'no-read';
    const leash = await world.open();
    expect(leash.view([], false).problem).toContain('Reload the window to try again.');
    expect(await leash.controlBy(HERE).choose({ kind: 'machine' }, mode('full'))).toMatchObject({
      kind: 'refused',
    });
    world.vault.weather = 'fine';
    await leash.controlBy(HERE).choose({ kind: 'session', session: 's1' }, mode('manual'));
    expect(kept(world)).toMatchObject({ machine: mode('partial'), stopped: { by: HERE.name } });
    expect(await outcome(leash, world, LS)).toBe('deny');
  });
});

describe('the kill switch', () => {
  it('counts before it is on disk, denies what waits, and is on record', async () => {
    const [world, leash] = await opened();
    const seen: string[] = [];
    world.onRecord = async () => void seen.push(await outcome(leash, world, LS));
    expect(await leash.controlBy(PHONE).setStopped(true)).toEqual(DONE);
    expect(seen).toEqual(['deny']);
    expect(world.recorded).toEqual([{ kind: 'agents-stopped', by: PHONE }]);
    const [isMeant, message, by] = world.denied[0] ?? [];
    expect(isMeant?.(aRequest())).toBe(true);
    expect(by).toEqual(PHONE);
    expect(message).toContain('a person stopped all agents');
    expect(leash.stops()).toMatchObject({ stopped: { by: 'Phone' }, paused: [] });
    expect(leash.view([], false)).toMatchObject({ stopped: { by: 'Phone' }, hook: 'missing' });
    const again = await world.open();
    expect(await outcome(again, world, LS)).toBe('deny');
  });

  it('counts where nothing can be kept', async () => {
    const [world, leash] = await opened();
    world.onRecord = diskFull;
    world.vault.weather = 'no-write';
    expect(await leash.controlBy(HERE).setStopped(true)).toMatchObject({ kind: 'done' });
    expect(await outcome(leash, world, LS)).toBe('deny');
    expect(await leash.controlBy(HERE).setStopped(false)).toMatchObject({ kind: 'refused' });
    expect(await outcome(leash, world, LS)).toBe('deny');
  });

  it('is not undone by a release that was on its way before', async () => {
    const [world, leash] = await opened();
    const control = leash.controlBy(HERE);
    await control.setStopped(true);
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    world.onRecord = ({ kind }) => (kind === 'agents-released' ? held : Promise.resolve());
    const releasing = control.setStopped(false);
    const stopping = control.setStopped(true);
    goOn();
    await releasing;
    expect(await outcome(leash, world, LS)).toBe('deny');
    await stopping;
    expect(await outcome(leash, world, LS)).toBe('deny');
    expect(kept(world).stopped).not.toBeNull();
  });

  it('pauses one session, and a restart does not let it go on', async () => {
    const [world, leash] = await opened();
    await leash.controlBy(HERE).setPaused('s1', true);
    const [isMeant] = world.denied[0] ?? [];
    expect(isMeant?.(aRequest({ session: 's1' }))).toBe(true);
    expect(isMeant?.(aRequest({ session: 's2' }))).toBe(false);
    const again = await world.open();
    expect(again.view([], false).sessions).toMatchObject([{ session: 's1', paused: {} }]);
    expect(await outcome(again, world, LS)).toBe('deny');
    await again.controlBy(HERE).setPaused('s1', false);
    expect(world.recorded.map(({ kind }) => kind)).toEqual(['session-paused', 'session-resumed']);
    expect(await outcome(again, world, LS)).toBe('allow');
  });
});

describe('what is set for a session', () => {
  const DAY = 24 * 60 * 60 * 1_000;

  it('is kept while the session is seen, and forgotten a month later', async () => {
    const world = await leashWorld();
    const clock = handClock(1_800_000_000_000);
    let leash = await world.open(clock);
    const session = { kind: 'session', session: 's1' } as const;
    await leash.controlBy(HERE).choose(session, mode('manual'));
    await leash.controlBy(HERE).choose({ kind: 'session', session: 's2' }, mode('manual'));
    await leash.controlBy(HERE).setPaused('s3', true);
    clock.forward(20 * DAY);
    await outcome(leash, world, LS);
    leash = await world.open(clock);
    clock.forward(20 * DAY);
    leash = await world.open(clock);
    expect(leash.view([], false).sessions.map(({ session: id }) => id)).toEqual(['s1', 's3']);
    expect(leash.view([], false).sessions[0]?.folder).toBe(world.folder);
  });
});

describe('blocking without a desk', () => {
  it('is kept, on record, and told', async () => {
    const [world, leash] = await opened();
    expect(await leash.setBlocking(true, HERE)).toEqual(DONE);
    expect(world.recorded).toEqual([{ kind: 'leash-blocking-set', by: HERE, on: true }]);
    const again = await world.open();
    expect(again.needs([])).toEqual({ wantsPreTool: true, blocksWithoutDesk: true });
    world.onRecord = diskFull;
    expect(await again.setBlocking(false, HERE)).toMatchObject({ kind: 'refused' });
    expect(again.needs([]).blocksWithoutDesk).toBe(true);
  });
});
