import { describe, expect, test } from 'vitest';
import { hookEntry, portOfHookUrl } from '../../../../src/broker/settings/hook/hook-entry.ts';
import {
  addHookToText,
  fitPreToolInText,
  removeHookFromText,
} from '../../../../src/broker/settings/hook/hook-text.ts';

const target = { port: 27182, token: 'secret-1', preTool: 'absent' } as const;
const entry = hookEntry(target);
const command = { type: 'command', command: 'notify-send hi' };

function added(text: string): string {
  const edited = addHookToText(text, target);
  return edited.kind === 'changed' ? edited.text : edited.kind;
}

function removed(text: string): string {
  const edited = removeHookFromText(text);
  return edited.kind === 'changed' ? edited.text : edited.kind;
}

function withGroups(...groups: readonly unknown[]): string {
  return JSON.stringify({ hooks: { PermissionRequest: groups } }, null, 2);
}

/** The entry as an earlier session of ours may have written it, and somebody has since added to it. */
const older = {
  matcher: 'Bash',
  hooks: [
    {
      type: 'http',
      statusMessage: 'asking',
      url: 'http://127.0.0.1:4000/countersign/claude-code',
      headers: { 'X-Mine': '1', authorization: 'Bearer old' },
      timeout: 60,
    },
  ],
};

test('the entry is exactly what Claude Code wants', () => {
  expect(entry).toEqual({
    matcher: '*',
    hooks: [
      {
        type: 'http',
        url: 'http://127.0.0.1:27182/countersign/claude-code',
        headers: { Authorization: 'Bearer secret-1' },
        timeout: 86400,
      },
    ],
  });
});

test.each([
  ['http://127.0.0.1:27182/countersign/claude-code', 27182],
  ['http://127.0.0.1/countersign/claude-code?x=1', 80],
  ['http://localhost:27182/countersign/claude-code', null],
  ['https://127.0.0.1:27182/countersign/claude-code', null],
  ['http://127.0.0.1:27182/countersign/claude-code/more', null],
  ['http://127.0.0.1.example.org/countersign/claude-code', null],
  ['http://evil.org/?http://127.0.0.1:27182/countersign/claude-code', null],
  ['not a url', null],
])('%s is ours on port %s', (url, port) => {
  expect(portOfHookUrl(url)).toBe(port);
});

describe('adding the hook', () => {
  test('begins a file as Claude Code prints it', () => {
    const text = added('');
    expect(JSON.parse(text)).toEqual({ hooks: { PermissionRequest: [entry] } });
    expect(text).toBe(`${JSON.stringify({ hooks: { PermissionRequest: [entry] } }, null, 2)}\n`);
  });

  test('comes after the hooks of others, which stay', () => {
    const others = { matcher: 'Bash', hooks: [command] };
    expect(added(withGroups(others))).toBe(withGroups(others, entry));
  });

  test('changes nothing when it is there', () => {
    expect(added(withGroups(entry))).toBe('same');
    expect(added(withGroups({ hooks: entry['hooks'] }))).toBe('same');
  });

  test('brings an older one up to date where it stands, and only in what differs', () => {
    const others = { matcher: 'Edit', hooks: [command] };
    expect(JSON.parse(added(withGroups(older, others)))).toEqual({
      hooks: {
        PermissionRequest: [
          {
            matcher: '*',
            hooks: [
              {
                type: 'http',
                statusMessage: 'asking',
                url: 'http://127.0.0.1:27182/countersign/claude-code',
                headers: { 'X-Mine': '1', authorization: 'Bearer secret-1' },
                timeout: 86400,
              },
            ],
          },
          others,
        ],
      },
    });
  });

  test('leaves one of two, and takes ours out of a group shared with others', () => {
    expect(added(withGroups(entry, older))).toBe(withGroups(entry));
    const shared = { matcher: 'Bash', hooks: [command, ...older.hooks] };
    expect(JSON.parse(added(withGroups(shared)))).toEqual(
      JSON.parse(withGroups({ matcher: 'Bash', hooks: [command] }, entry)),
    );
  });

  test('restores headers and timeout that are gone', () => {
    const bare = {
      hooks: [{ type: 'http', url: 'http://127.0.0.1:27182/countersign/claude-code' }],
    };
    expect(JSON.parse(added(withGroups(bare)))).toEqual(
      JSON.parse(withGroups({ hooks: entry['hooks'] })),
    );
  });

  test.each([
    ['hooks is a list', '{"hooks":[]}', '"hooks"'],
    [
      'the event holds an object',
      '{"hooks":{"PermissionRequest":{}}}',
      '"hooks.PermissionRequest"',
    ],
    ['a group is a text', '{"hooks":{"PermissionRequest":["x"]}}', '"hooks.PermissionRequest.0"'],
    [
      'a handler without type',
      '{"hooks":{"PermissionRequest":[{"hooks":[{}]}]}}',
      '"hooks.PermissionRequest.0.hooks.0.type"',
    ],
  ])('never repairs hooks it does not understand: %s', (_, text, where) => {
    expect(addHookToText(text, target)).toEqual({ kind: 'fault', code: 'wrong-shape', where });
  });
});

