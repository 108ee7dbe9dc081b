import { symlink, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HERE, judged, leashWorld, outcome, type LeashWorld } from './leash-world.ts';
import type { Leash } from '../../../src/broker/leash/open-leash.ts';
import type { LeashChoice } from '../../../src/protocol/leash.ts';
import type { LeashPlace } from '../../../src/broker/leash/leash-control.ts';
import { handClock } from '../../fakes/queue-ports.ts';

const mode = (name: LeashChoice['mode'], profile: string | null = null): LeashChoice => ({
  mode: name,
  profile,
});
const MACHINE: LeashPlace = { kind: 'machine' };
const PUSH = { command: 'git push origin main' };

async function opened(machine: LeashChoice['mode'] = 'full'): Promise<[LeashWorld, Leash]> {
  const world = await leashWorld();
  const leash = await world.open();
  expect(await leash.controlBy(HERE).choose(MACHINE, mode(machine))).toMatchObject({
    kind: 'done',
  });
  return [world, leash];
}

describe('a call', () => {
  it('is left to Claude Code until the person sets a mode', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    expect(await judged(leash, world, PUSH)).toMatchObject({
      ...{ verdict: { outcome: 'pass' }, requires: [], mayAlways: true },
      judgement: { tier: 'medium', because: null },
    });
  });

  it('is judged by the mode, and says what asked', async () => {
    const [world, leash] = await opened('partial');
    expect(await outcome(leash, world, { command: 'git status' })).toBe('allow');
    const file = join(world.folder, 'a.ts');
    expect(await outcome(leash, world, { tool: 'Read', input: { file_path: file } })).toBe('allow');
    expect(await judged(leash, world, PUSH)).toMatchObject({
      verdict: { outcome: 'ask', by: 'the mode partial' },
      judgement: { because: 'The mode partial asks about what has medium risk.' },
    });
    expect(await judged(leash, world, { command: 'rm -rf /' })).toMatchObject({
      verdict: { outcome: 'deny', by: 'the mode partial' },
      judgement: { because: 'The mode partial denies what has critical risk.' },
    });
  });

  it('goes by the nearest place: session, folder around it, machine', async () => {
    const [world, leash] = await opened('full');
    const control = leash.controlBy(HERE);
    const inner = join(world.folder, 'src');
    await control.choose({ kind: 'folder', folder: world.folder }, mode('manual', 'Read Only'));
    await control.choose({ kind: 'folder', folder: inner }, mode('full'));
    await control.choose({ kind: 'session', session: 's2' }, mode('partial'));
    const all = { command: 'npm test' };
    expect(await outcome(leash, world, { ...all, folder: world.home })).toBe('allow');
    expect(await outcome(leash, world, all)).toBe('deny');
    // Of the inner folder’s choice the profile is left to the outer one.
    expect(await outcome(leash, world, { ...all, folder: inner })).toBe('deny');
    expect(await outcome(leash, world, { ...PUSH, session: 's2', folder: world.home })).toBe('ask');
    await control.choose({ kind: 'folder', folder: world.folder }, mode(null));
    expect(await outcome(leash, world, { ...all, folder: inner })).toBe('allow');
  });

  it('finds what is set for a folder through a link too', async () => {
    const [world, leash] = await opened('full');
    const link = join(world.home, 'link');
    await symlink(world.folder, link);
    await leash.controlBy(HERE).choose({ kind: 'folder', folder: link }, mode('manual'));
    expect(await outcome(leash, world, { command: 'npm test' })).toBe('ask');
    expect(await outcome(leash, world, { command: 'npm test', folder: link })).toBe('ask');
  });

  it('made again is judged by where it is then', async () => {
    const world = await leashWorld();
    const clock = handClock(Date.now());
    const leash = await world.open(clock);
    const folder = join(world.folder, 'src');
    const command = `rm ${join(world.folder, 'notes.md')}`;
    const tier = async () => (await judged(leash, world, { command, folder })).judgement.tier;
    expect([await tier(), await tier()]).toEqual(['medium', 'medium']);
    await rm(join(world.folder, '.git'), { recursive: true });
    clock.forward(1_000);
    expect(await tier()).toBe('low');
  });

  it('is critical where it changes our own files or what guards the person', async () => {
    const [world, leash] = await opened('partial');
    const paths = [
      join(world.home, '../storage/state.json'),
      world.organisationFile,
      join(world.folder, '.claude/countersign.json'),
      join(world.claudeDir, 'settings.json'),
    ];
    for (const file_path of paths) {
      const input = { file_path, content: '{}' };
      expect(await outcome(leash, world, { tool: 'Write', input }), file_path).toBe('deny');
    }
  });
});

