import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import type { Offers } from '../../../../src/core/rules/offers.ts';
import { offersOf, partsIn, reachesIn, rulesIn } from './offers-of.ts';

describe('files', () => {
  const edit = (path: string): Offers =>
    offersOf('Edit', { file_path: path, old_string: 'a', new_string: 'b' });
  const write = (path: string): Offers => offersOf('Write', { file_path: path, content: 'a' });
  const read = (path: string): Offers => offersOf('Read', { file_path: path });

  it('goes from a file of the project to its folder and the whole project', () => {
    for (const { allow, deny } of [
      edit('/home/dev/proj/src/a.ts'),
      write('/home/dev/proj/src/a.ts'),
    ]) {
      for (const list of [allow, deny]) {
        expect(partsIn(list, 'project')).toEqual({
          'src/a.ts': ['! Edit(/src/a.ts)', 'Edit(/src/**)', 'Edit(/**)'],
        });
        const elsewhere = ['Edit(//home/dev/proj/src/a.ts)', 'Edit(//home/dev/proj/src/**)'];
        for (const destination of ['local', 'user'] as const) {
          expect(rulesIn(list, destination)).toEqual([...elsewhere, 'Edit(//home/dev/proj/**)']);
        }
      }
    }
    expect(rulesIn(edit('/home/dev/proj/a.ts').allow)).toEqual(['Edit(/a.ts)', 'Edit(/**)']);
    expect(rulesIn(read('/home/dev/proj/a').deny)).toEqual(['Read(/a)', 'Read(/**)']);
  });

  it.each([
    ['/etc/hosts', ['Read(//etc/hosts)']],
    ['/home/dev/pro', ['Read(//home/dev/pro)']],
    ['/home/dev/.ssh/config', ['Read(//home/dev/.ssh/config)']],
    ['/home/other/x', ['Read(//home/other/x)']],
    ['/home/dev/two/a', ['Read(//home/dev/two/a)', 'Read(//home/dev/two/**)']],
    ['/tmp/a', ['Read(//tmp/a)', 'Read(//tmp/**)']],
    ['/tmp/x/a', ['Read(//tmp/x/a)', 'Read(//tmp/x/**)']],
  ])('%s, elsewhere: %j', (path, rules) => {
    expect(rulesIn(read(path).allow)).toEqual(rules);
  });

  it('warns of a folder outside the project', () => {
    expect(read('/tmp/x/a').allow).toMatchObject({
      parts: [{ rungs: [{ warning: null }, { warning: /outside the project/ }] }],
    });
  });

  it('denies folders elsewhere without reserve', () => {
    expect(rulesIn(read('/home/dev/.ssh/id_rsa').deny)).toEqual([
      'Read(//home/dev/.ssh/id_rsa)',
      'Read(//home/dev/.ssh/**)',
    ]);
  });

  it.each([
    ['/home/dev/proj/app/[id]/page.tsx', 'Edit(/app/\\\\[id\\\\]/page.tsx)'],
    ['/home/dev/proj/app/(group)/page.tsx', 'Edit(/app/\\(group\\)/page.tsx)'],
    ['/home/dev/proj/with space.ts', 'Edit(/with space.ts)'],
  ])('%s: %s', (path, rule) => {
    expect(rulesIn(edit(path).allow)[0]).toBe(rule);
  });

  it.each([
    '/home/dev/proj/a*.ts',
    '/home/dev/proj/a?.ts',
    '/home/dev/proj/../x',
    '/home/dev/proj/./x',
    '/home/dev/proj//x',
    '/home/dev/proj/x/',
    '/home/dev/proj/x ',
    '/home/dev/proj/x\n',
    '/home/dev/proj/a\\b',
    '/home/dev/proj/!a',
    '//server/x',
    '/',
    '',
    'a.ts',
    '~/a.ts',
    'C:\\Users\\dev\\proj\\a.ts',
    'C:/Users/dev/proj/a.ts',
  ])('%j: nothing, a rule could not name it', (path) => {
    for (const { allow, deny } of [edit(path), read(path)]) {
      expect([allow.kind, deny.kind]).toEqual(['none', 'none']);
    }
  });

  it.each([
    '/home/dev/proj/.git/hooks/pre-commit',
    '/home/dev/proj/.claude/settings.json',
    '/home/dev/proj/.CLAUDE/settings.json',
    '/home/dev/proj/.vscode/tasks.json',
    '/home/dev/proj/.idea/x.xml',
    '/home/dev/proj/.husky/pre-commit',
    '/home/dev/proj/.npmrc',
    '/home/dev/proj/.mcp.json',
    '/home/dev/.bashrc',
    '/home/dev/.zshrc',
  ])('%s: Claude Code always asks, so only deny is offered', (path) => {
    expect(edit(path).allow).toEqual({
      kind: 'none',
      why: 'Claude Code always asks before it changes this file, whatever the rules say.',
    });
    expect(edit(path).deny.kind).toBe('some');
  });
});

