import { describe, expect, test } from 'vitest';
import type { RulesFile } from '../../../src/core/rules/rules-view.ts';
import { childrenOf, findRow, menuKindOf, type RulesRow } from '../../../src/editor/rules-row.ts';
import { rulesAlarm, rulesRows } from '../../../src/editor/rules-rows.ts';
import { aView } from '../../fakes/desk.ts';
import { aFile, aListed } from '../../fakes/rules-view.ts';

function rowsOf(...files: readonly RulesFile[]): readonly RulesRow[] {
  return rulesRows(aView({ rules: { files } }), { home: '/home/dev', now: 0 });
}

/** The tree as a person reads it: a line a row, indented by its level. */
function outline(rows: readonly RulesRow[], level = 0): string[] {
  return rows.flatMap((row) => [
    `${'  '.repeat(level)}${row.label} | ${row.description}`,
    ...outline(childrenOf(row), level + 1),
  ]);
}

function allOf(rows: readonly RulesRow[]): readonly RulesRow[] {
  return rows.flatMap((row) => [row, ...allOf(childrenOf(row))]);
}

describe('files', () => {
  test('stand in the order of their precedence, each in plain words with its short path', () => {
    const rules = [aListed('Bash(npm test)')];
    const rows = rowsOf(
      aFile('managed', rules),
      aFile('local', rules),
      aFile('project', rules),
      aFile('user', rules),
    );
    expect(rows.map(({ label, description }) => `${label} | ${description}`)).toEqual([
      'Your organisation | /etc/claude-code/managed-settings.json',
      'This project, only you | .claude/settings.local.json',
      'This project, for everyone | .claude/settings.json',
      'All your projects | ~/.claude/settings.json',
    ]);
  });

  test('of several projects name them', () => {
    const rules = [aListed('Bash(npm test)')];
    const other = {
      folders: ['/home/dev/web'],
      file: '/home/dev/web/.claude/settings.json',
    };
    const rows = rowsOf(aFile('project', rules), aFile('project', rules, other));
    expect(rows.map(({ label, description }) => `${label} | ${description}`)).toEqual([
      'proj, for everyone | ~/proj/.claude/settings.json',
      'web, for everyone | ~/web/.claude/settings.json',
    ]);
  });

  test('that are missing or hold no rule are left out', () => {
    expect(rowsOf(aFile('local', [], { content: { kind: 'missing' } }), aFile('user', []))).toEqual(
      [],
    );
  });

  test('that Claude Code ignores stand first and say why', () => {
    const file = '/home/dev/.claude/settings.json';
    const why = `${file} has a comment in line 2. Claude Code ignores this whole file because of it.`;
    const ignored = aFile('user', [], { content: { kind: 'ignored', why } });
    const files = [aFile('project', [aListed('Bash(npm test)')]), ignored];
    const [first, ...more] = rowsOf(...files);
    expect(first).toMatchObject({
      kind: 'ignored-file',
      file,
      label: 'Ignored: ~/.claude/settings.json',
      icon: 'error',
      detail:
        '~/.claude/settings.json has a comment in line 2. Claude Code ignores this whole file because of it.',
    });
    expect(more).toHaveLength(1);
    expect(rulesAlarm(aView({ rules: { files } }))).toBe('1 file ignored');
    expect(rulesAlarm(aView())).toBe('');
  });

  test('of a project that is not trusted say so, and so does each of their rules to allow', () => {
    const untrusted = 'Its rules to allow don’t count until this folder is trusted.';
    const rules = [aListed('Bash(npm test)'), aListed('Bash(rm *)', { behavior: 'deny' })];
    const rows = rowsOf(aFile('project', [], { content: { kind: 'read', rules, untrusted } }));
    expect(outline(rows)).toEqual([
      'This project, for everyone | not trusted yet, .claude/settings.json',
      '  Bash(rm *) | deny, in force',
      '  Bash(npm test) | allow, waits for trust',
    ]);
    expect(rows[0]?.icon).toBe('warning');
    expect(allOf(rows).filter(({ detail }) => detail.includes(untrusted))).toHaveLength(2);
  });
});