describe('rules to deny and to ask', () => {
  const settings = (deny: string[], ask: string[] = []): object => ({ permissions: { deny, ask } });

  it('win over the leash, also for a part of a line', async () => {
    const [world, leash] = await opened('full');
    await world.put(
      join(world.claudeDir, 'settings.json'),
      settings(['Bash(git push *)'], ['Bash(npm publish *)']),
    );
    expect(await judged(leash, world, PUSH)).toMatchObject({
      verdict: { outcome: 'deny', by: 'the rule Bash(git push *)' },
    });
    expect(await outcome(leash, world, { command: 'ls && npm publish x' })).toBe('ask');
    expect(await outcome(leash, world, { command: 'ls' })).toBe('allow');
  });

  it(
    'count at once when they are written, changed and taken out',
    { timeout: 30_000 },
    async () => {
      const [world, leash] = await opened('full');
      const file = join(world.folder, '.claude', 'settings.local.json');
      for (let round = 0; round < 10; round += 1) {
        await world.put(file, settings([`Bash(git push *)`]));
        expect(await outcome(leash, world, PUSH)).toBe('deny');
        // As many bytes, in the same tick of the file system’s clock.
        await world.put(file, settings([`Bash(git pull *)`]));
        expect(await outcome(leash, world, PUSH)).toBe('allow');
        await rm(file);
        expect(await outcome(leash, world, PUSH)).toBe('allow');
      }
    },
  );

  it('that can’t be read ask', async () => {
    const [world, leash] = await opened('full');
    await world.put(join(world.claudeDir, 'settings.json'), '{"permissions": {"deny": [');
    expect(await judged(leash, world, { command: 'ls' })).toMatchObject({
      verdict: { outcome: 'ask', by: 'the leash' },
      judgement: {
        because: 'Claude Code’s rules could not be read. So a person is asked.',
      },
    });
  });
});

describe('a project’s file', () => {
  it('tightens for its folder and all below it in its repository', async () => {
    const [world, leash] = await opened('full');
    const inner = join(world.folder, 'src');
    expect(await outcome(leash, world, { command: 'npm test', folder: inner })).toBe('allow');
    await world.put(join(world.folder, '.claude', 'countersign.json'), { mode: 'manual' });
    expect(await outcome(leash, world, { command: 'npm test' })).toBe('ask');
    expect(await outcome(leash, world, { command: 'npm test', folder: inner })).toBe('ask');
    expect(await outcome(leash, world, { command: 'npm test', folder: world.home })).toBe('allow');
  });

  it('tightens a mode that is off', async () => {
    const [world, leash] = await opened('off');
    await world.put(join(world.folder, '.claude', 'countersign.json'), {
      profile: 'Read Only',
      mode: 'manual',
    });
    expect(await outcome(leash, world, { command: 'touch x' })).toBe('deny');
  });

  it('never loosens', async () => {
    const [world, leash] = await opened('manual');
    await world.put(join(world.folder, '.claude', 'countersign.json'), {
      ...{ mode: 'full', profile: 'Full Access' },
    });
    expect(await outcome(leash, world, { command: 'npm test' })).toBe('ask');
  });

  it('counts at once when it is changed', { timeout: 30_000 }, async () => {
    const [world, leash] = await opened('full');
    const file = join(world.folder, '.claude', 'countersign.json');
    for (let round = 0; round < 10; round += 1) {
      // As many bytes, in the same tick of the file system’s clock.
      await world.put(file, '{"mode": "full"  }');
      expect(await outcome(leash, world, { command: 'npm test' })).toBe('allow');
      await world.put(file, '{"mode": "manual"}');
      expect(await outcome(leash, world, { command: 'npm test' })).toBe('ask');
    }
  });

  it('that can’t be read has everything asked', async () => {
    const [world, leash] = await opened('full');
    const file = join(world.folder, '.claude', 'countersign.json');
    await mkdir(file, { recursive: true });
    expect(await outcome(leash, world, { command: 'ls' })).toBe('ask');
    await rm(file, { recursive: true });
    expect(await outcome(leash, world, { command: 'ls' })).toBe('allow');
  });
});