describe('WebFetch', () => {
  const fetch = (url: string): Offers => offersOf('WebFetch', { url, prompt: 'p' });

  it.each([
    [
      'https://example.com/a?b=c',
      ['domain:example.com', 'domain:example.com + domain:*.example.com'],
    ],
    [
      'http://EXAMPLE.com:8080',
      ['domain:example.com', 'domain:example.com + domain:*.example.com'],
    ],
    ['https://sub.example.co.uk#x', ['domain:sub.example.co.uk', 'domain:*.example.co.uk']],
    ['https://a.b.example.com', ['domain:a.b.example.com', 'domain:*.example.com']],
    [
      'https://dev.github.io/',
      ['domain:dev.github.io', 'domain:dev.github.io + domain:*.dev.github.io'],
    ],
    ['https://github.io/', ['domain:github.io']],
    ['https://co.uk/', ['domain:co.uk']],
  ])('%s: its host, and below what someone registered: %j', (url, contents) => {
    const rules = contents.map((one) =>
      one
        .split(' + ')
        .map((content) => `WebFetch(${content})`)
        .join(' + '),
    );
    expect(rulesIn(fetch(url).allow)).toEqual(rules);
    expect(rulesIn(fetch(url).deny)).toEqual(rules);
  });

  it.each(['http://127.0.0.1:9/x', 'http://localhost/', 'http://intranet/x', 'http://a.local/'])(
    '%s: never allowed for always, but denied',
    (url) => {
      expect(fetch(url).allow.kind).toBe('none');
      expect(rulesIn(fetch(url).deny)).toHaveLength(1);
    },
  );

  it.each([
    'https://good.example@evil.example/',
    'https://good.example:80@evil.example/',
    'https://good.example\\@evil.example/',
    'https://good.exa\nmple/',
    ' https://good.example',
    'https://[::1]/',
    'https://bücher.example/',
    'https://*.example/',
    'https://good.example./',
    'ftp://good.example/',
    'https:/good.example',
    'good.example',
    '',
  ])('%j: nothing, its host is not plain', (url) => {
    expect([fetch(url).allow.kind, fetch(url).deny.kind]).toEqual(['none', 'none']);
  });
});

