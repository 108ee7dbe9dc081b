import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  createConnection,
  type Connection,
  type LeashNeeds,
} from '../../../src/broker/connection.ts';
import { hookEntry } from '../../../src/broker/settings/hook/hook-entry.ts';
import type { ConnectionStatus } from '../../../src/protocol/desk.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { remoteOptions } from '../../fakes/remote-options.ts';
import { ownFolder, put } from './folders.ts';

const OFF: LeashNeeds = { wantsPreTool: false, blocksWithoutDesk: false };
const LEASHED: LeashNeeds = { wantsPreTool: true, blocksWithoutDesk: false };
const BLOCKING: LeashNeeds = { wantsPreTool: true, blocksWithoutDesk: true };
const secrets = { hookToken: 'secret-1', windowSecret: 'secret-2' };
const target = { port: 27182, token: secrets.hookToken };
const entry = hookEntry(target);
const blocking = hookEntry(target, true);

let root: string;
let folder: string;
let userFile: string;
let needs: LeashNeeds | null;
let unsaved: readonly string[];
let connection: Connection;

beforeEach(async () => {
  root = await ownFolder();
  folder = join(root, 'proj');
  userFile = join(root, '.claude', 'settings.json');
  needs = OFF;
  unsaved = [];
  connection = createConnection({
    window: {
      ...{ port: 27182, storageFolder: join(root, 'storage'), home: root, secrets },
      claudeDir: join(root, '.claude'),
      folders: () => [folder],
      windowName: 'proj',
      remote: remoteOptions(),
      isUnsaved: (path) => unsaved.includes(path),
      env: {},
      log: keptLog(),
    },
    port: () => 27182,
    leash: () => needs,
    onChange() {},
  });
});

type Groups = readonly unknown[];

async function settings(hooks: { PermissionRequest?: Groups; PreToolUse?: Groups }): Promise<void> {
  const content = { permissions: { defaultMode: 'default' }, hooks };
  await put(userFile, JSON.stringify(content, null, 2));
}

async function hooksIn(file = userFile): Promise<Record<string, unknown>> {
  const { hooks = {} } = JSON.parse(await readFile(file, 'utf8')) as {
    hooks?: Record<string, unknown>;
  };
  return hooks;
}

async function findings(): Promise<{ id: string; severity: string; fix: string | null }[]> {
  await connection.check();
  const status: ConnectionStatus = connection.status();
  return status.kind === 'checking'
    ? []
    : status.findings.map(({ id, severity, fix }) => ({ id, severity, fix }));
}

const MISSING = { id: 'hook-pre-tool-missing', severity: 'error', fix: 'Add the entry' };
const LEFT = { id: 'hook-pre-tool-left', severity: 'warning', fix: 'Take the entry out' };
const DIFFERS = { id: 'hook-on-failure-differs', severity: 'warning', fix: 'Update the hook' };

describe('the health check', () => {
  it.each([
    ['all off, no entry', OFF, [], []],
    ['all off, an entry left', OFF, [entry], [LEFT]],
    ['a mode on, no entry', LEASHED, [], [MISSING]],
    ['a mode on, an entry', LEASHED, [entry], []],
    ['a mode on, an entry for one tool', LEASHED, [{ ...entry, matcher: 'Bash' }], [MISSING]],
    ['a mode on, an entry that blocks', LEASHED, [blocking], [DIFFERS]],
    ['blocking chosen, an entry that does not', BLOCKING, [entry], [DIFFERS]],
    ['blocking chosen, an entry that does', BLOCKING, [blocking], []],
    ['not known, no entry', null, [], []],
    ['not known, an entry', null, [entry], []],
  ] as const)('%s', async (_name, leash, calls, found) => {
    needs = leash;
    await settings({ PermissionRequest: [entry], PreToolUse: calls });
    expect(await findings()).toEqual(found);
  });

  it.each([
    [LEASHED, [], [entry]],
    [BLOCKING, [], [blocking]],
    [LEASHED, [blocking], [entry]],
    [BLOCKING, [entry], [blocking]],
    [OFF, [entry], undefined],
  ] as const)('mends what it finds, for %j', async (leash, calls, after) => {
    needs = leash;
    await settings({
      PermissionRequest: [entry],
      ...(calls.length > 0 && { PreToolUse: calls }),
    });
    const [finding] = await findings();
    const proposed = await connection.mend(finding?.id ?? '');
    expect(proposed.kind).toBe('proposed');
    expect(await connection.apply()).toMatchObject({ kind: 'done' });
    expect(await hooksIn()).toEqual({
      PermissionRequest: [entry],
      ...(after && { PreToolUse: after }),
    });
    expect(await findings()).toEqual([]);
  });

  it('says where nothing of ours is read that it is not connected, and nothing beside', async () => {
    needs = LEASHED;
    await settings({});
    expect((await findings()).map(({ id }) => id)).toEqual(['hook-missing']);
  });

  it('says that questions of Claude Code’s own don’t come where only the hook before calls is read', async () => {
    needs = LEASHED;
    await settings({ PreToolUse: [entry] });
    expect((await findings()).map(({ id }) => id)).toEqual(['hook-missing']);
  });
});