describe('who has to sign', () => {
  const ops = { of: [{ kind: 'role', name: 'ops' }], needs: { atLeast: 2 } };

  it('an organisation says, where the mode is off too, and none takes it away', async () => {
    const [world, leash] = await opened('off');
    await world.put(world.organisationFile, {
      policies: [{ match: { action: 'git_push' }, requires: ops }],
    });
    const found = await judged(leash, world, PUSH);
    expect(found).toMatchObject({ verdict: { outcome: 'ask' }, requires: [ops] });
    expect(found.verdict.by).toBe('a policy of your organisation');
    expect(await outcome(leash, world, { command: 'ls' })).toBe('pass');
  });

  it('is put together from session, project, machine and organisation', async () => {
    const [world, leash] = await opened('full');
    const policy = (name: string): object => ({
      match: { domain: 'git' },
      requires: { of: [{ kind: 'device', id: name }], needs: 'any' },
    });
    world.devices = [
      { id: 'k1', name: 'Phone' },
      { id: 'session', name: 'x' },
      { id: 'own', name: 'y' },
      { id: 'elsewhere', name: 'z' },
    ];
    await world.put(world.organisationFile, { policies: [policy('Phone')] });
    await world.put(join(world.folder, '.claude', 'countersign.json'), {
      policies: [policy('file')],
    });
    const saved = await leash.controlBy(HERE).saveDocument(
      JSON.stringify({
        policies: [
          { scope: 'project', folder: world.folder, ...policy('own') },
          { scope: 'project', folder: join(world.home, 'other'), ...policy('elsewhere') },
          { scope: 'session', session: 's1', ...policy('session') },
          { scope: 'session', session: 's2', ...policy('elsewhere') },
        ],
      }),
    );
    expect(saved).toEqual({ kind: 'done', note: null });
    const { requires, verdict } = await judged(leash, world, PUSH);
    const { by } = verdict;
    // A device that is called by its name is named by its id.
    expect(requires.map(({ of }) => of)).toEqual(
      ['session', 'own', 'file', 'k1'].map((id) => [{ kind: 'device', id }]),
    );
    expect(by).toBe('a policy of this session');
  });
});

describe('what can’t be read has everything asked', () => {
  it('the person’s own record', async () => {
    const world = await leashWorld();
    world.vault.entries.set('leash', '{"version": 2}');
    const leash = await world.open();
    expect(await outcome(leash, world, { command: 'ls' })).toBe('ask');
    world.vault.weather = 'no-read';
    expect(await outcome(await world.open(), world, { command: 'ls' })).toBe('ask');
  });

  it('the organisation’s file', async () => {
    const [world, leash] = await opened('off');
    await world.put(world.organisationFile, '{"mode": "loose"}');
    expect(await outcome(leash, world, { command: 'ls' })).toBe('ask');
  });

  it('a folder that isn’t there is no reason to ask', async () => {
    const [world, leash] = await opened('full');
    expect(await outcome(leash, world, { folder: join(world.home, 'gone', 'x') })).toBe('allow');
  });
});

describe('agents that are stopped', () => {
  it('are denied everything until a person releases them', async () => {
    const [world, leash] = await opened('full');
    const control = leash.controlBy(HERE);
    await control.setStopped(true);
    expect(await judged(leash, world, { command: 'ls' })).toMatchObject({
      verdict: { outcome: 'deny', by: 'the kill switch' },
      judgement: {
        because:
          'Countersign: a person stopped all agents. Nothing is done until they release them.',
      },
    });
    await control.setStopped(false);
    expect(await outcome(leash, world, { command: 'ls' })).toBe('allow');
  });

  it('are denied where the mode is off, or nothing else can be read', async () => {
    const world = await leashWorld();
    world.vault.entries.set('leash', 'broken');
    const leash = await world.open();
    await world.put(join(world.claudeDir, 'settings.json'), '{');
    await leash.controlBy(HERE).setStopped(true);
    expect(await outcome(leash, world, { command: 'ls' })).toBe('deny');
  });

  it('one session alone can be', async () => {
    const [world, leash] = await opened('full');
    await leash.controlBy(HERE).setPaused('s1', true);
    expect(await judged(leash, world, { command: 'ls' })).toMatchObject({
      verdict: { outcome: 'deny', by: 'the pause of this session' },
    });
    expect(await outcome(leash, world, { command: 'ls', session: 's2' })).toBe('allow');
  });
});