describe('rules', () => {
  test('are grouped by kind, and deny stands before ask before allow', () => {
    const rows = rowsOf(
      aFile('user', [
        aListed('WebFetch(domain:example.com)', { kind: 'web' }),
        aListed('Bash(git *)'),
        aListed('Bash(git push *)', { behavior: 'ask' }),
        aListed('Bash(rm *)', { behavior: 'deny' }),
      ]),
    );
    expect(outline(rows)).toEqual([
      'All your projects | ~/.claude/settings.json',
      '  Commands | 3 rules',
      '    Bash(rm *) | deny, in force',
      '    Bash(git push *) | ask, in force',
      '    Bash(git *) | allow, in force',
      '  Web | 1 rule',
      '    WebFetch(domain:example.com) | allow, in force',
    ]);
  });

  test('say what they are good for, in words and by their icon', () => {
    const by = { by: 'Bash(git *)', file: '/home/dev/.claude/settings.json', why: 'It is first.' };
    const dead = { kind: 'dead' as const, why: 'Write(…) matches nothing.' };
    const rows = rowsOf(
      aFile('project', [
        aListed('Write(a)', { standing: dead }),
        aListed('Bash(git a)', { standing: { kind: 'shadowed', ...by } }),
        aListed('Bash(git b)', { standing: { kind: 'covered', ...by }, behavior: 'deny' }),
      ]),
    );
    expect(outline(rows).slice(1)).toEqual([
      '  Bash(git b) | deny, covered by Bash(git *) in ~/.claude/settings.json',
      '  Write(a) | allow, dead: Write(…) matches nothing',
      '  Bash(git a) | allow, shadowed by Bash(git *) in ~/.claude/settings.json',
    ]);
    const [covered, deadRow] = childrenOf(rows[0]!);
    expect([covered?.icon, deadRow?.icon]).toEqual(['layers', 'warning']);
    expect(deadRow?.detail).toBe(
      [
        'Claude Code does what this rule matches without asking.',
        'It is dead: Write(…) matches nothing.',
        'Line 4 of .claude/settings.json',
      ].join('\n'),
    );
  });

  test('hide nothing', () => {
    const [file] = rowsOf(aFile('user', [aListed('Bash(echo \u202Eab)\n')]));
    expect(childrenOf(file!)[0]?.label).toBe('Bash(echo ⟨U+202E⟩ab)⟨U+000A⟩');
  });

  test('can be removed, save where an organisation put them', () => {
    const rules = [aListed('Bash(npm test)', { line: 7 })];
    const [managed, user] = rowsOf(aFile('managed', rules), aFile('user', rules)).map(
      (file) => childrenOf(file)[0]!,
    );
    expect([menuKindOf(managed!), menuKindOf(user!)]).toEqual(['fixed-rule', 'rule']);
    expect(user).toMatchObject({
      rule: {
        file: '/home/dev/.claude/settings.json',
        behavior: 'allow',
        text: 'Bash(npm test)',
      },
      line: 7,
    });
  });

  test('have an id each, also where one stands twice, and keep it when others come and go', () => {
    const twice = [aListed('Bash(a)'), aListed('Bash(a)'), aListed('Bash(a)', { behavior: 'ask' })];
    const before = allOf(rowsOf(aFile('user', twice), aFile('project', twice)));
    const ids = before.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const more = [aListed('WebSearch', { kind: 'web' }), ...twice];
    const after = allOf(rowsOf(aFile('user', more), aFile('project', more)));
    expect(ids.filter((id) => !after.some((row) => row.id === id))).toEqual([]);
  });
});

test('what is granted for a while stands last, with what is left', () => {
  const grant = {
    id: 'g1',
    rules: ['Bash(npm test *)'],
    folder: '/home/dev/proj',
    limit: { kind: 'until' as const, at: 120_001 },
    by: 'proj',
    givenAt: 0,
    used: 2,
  };
  const grants = [
    grant,
    { ...grant, id: 'g2', limit: { kind: 'times' as const, left: 1 } },
    { ...grant, id: 'g3', limit: { kind: 'session' as const, session: 's1' } },
    { ...grant, id: 'g4', limit: { kind: 'until' as const, at: -1 } },
  ];
  const files = [aFile('user', [aListed('Bash(a)')])];
  const at = { home: '/home/dev', now: 1 };
  const rows = rulesRows(aView({ rules: { files }, grants }), at);
  expect(outline(rows).slice(2)).toEqual([
    'Grants | for a while, in no settings file',
    '  Bash(npm test *) | allow, for 2 more minutes',
    '  Bash(npm test *) | allow, 1 more time',
    '  Bash(npm test *) | allow, until the session ends',
    '  Bash(npm test *) | allow, for 1 more minute',
  ]);
  expect(findRow(rows, 'grant:g2')).toMatchObject({
    kind: 'grant',
    grant: 'g2',
    detail: 'Allowed in proj, 1 more time; given in proj, used 2 times.',
  });
  expect(findRow(rows, 'grant:g9')).toBeNull();
});
