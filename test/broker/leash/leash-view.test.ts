import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leashViewSchema } from '../../../src/protocol/leash.ts';
import { aRequest } from '../../fakes/requests.ts';
import { HERE, leashWorld } from './leash-world.ts';

const MANUAL = { mode: 'manual', profile: null } as const;

describe('the view of a leash', () => {
  it('shows what is set, and fits the panel’s schema', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const other = join(world.home, 'other');
    await mkdir(other);
    const first = leash.view([world.folder], false);
    expect(first).toMatchObject({
      ...{ machine: { mode: null, profile: null }, isChosen: false, hook: 'not-needed' },
      folders: [{ folder: world.folder, projectFile: null }],
      ...{ organisation: null, stopped: null, foresight: null, problem: null },
    });
    expect(first.profiles.map(({ name }) => name)).toHaveLength(8);
    await leash.controlBy(HERE).choose({ kind: 'folder', folder: other }, MANUAL);
    const view = leash.view([world.folder], true);
    expect(leashViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({ isChosen: true, hook: 'in-place' });
    expect(view.folders.map(({ folder }) => folder)).toEqual([world.folder, other]);
  });

  it('names what a project’s file tried to loosen, or why it can’t be used', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    await leash.controlBy(HERE).choose({ kind: 'machine' }, MANUAL);
    const file = await world.put(join(world.folder, '.claude/countersign.json'), { mode: 'full' });
    const inner = join(world.folder, 'src');
    for (const folder of [world.folder, inner]) {
      expect(leash.view([folder], true).folders[0]?.projectFile).toMatchObject({
        ...{ file, problem: null },
        loosened: [
          'The project’s mode full would be looser about low risk.',
          'The project’s mode full would be looser about medium risk.',
          'The project’s mode full would be looser about high risk.',
        ],
      });
    }
    await world.put(file, '{"mode": "full"');
    expect(leash.view([world.folder], true).folders[0]?.projectFile?.problem).toContain(
      `${file} can’t be used. This is not valid JSON in line 1.`,
    );
  });

  it('says how far policies hold: where the mode is off, only what Claude Code itself asks', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const control = leash.controlBy(HERE);
    const held = (...folders: readonly string[]) => leash.view(folders, true).policies;
    const requires = { of: [{ kind: 'editor' }], needs: 'any' };
    const policy = async (scope: object): Promise<void> => {
      const text = JSON.stringify({ policies: [{ ...scope, match: {}, requires }] });
      expect(await control.saveDocument(text)).toMatchObject({ kind: 'done' });
    };
    const other = join(world.home, 'other');
    await mkdir(other);
    expect([held(world.folder), held()]).toEqual(['none', 'none']);
    await policy({ scope: 'machine' });
    expect([held(world.folder), held()]).toEqual(['only-asked', 'only-asked']);
    await control.choose({ kind: 'folder', folder: world.folder }, MANUAL);
    expect([held(world.folder), held(other), held(world.folder, other)]).toEqual([
      ...['held', 'only-asked', 'only-asked'],
    ]);
    await policy({ scope: 'project', folder: other });
    expect([held(world.folder), held(other)]).toEqual(['none', 'only-asked']);
    await policy({ scope: 'session', session: 's1' });
    expect(held(world.folder)).toBe('only-asked');
    await control.choose({ kind: 'machine' }, MANUAL);
    expect(held(world.folder)).toBe('held');
  });

  it('an organisation’s policies hold in any mode, a project’s only where one is on', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const policies = [{ match: {}, requires: { of: [{ kind: 'editor' }], needs: 'any' } }];
    await world.put(world.organisationFile, { policies });
    expect(leash.view([world.folder], true).policies).toBe('none');
    await world.put(join(world.folder, '.claude/countersign.json'), { policies });
    expect(leash.view([world.folder], true).policies).toBe('only-asked');
  });

  it('is told anew when a file of it changes', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    leash.view([world.folder], false);
    const changed = new Promise<void>((resolve) => leash.onChange(resolve));
    await world.put(join(world.folder, '.claude/countersign.json'), { mode: 'full' });
    await changed;
    expect(leash.view([world.folder], false).folders[0]?.projectFile).not.toBeNull();
  });

  it.each([
    ['the organisation’s mode', { mode: 'partial' }],
    [
      'the organisation’s policies',
      { policies: [{ match: {}, requires: { of: [{ kind: 'editor' }], needs: 'any' } }] },
    ],
    ['an organisation’s file that can’t be used', { mode: 'loose' }],
  ])('says that calls have to be looked at for %s', async (_what, text) => {
    const world = await leashWorld();
    const leash = await world.open();
    expect(leash.needs([])).toEqual({ wantsPreTool: false, blocksWithoutDesk: false });
    await world.put(world.organisationFile, text);
    expect(leash.needs([])).toMatchObject({ wantsPreTool: true });
    expect(leash.view([], false).organisation?.file).toBe(world.organisationFile);
  });

  it('says so too for one session’s mode, a pause, or a folder’s', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const control = leash.controlBy(HERE);
    const needs = (): boolean => leash.needs([]).wantsPreTool;
    await control.choose({ kind: 'session', session: 's1' }, MANUAL);
    expect(needs()).toBe(true);
    await control.choose({ kind: 'session', session: 's1' }, { mode: null, profile: null });
    expect(needs()).toBe(false);
    await control.setPaused('s1', true);
    expect(needs()).toBe(true);
    await control.setPaused('s1', false);
    await control.choose({ kind: 'folder', folder: world.folder }, MANUAL);
    expect(needs()).toBe(true);
  });
});

