import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checkConnection,
  type ConnectionCheck,
} from '../../../src/broker/settings/health/check-connection.ts';
import { proposeMending } from '../../../src/broker/settings/health/propose-mending.ts';
import { hookEntry } from '../../../src/broker/settings/hook/hook-entry.ts';
import type { Finding } from '../../../src/protocol/desk.ts';
import { ownFolder, put } from './folders.ts';

const target = { port: 27182, token: 'secret-1', preTool: 'absent' } as const;
const hooks = { PermissionRequest: [hookEntry(target)] };
/** A user file with which everything works. */
const good = { permissions: { defaultMode: 'default' }, hooks };

interface Files {
  readonly user?: unknown;
  readonly project?: unknown;
  readonly local?: unknown;
  readonly managed?: unknown;
  readonly env?: ConnectionCheck['env'];
}

interface World {
  readonly check: ConnectionCheck;
  readonly userFile: string;
  readonly projectFile: string;
  readonly localFile: string;
  readonly managedFile: string;
}

async function world({ user, project, local, managed, env = {} }: Files): Promise<World> {
  const root = await ownFolder();
  const folder = join(root, 'repo', 'app');
  await mkdir(join(root, 'repo', '.git'), { recursive: true });
  const files = {
    userFile: join(root, 'home', 'settings.json'),
    projectFile: join(folder, '.claude', 'settings.json'),
    localFile: join(root, 'repo', '.claude', 'settings.local.json'),
    managedFile: join(root, 'etc', 'managed-settings.json'),
  };
  const contents = [user, project, local, managed];
  for (const [index, file] of Object.values(files).entries()) {
    const content = contents[index];
    if (content === undefined) continue;
    await put(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  const { managedFile } = files;
  const claudeDir = join(root, 'home');
  return { ...files, check: { claudeDir, folders: [folder], managedFile, env, ...target } };
}

async function findingsOf(files: Files): Promise<Finding[]> {
  return (await checkConnection((await world(files)).check)).findings;
}

async function idsOf(files: Files): Promise<string[]> {
  return (await findingsOf(files)).map(({ id }) => id);
}

describe('connected or not', () => {
  test('all is well', async () => {
    const { check, userFile } = await world({ user: good });
    expect(await checkConnection(check)).toEqual({
      kind: 'connected',
      files: [userFile],
      findings: [],
    });
  });

  test('nothing is there yet', async () => {
    const { check, userFile } = await world({});
    const status = await checkConnection(check);
    expect(status.kind).toBe('not-connected');
    expect(status.findings).toMatchObject([
      { id: 'hook-missing', severity: 'error', file: userFile, fix: 'Connect' },
      { id: 'mode-asks-little', severity: 'warning', fix: 'Start sessions in the mode that asks' },
    ]);
  });

  test('no folder is open', async () => {
    const { check } = await world({ user: good });
    expect(await checkConnection({ ...check, folders: [] })).toMatchObject({
      kind: 'connected',
      findings: [],
    });
  });

  test('only one of two folders has the hook', async () => {
    const { check, projectFile } = await world({
      user: { permissions: { defaultMode: 'plan' } },
      project: { hooks },
    });
    const other = await ownFolder();
    const status = await checkConnection({ ...check, folders: [...check.folders, other] });
    expect(status).toMatchObject({ kind: 'connected', files: [projectFile] });
    expect(status.findings).toMatchObject([{ id: 'hook-missing', severity: 'warning' }]);
    expect(status.findings[0]?.detail).toContain(other);
  });

  test('the home folder as project is the user file, read once', async () => {
    const { check, userFile } = await world({});
    const claudeDir = join(check.claudeDir, '.claude');
    const file = await put(
      join(claudeDir, 'settings.json'),
      JSON.stringify({ ...good, permissions: { defaultMode: 'auto' } }),
    );
    const status = await checkConnection({ ...check, claudeDir, folders: [check.claudeDir] });
    expect(status).toMatchObject({ kind: 'connected', files: [file] });
    expect(status.findings).toMatchObject([
      { id: 'mode-asks-little', fix: 'Start sessions in the mode that asks' },
    ]);
    expect(userFile).not.toBe(file);
  });
});

describe('the hook itself', () => {
  function withHook(change: object): object {
    const [group] = structuredClone(hooks.PermissionRequest) as { hooks: object[] }[];
    Object.assign(group!.hooks[0]!, change);
    return { ...good, hooks: { PermissionRequest: [group] } };
  }

  test.each([
    ['hook-port-differs', { url: 'http://127.0.0.1:4000/countersign/claude-code' }],
    ['hook-token-differs', { headers: { Authorization: 'Bearer other' } }],
    ['hook-token-differs', { headers: undefined }],
    ['hook-timeout-short', { timeout: 600 }],
    ['hook-timeout-short', { timeout: undefined }],
  ])('%s, and mending it', async (id, change) => {
    const { check, userFile } = await world({ user: withHook(change) });
    const { kind, findings } = await checkConnection(check);
    expect(kind).toBe('connected');
    expect(findings).toMatchObject([{ id, file: userFile, fix: 'Update the hook' }]);
    const mending = await proposeMending(id, check);
    if (mending.kind !== 'proposed') throw new Error(mending.kind);
    await put(userFile, mending.proposal.after ?? '');
    expect((await checkConnection(check)).findings).toEqual([]);
  });

  test('no finding tells the key', async () => {
    const findings = await findingsOf({
      user: withHook({ headers: { Authorization: 'Bearer other' } }),
    });
    expect(JSON.stringify(findings)).not.toMatch(/secret-1|Bearer/);
  });
});

describe('what stands in the way', () => {
  test.each<[string, Files, string[]]>([
    ['user', { user: { ...good, disableAllHooks: true } }, ['hooks-disabled']],
    [
      'a project says no to the user',
      { user: { ...good, disableAllHooks: true }, project: { disableAllHooks: false } },
      [],
    ],
    [
      'local says yes to the project',
      { user: good, project: { disableAllHooks: false }, local: { disableAllHooks: true } },
      ['hooks-disabled'],
    ],
    [
      'managed beats all',
      { user: good, local: { disableAllHooks: true }, managed: { disableAllHooks: false } },
      [],
    ],
  ])('disableAllHooks: %s', async (_, files, ids) => {
    expect(await idsOf(files)).toEqual(ids);
  });

  test.each<[string, string[], boolean]>([
    ['an empty list blocks all', [], false],
    ['another address', ['https://hooks.example.com/*'], false],
    ['a pattern over port and path', ['http://127.0.0.1:*'], true],
    ['the exact address', ['http://127.0.0.1:27182/countersign/claude-code'], true],
    ['the address without its path', ['http://127.0.0.1:27182'], false],
    ['a dot is a dot', ['http://127.0.0.1:2718./*'], false],
    ['a bracket is a bracket', ['http://[*'], false],
    ['everything', ['*'], true],
  ])('allowedHttpHookUrls: %s', async (_, patterns, isAllowed) => {
    const ids = isAllowed ? [] : ['url-not-allowed'];
    expect(await idsOf({ user: good, project: { allowedHttpHookUrls: patterns } })).toEqual(ids);
  });

  test('allowedHttpHookUrls of several files add up', async () => {
    const files = {
      user: { ...good, allowedHttpHookUrls: ['http://127.0.0.1:*'] },
      local: { allowedHttpHookUrls: [] },
    };
    expect(await idsOf(files)).toEqual([]);
  });

  test('allowManagedHooksOnly counts in managed settings only', async () => {
    expect(await idsOf({ user: good, managed: { allowManagedHooksOnly: true } })).toEqual([
      'managed-hooks-only',
    ]);
    expect(await idsOf({ user: { ...good, allowManagedHooksOnly: true } })).toEqual([]);
    expect(await idsOf({ user: good, managed: { allowManagedHooksOnly: true, hooks } })).toEqual(
      [],
    );
  });

  test.each<[string, Files, string[]]>([
    [
      'in the environment',
      { user: good, env: { HTTP_PROXY: 'http://me:pw@proxy:1' } },
      ['proxy-in-the-way'],
    ],
    ['in small letters', { user: good, env: { http_proxy: 'http://proxy' } }, ['proxy-in-the-way']],
    ['empty', { user: good, env: { HTTP_PROXY: '' } }, []],
    [
      'in a settings file',
      { user: { ...good, env: { HTTP_PROXY: 'http://me:pw@proxy:1' } } },
      ['proxy-in-the-way'],
    ],
    [
      'with NO_PROXY',
      { user: good, env: { HTTP_PROXY: 'http://p', NO_PROXY: 'x.org, 127.0.0.1' } },
      [],
    ],
    [
      'with no_proxy and port',
      { user: good, env: { HTTP_PROXY: 'http://p', no_proxy: '127.0.0.1:27182' } },
      [],
    ],
    [
      'with localhost only',
      { user: good, env: { HTTP_PROXY: 'http://p', NO_PROXY: 'localhost' } },
      ['proxy-in-the-way'],
    ],
    [
      'with NO_PROXY in a file',
      { user: good, project: { env: { NO_PROXY: '*' } }, env: { HTTP_PROXY: 'http://p' } },
      [],
    ],
    [
      'taken away by a file',
      { user: { ...good, env: { HTTP_PROXY: '' } }, env: { HTTP_PROXY: 'http://p' } },
      [],
    ],
  ])('HTTP_PROXY: %s', async (_, files, ids) => {
    const findings = await findingsOf(files);
    expect(findings.map(({ id }) => id)).toEqual(ids);
    expect(JSON.stringify(findings)).not.toContain('me:pw');
  });
});

describe('files that Claude Code ignores', () => {
  test.each([
    ['settings-unreadable', '{"a":1,}', 'a comma too many in line 1'],
    ['settings-unreadable', '// x\n{}', 'a comment in line 1'],
    ['settings-unreadable', '', 'is empty'],
    ['settings-unreadable', '{"permissions":{"allow":"x"}}', '"permissions.allow"'],
    ['hook-entry-unknown-shape', '{"hooks":{"Stop":[{}]}}', '"hooks.Stop.0.hooks"'],
  ])('%s: %j', async (id, text, says) => {
    const { check, projectFile } = await world({ user: good, project: text });
    const { findings } = await checkConnection(check);
    expect(findings).toMatchObject([{ id, severity: 'error', file: projectFile, fix: null }]);
    expect(findings[0]?.detail).toContain(says);
    expect(findings[0]?.detail).toContain(projectFile);
    expect(await proposeMending(id, check)).toEqual({ kind: 'nothing-to-do' });
  });

  test('a hook in such a file is no connection', async () => {
    expect(await idsOf({ user: `${JSON.stringify(good)} // mine` })).toEqual([
      'hook-missing',
      'settings-unreadable',
      'mode-asks-little',
    ]);
  });

  test('an entry that is no rule does not void a file', async () => {
    expect(await idsOf({ user: good, project: { permissions: { allow: [5, null] } } })).toEqual([]);
  });

  test('a folder in the place of a file', async () => {
    const { check, localFile } = await world({ user: good });
    await mkdir(localFile, { recursive: true });
    expect((await checkConnection(check)).findings).toMatchObject([
      { id: 'settings-unreadable', file: localFile },
    ]);
  });

  test('a .claude that is no folder counts as none', async () => {
    const { check } = await world({ user: good });
    await put(join(check.folders[0] ?? '', '.claude'), 'text');
    expect((await checkConnection(check)).findings).toEqual([]);
  });
});

describe('the mode in which sessions start', () => {
  const mode = (defaultMode: string): object => ({ permissions: { defaultMode } });

  test.each<[string, Files, boolean]>([
    ['default', { user: { hooks, ...mode('default') } }, true],
    ['manual', { user: { hooks, ...mode('manual') } }, true],
    ['acceptEdits', { user: { hooks, ...mode('acceptEdits') } }, true],
    ['plan in the project', { user: { hooks }, project: mode('plan') }, true],
    [
      'a project asks where the user does not',
      { user: { hooks, ...mode('auto') }, local: mode('default') },
      true,
    ],
    ['a project can not switch auto on', { user: good, project: mode('auto') }, true],
    ['auto is off', { user: { hooks }, managed: { disableAutoMode: 'disable' } }, true],
    ['unset', { user: { hooks } }, false],
    ['auto', { user: { hooks, ...mode('auto') } }, false],
    ['dontAsk', { user: { hooks, ...mode('dontAsk') } }, false],
    ['bypassPermissions', { user: { hooks, ...mode('bypassPermissions') } }, false],
    ['unknown', { user: { hooks, ...mode('yolo') } }, false],
    ['the project does not ask', { user: good, project: mode('bypassPermissions') }, false],
  ])('%s', async (_, files, asks) => {
    expect(await idsOf(files)).toEqual(asks ? [] : ['mode-asks-little']);
  });

  test('is mended in the user file', async () => {
    const { check, userFile } = await world({ user: { hooks } });
    const mending = await proposeMending('mode-asks-little', check);
    expect(mending).toMatchObject({
      kind: 'proposed',
      proposal: { file: userFile, purpose: 'mode-asks-little' },
    });
    if (mending.kind !== 'proposed') return;
    await put(userFile, mending.proposal.after ?? '');
    expect((await checkConnection(check)).findings).toEqual([]);
  });

  test("is not ours to mend where a project's file says so", async () => {
    const { check, projectFile } = await world({ user: good, project: mode('dontAsk') });
    const { findings } = await checkConnection(check);
    expect(findings).toMatchObject([{ file: projectFile, fix: null }]);
    expect(await proposeMending('mode-asks-little', check)).toEqual({ kind: 'nothing-to-do' });
  });
});

test('a missing hook is mended by connecting', async () => {
  const { check, userFile } = await world({ user: { permissions: { defaultMode: 'default' } } });
  const mending = await proposeMending('hook-missing', check);
  expect(mending).toMatchObject({
    kind: 'proposed',
    proposal: { file: userFile, purpose: 'connect' },
  });
});