describe('connecting', () => {
  it.each([
    [OFF, undefined, 'Add one hook to your'],
    [null, undefined, 'Add one hook to your'],
    [LEASHED, [entry], 'While VS Code is closed, it goes on'],
    [BLOCKING, [blocking], 'While VS Code is closed, every call is blocked'],
  ] as const)('adds what is wanted and says so: %j', async (leash, calls, words) => {
    needs = leash;
    const proposed = await connection.connect(undefined);
    if (proposed.kind !== 'proposed') throw new Error(proposed.kind);
    expect(proposed.preview.proposal.summary).toContain(words);
    await connection.apply();
    expect(await hooksIn()).toEqual({
      PermissionRequest: [entry],
      ...(calls && { PreToolUse: calls }),
    });
  });

  it('is undone whole', async () => {
    needs = BLOCKING;
    await settings({ PermissionRequest: [entry], PreToolUse: [blocking] });
    await connection.disconnect();
    await connection.apply();
    expect(await hooksIn()).toEqual({});
  });
});

describe('the kill switch', () => {
  it('puts the entry in at once, says so, and takes it out again', async () => {
    await settings({ PermissionRequest: [entry] });
    const before = await readFile(userFile, 'utf8');
    expect(await connection.ensurePreTool()).toMatchObject({
      kind: 'done',
      note: expect.stringContaining(userFile) as unknown,
    });
    expect(await hooksIn()).toEqual({ PermissionRequest: [entry], PreToolUse: [entry] });
    expect(await connection.releasePreTool()).toMatchObject({
      kind: 'done',
      note: expect.stringContaining('taken out') as unknown,
    });
    expect(await readFile(userFile, 'utf8')).toBe(before);
  });

  it('makes the user’s file where there is none, readable by its owner only', async () => {
    await connection.ensurePreTool();
    expect(await hooksIn()).toEqual({ PreToolUse: [entry] });
    expect((await stat(userFile)).mode & 0o777).toBe(0o600);
  });

  it('says nothing where the entry is there already', async () => {
    await settings({ PermissionRequest: [entry], PreToolUse: [entry] });
    expect(await connection.ensurePreTool()).toEqual({ kind: 'done', note: null });
  });

  it('keeps the entry where a mode needs it too', async () => {
    needs = LEASHED;
    await settings({ PermissionRequest: [entry], PreToolUse: [entry] });
    expect(await connection.releasePreTool()).toEqual({ kind: 'done', note: null });
    expect(await hooksIn()).toEqual({ PermissionRequest: [entry], PreToolUse: [entry] });
  });

  it('keeps to the choice that calls are blocked without a desk', async () => {
    needs = BLOCKING;
    await connection.ensurePreTool();
    expect(await hooksIn()).toEqual({ PreToolUse: [blocking] });
  });

  it('says what is in the way, and changes nothing', async () => {
    await settings({ PermissionRequest: [entry] });
    unsaved = [userFile];
    expect(await connection.ensurePreTool()).toMatchObject({
      kind: 'refused',
      code: 'settings-left-alone',
    });
    expect(await hooksIn()).toEqual({ PermissionRequest: [entry] });
  });
});
