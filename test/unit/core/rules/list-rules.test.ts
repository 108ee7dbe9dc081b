import { expect, test } from 'vitest';
import {
  listRules,
  type FileToList,
  type PlaceToList,
} from '../../../../src/core/rules/list-rules.ts';
import type { PlacedRule, Scope } from '../../../../src/core/rules/placed-rule.ts';
import type { RulesFile } from '../../../../src/core/rules/rules-view.ts';

function aFile(scope: Scope, file: string, ...rules: readonly string[]): FileToList {
  return {
    scope,
    file,
    root: '/home/dev/app',
    content: {
      kind: 'read',
      rules: rules.map((text, at) => ({ text, behavior: 'allow', line: at + 3 })),
      untrusted: null,
    },
  };
}

function aPlace(folder: string | null, ...files: readonly FileToList[]): PlaceToList {
  return {
    folder,
    places: { folder: folder ?? '/home/dev', home: '/home/dev', claudeDir: '/home/dev/.claude' },
    files,
    inForce: files.flatMap(({ scope, file, root, content }) =>
      content.kind === 'read'
        ? content.rules.map(({ text, behavior }) => ({ text, behavior, scope, file, root }))
        : [],
    ),
  };
}

const rulesOf = ({ content }: RulesFile) => (content.kind === 'read' ? content.rules : []);

test('each file stands once, the highest precedence first, with the folders that read it', () => {
  const user = aFile('user', '/home/dev/.claude/settings.json', 'Bash(a)');
  const managed = aFile('managed', '/etc/claude-code/managed-settings.json');
  const local = aFile('local', '/home/dev/repo/.claude/settings.local.json');
  const project = (name: string): FileToList =>
    aFile('project', `/home/dev/repo/${name}/.claude/settings.json`);
  const { files } = listRules([
    aPlace('/home/dev/repo/a', managed, local, project('a'), user),
    aPlace('/home/dev/repo/b', managed, local, project('b'), user),
  ]);
  expect(files.map(({ scope, file, folders }) => [scope, file.split('/').at(-3), folders])).toEqual(
    [
      ['managed', 'etc', []],
      ['local', 'repo', ['/home/dev/repo/a', '/home/dev/repo/b']],
      ['project', 'a', ['/home/dev/repo/a']],
      ['project', 'b', ['/home/dev/repo/b']],
      ['user', 'dev', []],
    ],
  );
});

test('where no folder is open the files stand for every folder', () => {
  const { files } = listRules([aPlace(null, aFile('user', '/u.json', 'Bash(a)'))]);
  expect(files).toMatchObject([{ file: '/u.json', folders: [] }]);
});

test('a rule says what it speaks of, and where it stands', () => {
  const texts = [
    ...['Bash(npm test)', 'PowerShell', 'Read(//etc/**)', 'Edit', 'WebFetch(domain:x.org)'],
    ...['WebSearch', 'mcp__hub__search', 'mcp__hub__*', 'Agent(Explore)', 'Task(x)'],
    ...['Skill(deploy)', 'Bash()', 'toString', ''],
  ];
  const [file] = listRules([aPlace('/home/dev/app', aFile('user', '/u.json', ...texts))]).files;
  const rules = file === undefined ? [] : rulesOf(file);
  expect(rules.map(({ kind }) => kind)).toEqual([
    ...['command', 'command', 'files', 'files', 'web'],
    ...['web', 'mcp', 'mcp', 'agents', 'agents'],
    ...['other', 'command', 'other', 'other'],
  ]);
  expect(rules[1]).toMatchObject({ text: 'PowerShell', behavior: 'allow', line: 4 });
});

test('a file that is missing or ignored says so, and one that waits for trust too', () => {
  const ignored = { kind: 'ignored', why: 'It has a comment.' } as const;
  const waiting = { kind: 'read', rules: [], untrusted: 'Not trusted yet.' } as const;
  const contents = [{ kind: 'missing' } as const, ignored, waiting];
  const files = contents.map((content, at): FileToList => ({
    scope: 'project',
    file: `/${at}`,
    root: '/',
    content,
  }));
  expect(listRules([aPlace('/', ...files)]).files.map(({ content }) => content)).toEqual(contents);
});

test('a rule says what it is good for, and which other rule decides in its place', () => {
  const user = aFile('user', '/u.json', 'Bash(npm test)', 'Bash(npm *)', 'Write(src/**)');
  const [file] = listRules([aPlace('/home/dev/app', user)]).files;
  const standings = file === undefined ? [] : rulesOf(file).map(({ standing }) => standing);
  expect(standings).toMatchObject([
    { kind: 'covered', by: 'Bash(npm *)', file: '/u.json' },
    { kind: 'in-force' },
    { kind: 'dead' },
  ]);
});

test('a rule that is good for something in one folder is in force, whatever it is in others', () => {
  const user = aFile('user', '/u.json', 'Bash(npm *)');
  const denying = aPlace('/home/dev/a', user);
  const deny: PlacedRule = {
    text: 'Bash',
    behavior: 'deny',
    scope: 'project',
    file: '/a.json',
    root: '/home/dev/a',
  };
  const inForce = [...denying.inForce, deny];
  const standingIn = (...places: readonly PlaceToList[]) =>
    listRules(places).files.flatMap(rulesOf)[0]?.standing;
  expect(standingIn({ ...denying, inForce })).toMatchObject({ kind: 'shadowed', by: 'Bash' });
  expect(standingIn({ ...denying, inForce }, aPlace('/home/dev/b', user))).toEqual({
    kind: 'in-force',
  });
});

test('rules given on the command line stand between the managed ones and the local ones', () => {
  const scopes: readonly Scope[] = ['user', 'project', 'local', 'command-line', 'managed'];
  const files = scopes.map((scope) => aFile(scope, `/${scope}.json`));
  expect(listRules([aPlace('/home/dev/app', ...files)]).files.map(({ scope }) => scope)).toEqual([
    'managed',
    'command-line',
    'local',
    'project',
    'user',
  ]);
});

test.each([
  ['Read', 'files'],
  ['Edit(x)', 'files'],
  ['Write', 'files'],
  ['MultiEdit', 'files'],
  ['NotebookEdit', 'files'],
  ['Glob', 'files'],
  ['Grep(x)', 'files'],
  ['Bash', 'command'],
  ['Agent', 'agents'],
  ['mcp__a(b', 'mcp'],
  ['xmcp__a', 'other'],
  ['Bashful', 'other'],
])('%s is among the rules for %s', (text, kind) => {
  const [file] = listRules([aPlace('/home/dev/app', aFile('user', '/u.json', text))]).files;
  expect(file && rulesOf(file).map((rule) => rule.kind)).toEqual([kind]);
});

test('where nothing is read there is nothing', () => {
  expect(listRules([])).toEqual({ files: [] });
  expect(listRules([aPlace('/home/dev/app')])).toEqual({ files: [] });
});

test('a rule that a rule to deny decides for says which, with its sentence', () => {
  const user = aFile('user', '/u.json', 'Bash(npm test)');
  const place = aPlace('/home/dev/app', user);
  const deny = { ...place.inForce[0]!, text: 'Bash', behavior: 'deny', file: '/d.json' } as const;
  const { files } = listRules([{ ...place, inForce: [...place.inForce, deny] }]);
  expect(files.flatMap(rulesOf)).toEqual([
    {
      text: 'Bash(npm test)',
      behavior: 'allow',
      line: 3,
      kind: 'command',
      standing: {
        kind: 'shadowed',
        by: 'Bash',
        file: '/d.json',
        why: 'Bash in /d.json denies all that it matches.',
      },
    },
  ]);
});
