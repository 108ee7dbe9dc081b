import { describe, expect, it } from 'vitest';
import { modeRows, placeRows, profileRows } from '../../../src/editor/leash-rows.ts';
import { aPending } from '../../fakes/desk.ts';
import { aLeash } from '../../fakes/leash.ts';

const machine = { kind: 'machine' } as const;
const folder = { kind: 'folder', folder: '/home/dev/shop' } as const;

const leash = aLeash({
  machine: { mode: 'partial', profile: null },
  folders: [
    {
      folder: '/home/dev/shop',
      choice: { mode: null, profile: 'Read Only' },
      projectFile: { file: '/home/dev/shop/.claude/countersign.json', problem: null, loosened: [] },
    },
  ],
  sessions: [
    {
      session: 'session-two-with-a-long-name',
      folder: '/home/dev/infra',
      choice: { mode: 'manual', profile: null },
      paused: null,
    },
  ],
});

describe('where a leash can be set', () => {
  const items = [
    aPending({ session: 's1', folder: '/home/dev/shop', cwd: '/home/dev/shop' }),
    aPending({
      session: 's1',
      folder: '/home/dev/shop',
      subject: { kind: 'command', command: 'echo $(date)', description: null },
    }),
  ];
  const rows = placeRows({ leash, folders: ['/home/dev/shop'], items });

  it('is the machine, the window’s folders and the sessions that are known', () => {
    expect(rows.map(({ value }) => value)).toEqual([
      machine,
      folder,
      { kind: 'session', session: 's1' },
      { kind: 'session', session: 'session-two-with-a-long-name' },
    ]);
  });

  it('says what is set there and what is in force', () => {
    expect(rows.map(({ description }) => description)).toEqual([
      'set: Partial',
      'set: Read Only',
      'nothing set',
      'set: Manual',
    ]);
    expect(rows.map(({ detail }) => detail)).toEqual([
      'In force: mode Partial, no profile.',
      'In force: mode Partial, profile Read Only. The project’s file may tighten it.',
      'In force: mode Partial, profile Read Only. Its last request: echo $ (date)',
      'In force: mode Manual, no profile.',
    ]);
  });
});

describe('the modes of a place', () => {
  it('say what each would have done, and which is set', () => {
    const rows = modeRows(leash, machine);
    expect(rows.map(({ value }) => value)).toEqual(['partial', 'full', 'manual', 'custom', 'off']);
    expect(rows[0]).toEqual({
      label: 'Partial',
      description: 'recommended · set now',
      detail:
        'No and low risk goes by, medium and high is asked, critical is denied. Of your last 120 calls: 96 go by, 22 wait, 2 are denied.',
      value: 'partial',
    });
    expect(rows.at(-1)?.detail).not.toContain('your last');
  });

  it('say what policies hold without one', () => {
    const off = (policies: 'none' | 'held' | 'only-asked') =>
      modeRows({ ...leash, policies }, machine).at(-1)?.detail;
    const words = 'Your policies then hold only what Claude Code itself asks.';
    expect(off('none')).not.toContain(words);
    for (const policies of ['held', 'only-asked'] as const) expect(off(policies)).toContain(words);
  });

  it('can be left to the next wider place, but not for the machine', () => {
    expect(modeRows(leash, folder)[0]).toMatchObject({ value: null, description: 'set now' });
  });
});

describe('the profiles of a place', () => {
  it('are the eight, those of the person’s own, none, and the way to write one', () => {
    const own = { name: 'Mine $(x)', meaning: 'Only what I say' };
    const rows = profileRows({ ...leash, profiles: [...leash.profiles, own] }, folder);
    expect(rows).toHaveLength(11);
    expect(rows.at(-2)).toMatchObject({ label: 'Mine $ (x)', value: { name: 'Mine $(x)' } });
    expect(rows.at(-1)?.value).toEqual({ kind: 'write' });
    expect(
      rows.filter(({ description }) => description === 'set now').map((row) => row.label),
    ).toEqual(['Read Only']);
  });
});