describe('other tools', () => {
  it('goes from an MCP tool to the server, with a warning', () => {
    const { allow, deny } = offersOf('mcp__mocksrv__write_thing', { path: 'x' });
    expect(rulesIn(allow)).toEqual(['mcp__mocksrv__write_thing', 'mcp__mocksrv']);
    expect(rulesIn(deny)).toEqual(['mcp__mocksrv__write_thing', 'mcp__mocksrv']);
    expect(reachesIn(allow)[0]).toBe('every use of write_thing of mocksrv');
    expect(allow).toMatchObject({
      parts: [{ rungs: [{ warning: null }, { warning: /change things/ }], selected: 0 }],
    });
  });

  it.each([
    ['get_issue', 'mcp__srv__get_*'],
    ['list-files', 'mcp__srv__list-*'],
    ['search_code', 'mcp__srv__search_*'],
  ])('of %s, which reads, offers the tools that read like it', (tool, family) => {
    expect(partsIn(offersOf(`mcp__srv__${tool}`, {}).allow)).toEqual({
      [tool]: [`! mcp__srv__${tool}`, family, 'mcp__srv'],
    });
  });

  it('says of such tools that only their names say so', () => {
    expect(offersOf('mcp__srv__get_issue', {}).allow).toMatchObject({
      parts: [
        {
          rungs: [
            { rung: 'tool' },
            {
              rung: 'family',
              reach: 'every tool of srv whose name begins with get_',
              warning: /Only the names say/,
            },
            { rung: 'server' },
          ],
        },
      ],
    });
  });

  it.each(['getIssue', 'get', 'delete_get_x', 'getter_x', 'fetch_x', 'execute_query'])(
    'of %s, whose name does not say that it reads, offers no family',
    (tool) => {
      expect(rulesIn(offersOf(`mcp__srv__${tool}`, {}).allow)).toEqual([
        `mcp__srv__${tool}`,
        'mcp__srv',
      ]);
    },
  );

  it.each(['mcp__srv__*', 'mcp__srv__a(b)', 'mcp__srv__a b'])('cannot name the tool %s', (tool) => {
    expect(rulesIn(offersOf(tool, {}).allow)).toEqual([]);
    expect(rulesIn(offersOf(tool, {}).deny)).toEqual([]);
  });

  it.each([
    ['AskUserQuestion', { questions: [] }],
    ['ExitPlanMode', { plan: 'x' }],
  ])('remembers nothing of %s', (tool, input) => {
    expect(offersOf(tool, input as JsonObject)).toMatchObject({
      allow: { kind: 'none' },
      deny: { kind: 'none' },
    });
  });

  it('allows another tool only as Claude Code suggests it, and denies it whole', () => {
    const rule = (toolName: string, ruleContent?: string): JsonObject => ({
      type: 'addRules',
      rules: [{ toolName, ...(ruleContent !== undefined && { ruleContent }) }],
      behavior: 'allow',
    });
    const ofTool = (tool: string, input: JsonObject, ...suggestions: readonly JsonObject[]) =>
      rulesIn(offersOf(tool, input, suggestions).allow);
    expect(ofTool('WebSearch', { query: 'x' }, rule('WebSearch'))).toEqual(['WebSearch']);
    expect(ofTool('WebSearch', { query: 'x' })).toEqual([]);
    expect(ofTool('WebSearch', { query: 'x' }, rule('Bash'))).toEqual([]);
    expect(ofTool('Skill', { skill: 'x' })).toEqual(['Skill(x)']);
    expect(ofTool('Skill', { skill: 'x *' }, rule('Skill', 'x *'))).toEqual([]);
    expect(ofTool('PowerShell', { command: 'ls' }, rule('PowerShell'))).toEqual([]);
    expect(rulesIn(offersOf('Agent', {}).deny)).toEqual(['Agent']);
  });

  it('makes no rule of a tool with a subject of its own where that can’t be read', () => {
    const odd = { kind: 'none', why: 'The input of this call could not be read.' };
    for (const tool of ['Bash', 'Edit', 'Write', 'Read', 'WebFetch']) {
      expect(offersOf(tool, { x: 1 })).toMatchObject({ allow: odd, deny: odd });
    }
  });

  it('makes no rule of a whole tool where only its input was odd', () => {
    const { allow, deny } = offersOf('Bash', { command: ['ls'] });
    expect([allow.kind, deny.kind]).toEqual(['none', 'none']);
  });
});

it.each([
  ['Bash', { command: 'npm ci', description: 'install\u200b' }],
  ['Bash', { command: 'npm ci', nested: [{ 'k\u202e': 1 }] }],
  ['Edit', { file_path: '/home/dev/proj/a\u00a0b', old_string: 'a', new_string: 'b' }],
  ['mcp__a__b', { text: '\u001b[2K' }],
])('allows nothing for always where %s holds hidden characters', (tool, input) => {
  expect(offersOf(tool, input as JsonObject).allow).toEqual({
    kind: 'none',
    why: 'This call holds characters that do not show.',
  });
});