describe('what each mode would have done', () => {
  const line = (id: string, command: string, more: object = {}): string =>
    JSON.stringify({
      ...{ type: 'assistant', sessionId: 's9', timestamp: '2026-01-01T00:00:00.000Z' },
      message: { content: [{ type: 'tool_use', id, name: 'Bash', input: { command } }] },
      ...more,
    });

  it('is told of the queue and of the last calls in the transcripts', async () => {
    const world = await leashWorld();
    const cwd = world.folder;
    const lines = [
      line('t1', 'ls', { cwd }),
      line('t1', 'ls', { cwd }),
      line('t2', 'rm -rf /', { cwd }),
      line('t3', 'no folder'),
      '{"type": "assistant", "tool_use" broken',
      `${line('t4', 'npm test', { cwd })}\n{"unfinished "tool_use"`,
    ];
    await world.put(join(world.claudeDir, 'projects/-app/s9.jsonl'), lines.join('\n'));
    await mkdir(join(world.claudeDir, 'projects/-app/folder.jsonl'));
    const asked = { command: 'git push origin main' };
    const subject = { kind: 'command', ...asked, description: null } as const;
    world.requests = [
      aRequest({ tool: 'Bash', input: asked, subject, cwd, folder: cwd }),
      aRequest({ purpose: 'test' }),
    ];
    const leash = await world.open();
    let changes = 0;
    leash.onChange(() => (changes += 1));
    await leash.lookBack();
    expect(changes).toBe(1);
    expect(leash.view([], false).foresight).toEqual({
      of: 4,
      full: { allow: 3, ask: 1, deny: 0 },
      partial: { allow: 2, ask: 1, deny: 1 },
      manual: { allow: 1, ask: 3, deny: 0 },
    });
  });

  it('is told of the newest 200 in the last megabyte of the newest files', async () => {
    const world = await leashWorld();
    const cwd = world.folder;
    const calls = Array.from({ length: 300 }, (_, at) => {
      const timestamp = new Date(1_700_000_000_000 + at).toISOString();
      return line(`t${at}`, at < 100 ? 'rm -rf /' : 'ls', { cwd, timestamp });
    });
    const filler = `${'x'.repeat(1024 * 1024)}\n`;
    await world.put(
      join(world.claudeDir, 'projects/-app/s9.jsonl'),
      `${line('old', 'rm -rf /', { cwd })}\n${filler.slice(calls.join('\n').length)}${calls.join('\n')}\n`,
    );
    const leash = await world.open();
    await leash.lookBack();
    expect(leash.view([], false).foresight).toMatchObject({
      of: 200,
      partial: { allow: 200, ask: 0, deny: 0 },
    });
  });

  it('is not known where there is nothing to look at', async () => {
    const leash = await (await leashWorld()).open();
    await leash.lookBack();
    expect(leash.view([], false).foresight).toBeNull();
  });
});