describe('taking the hook out', () => {
  test('leaves no trace, also after Claude Code has printed the file anew', () => {
    expect(removed(`${withGroups(entry)}\n`)).toBe('{}\n');
    const settings = { permissions: { allow: ['A'] }, hooks: { PermissionRequest: [entry] }, x: 1 };
    expect(removed(JSON.stringify(settings, null, 2))).toBe(
      JSON.stringify({ permissions: { allow: ['A'] }, x: 1 }, null, 2),
    );
  });

  test('leaves the hooks of others, in other events and in a shared group', () => {
    const stop = { Stop: [{ hooks: [command] }] };
    const text = JSON.stringify({ hooks: { ...stop, PermissionRequest: [entry] } }, null, '\t');
    expect(removed(text)).toBe(JSON.stringify({ hooks: stop }, null, '\t'));
    const shared = { matcher: 'Bash', hooks: [...older.hooks, command] };
    expect(removed(withGroups(shared))).toBe(withGroups({ matcher: 'Bash', hooks: [command] }));
  });

  test('takes out every one of ours', () => {
    expect(removed(withGroups(entry, { hooks: [command] }, older))).toBe(
      withGroups({ hooks: [command] }),
    );
  });

  test('works beside hooks of a shape we do not know, which stay', () => {
    expect(removed(withGroups('odd', { hooks: 5 }, entry))).toBe(withGroups('odd', { hooks: 5 }));
  });

  test('changes nothing where there is none', () => {
    expect(removed(withGroups({ hooks: [command] }))).toBe('same');
    expect(removed('{}')).toBe('same');
  });
});

describe('the hook before each call', () => {
  const before = hookEntry(target);
  const blocking = hookEntry(target, true);
  const wanting = (preTool: 'open' | 'blocking' | 'absent' | 'kept') => ({ ...target, preTool });

  function withBoth(asking: readonly unknown[], calls: readonly unknown[]): string {
    return JSON.stringify({ hooks: { PermissionRequest: asking, PreToolUse: calls } }, null, 2);
  }

  function fitted(text: string, preTool: 'open' | 'blocking' | 'absent' | 'kept'): string {
    const edited = addHookToText(text, wanting(preTool));
    return edited.kind === 'changed' ? edited.text : edited.kind;
  }

  test.each([
    ['open', before],
    ['blocking', blocking],
  ] as const)('is added where it is wanted, %s', (preTool, wanted) => {
    expect(JSON.parse(fitted('', preTool))).toEqual(JSON.parse(withBoth([entry], [wanted])));
    expect(fitted(withBoth([entry], [wanted]), preTool)).toBe('same');
  });

  test('says what Claude Code takes for a block, and nothing else where it is open', () => {
    expect(JSON.stringify(blocking)).toContain('"onFailure":"block"');
    expect(JSON.stringify(before)).not.toContain('onFailure');
  });

  test('changes between open and blocking where it stands', () => {
    expect(fitted(withBoth([entry], [before]), 'blocking')).toBe(withBoth([entry], [blocking]));
    expect(fitted(withBoth([entry], [blocking]), 'open')).toBe(withBoth([entry], [before]));
  });

  test('goes where nothing needs it, and others’ hooks on the event stay', () => {
    const others = { matcher: 'Bash', hooks: [command] };
    expect(fitted(withBoth([entry], [others, blocking]), 'absent')).toBe(
      withBoth([entry], [others]),
    );
    expect(fitted(withBoth([entry], [before]), 'absent')).toBe(withGroups(entry));
  });

  test('is kept as it is where that is not known, but for port and key', () => {
    expect(fitted(withBoth([entry], [blocking]), 'kept')).toBe('same');
    expect(fitted(withGroups(entry), 'kept')).toBe('same');
    const old = hookEntry({ port: 4000, token: 'old' }, true);
    expect(fitted(withBoth([entry], [old]), 'kept')).toBe(withBoth([entry], [blocking]));
  });

  test('is for every tool', () => {
    const narrow = { ...before, matcher: 'Bash' };
    expect(fitted(withBoth([entry], [narrow]), 'open')).toBe(withBoth([entry], [before]));
  });

  test('comes and goes without the other', () => {
    const added = fitPreToolInText('{}\n', wanting('open'));
    if (added.kind !== 'changed') throw new Error(added.kind);
    expect(JSON.parse(added.text)).toEqual({ hooks: { PreToolUse: [before] } });
    expect(fitPreToolInText(added.text, wanting('absent'))).toEqual({
      kind: 'changed',
      text: '{}\n',
    });
  });

  test('is taken out with the other', () => {
    expect(removed(withBoth([entry], [before]))).toBe('{}');
  });
});
