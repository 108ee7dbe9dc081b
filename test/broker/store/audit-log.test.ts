import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { openAuditLog, type AuditLog } from '../../../src/broker/store/audit-log.ts';
import { auditRecorder } from '../../../src/broker/store/recorder.ts';
import { sha256 } from '../../../src/broker/store/sha256.ts';
import type { AuditEntry, DeviceEntry } from '../../../src/core/audit/entry.ts';
import { handClock, keptLog } from '../../fakes/queue-ports.ts';
import { aRequest } from '../../fakes/requests.ts';
import { fileMethods } from './file-methods.ts';
import { freshFolder } from './folders.ts';

async function logIn(folder: string) {
  const problems: string[] = [];
  const log = keptLog();
  const onProblem = (text: string) => problems.push(text);
  const auditLog = await openAuditLog({ folder, clock: handClock(), log, onProblem });
  return { auditLog, problems, log, path: join(folder, 'audit.jsonl') };
}

const expired = (request: string): AuditEntry => ({ kind: 'expired', request });

async function fill(auditLog: AuditLog, count: number) {
  for (let at = 1; at <= count; at += 1) await auditLog.append(expired(`r${at}`));
}

/** A folder with a log of some lines that was closed. */
async function filledFolder(count: number) {
  const folder = await freshFolder();
  const { auditLog, path } = await logIn(folder);
  await fill(auditLog, count);
  await auditLog.close();
  return { folder, path };
}

const linesOf = async (path: string) =>
  (await readFile(path, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { n: number; entry: Record<string, unknown> });

describe('the audit log', () => {
  test('is a file of lines for this user alone, whatever mode it had', async () => {
    const { folder, path } = await filledFolder(2);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await linesOf(path)).map((line) => line.entry)).toEqual([expired('r1'), expired('r2')]);
    await chmod(path, 0o644);
    await logIn(folder);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('resolves an append only once it is synced', async () => {
    const folder = await freshFolder();
    const { auditLog, path } = await logIn(folder);
    const methods = await fileMethods(folder);
    const datasync = Reflect.get<FileHandle, 'datasync'>(methods, 'datasync');
    let synced = '';
    vi.spyOn(methods, 'datasync').mockImplementation(async function (this: FileHandle) {
      await datasync.call(this);
      synced = await readFile(path, 'utf8');
    });
    await auditLog.append(expired('r1'));
    expect(synced).toContain('"r1"');
  });

  test('makes the name of its file safe on disk as well', async () => {
    const folder = await freshFolder();
    const methods = await fileMethods(folder);
    const seen: string[] = [];
    vi.spyOn(methods, 'sync').mockImplementation(async () => {
      seen.push(...(await readdir(folder)));
    });
    await logIn(folder);
    expect(seen).toEqual(['audit.jsonl']);
  });

  test('gives up its first check when it is closed, and tells nobody', async () => {
    const { folder } = await filledFolder(1);
    const { auditLog, problems, log } = await logIn(folder);
    await auditLog.close();
    expect([...problems, ...log.lines]).toEqual([]);
  });

  test('keeps the order of the calls', async () => {
    const { auditLog, path } = await logIn(await freshFolder());
    const ids = Array.from({ length: 40 }, (_, at) => `r${at}`);
    await Promise.all(ids.map((id) => auditLog.append(expired(id))));
    expect((await linesOf(path)).map((line) => line.entry['request'])).toEqual(ids);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 40 });
  });

  test('goes on where an earlier one ended', async () => {
    const { folder } = await filledFolder(3);
    const { auditLog, problems } = await logIn(folder);
    await fill(auditLog, 2);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 5 });
    await auditLog.close();
    expect(problems).toEqual([]);
  });

  test('reads only the end of a long file to go on, also behind a very long line', async () => {
    const folder = await freshFolder();
    const first = await logIn(folder);
    await first.auditLog.append(expired('x'.repeat(2_000_000)));
    await fill(first.auditLog, 9);
    await first.auditLog.append(expired('y'.repeat(300_000)));
    await first.auditLog.close();
    const methods = await fileMethods(folder);
    const read = vi.spyOn(methods, 'read');
    const { auditLog } = await logIn(folder);
    const { size } = await stat(first.path);
    const places = read.mock.calls.map((call) => Number((call as unknown[])[3]));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(Math.max(...places)).toBe(size - 64 * 1024);
    await auditLog.append(expired('last'));
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 12 });
  });

  test.each([
    ['half a line', '{"at":1,"entry":{"ki'],
    ['one byte', '{'],
    ['zeros, as a power cut leaves them', '\0'.repeat(5_000)],
  ])('cuts off %s at its end, once, and puts that on record', async (_, torn) => {
    const { folder, path } = await filledFolder(2);
    await appendFile(path, torn);
    const { auditLog, problems } = await logIn(folder);
    await fill(auditLog, 1);
    expect((await linesOf(path)).map((line) => line.entry)).toEqual([
      expired('r1'),
      expired('r2'),
      { kind: 'log-repaired', cutBytes: torn.length, cutSha256: sha256.sha256(torn) },
      expired('r1'),
    ]);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 4 });
    await auditLog.close();
    expect(problems).toEqual([]);
  });

  test('cuts off a first line that was never finished', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'audit.jsonl'), '{"at":1');
    const { auditLog } = await logIn(folder);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 1 });
  });

  test('keeps an unfinished line until its cut is on record', async () => {
    const { folder, path } = await filledFolder(1);
    await appendFile(path, '{"at":1,"entry":{"kind":"expired","request":"r2"}');
    const methods = await fileMethods(folder);
    vi.spyOn(methods, 'write').mockRejectedValueOnce(new Error('no space'));
    const { auditLog, problems } = await logIn(folder);
    expect(problems).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toContain('"r2"');
    await fill(auditLog, 1);
    expect((await linesOf(path)).map((line) => line.entry['kind'])).toEqual([
      'expired',
      'log-repaired',
      'expired',
    ]);
  });
});

describe('an audit log that was tampered with', () => {
  async function tamper(change: (text: string) => string) {
    const { folder, path } = await filledFolder(3);
    const bad = change(await readFile(path, 'utf8'));
    await writeFile(path, bad);
    const { auditLog, problems } = await logIn(folder);
    await fill(auditLog, 2);
    await vi.waitFor(() => {
      expect(problems).toHaveLength(1);
    });
    expect(await readFile(path, 'utf8')).toSatisfy((text: string) => text.startsWith(bad));
    return { problem: problems[0], verdict: await auditLog.verify() };
  }

  test.each<[string, (text: string) => string, number]>([
    ['an edited line', (text) => text.replace('"r2"', '"r9"'), 2],
    ['an edited last line', (text) => text.replace('"r3"', '"r9"'), 3],
    ['a last line that is no JSON', (text) => text.replace('"r3"', 'r3'), 3],
    ['a last line of another shape', (text) => `${text}{}\n`, 4],
    ['an empty line at the end', (text) => `${text}\n`, 4],
    ['a line taken out', (text) => text.replace(/(?<=\n).*\n/, ''), 2],
    ['a space put in', (text) => text.replace('"n":1', '"n": 1'), 1],
    ['a byte that is no UTF-8', (text) => text.replace('"r1"', '"\u{fffd}"'), 1],
  ])('is told of, kept, and stays broken at the place: %s', async (_, change, line) => {
    const { problem, verdict } = await tamper(change);
    expect(verdict).toMatchObject({ kind: 'broken', line });
    expect(problem).toContain(`line ${line} `);
  });

  test.each<[string, (path: string) => Promise<void>, object]>([
    ['cut', (path) => truncate(path, 20), { kind: 'broken', line: 1 }],
    ['lengthened', (path) => appendFile(path, '{}\n'), { kind: 'broken', line: 3 }],
    ['removed', (path) => rm(path), { kind: 'broken', line: 1 }],
    ['renamed', (path) => rename(path, `${path}.old`), { kind: 'broken', line: 1 }],
    // What was added is gone again and on record as cut off, so nothing is missing.
    ['lengthened by half a line', (path) => appendFile(path, 'half'), { kind: 'intact', count: 5 }],
  ])('is told of when others change it while it is open: %s', async (_, change, verdict) => {
    const { auditLog, problems, path } = await logIn(await freshFolder());
    await fill(auditLog, 2);
    await change(path);
    await fill(auditLog, 2);
    expect(problems).toEqual([expect.stringContaining('by another program')]);
    expect(await auditLog.verify()).toMatchObject(verdict);
  });
});

test('a check finds an unfinished last line too', async () => {
  const { auditLog, path } = await logIn(await freshFolder());
  await fill(auditLog, 2);
  await appendFile(path, 'half');
  expect(await auditLog.verify()).toEqual({ kind: 'broken', line: 3, why: 'can’t be read' });
});

describe('an append that fails', () => {
  test('rejects with its reason, leaves no half line, and the next one works', async () => {
    const folder = await freshFolder();
    const { auditLog, problems, path } = await logIn(folder);
    await fill(auditLog, 1);
    const before = await readFile(path, 'utf8');
    const methods = await fileMethods(folder);
    const noSpace = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(noSpace);
    await expect(auditLog.append(expired('r2'))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'disk-full',
      cause: noSpace,
    });
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(problems).toEqual([
      'The audit log could not be written: the disk is full. Free some space.',
    ]);
    await fill(auditLog, 1);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 2 });
  });

  test('is overwritten by the next one where it could not be cut off', async () => {
    const folder = await freshFolder();
    const { auditLog, path } = await logIn(folder);
    await fill(auditLog, 1);
    const methods = await fileMethods(folder);
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(new Error('broken'));
    vi.spyOn(methods, 'truncate').mockRejectedValueOnce(new Error('broken too'));
    await expect(auditLog.append(expired('x'.repeat(500)))).rejects.toThrow('not be written');
    expect(await readFile(path, 'utf8')).toContain('xxx');
    await auditLog.append(expired('r2'));
    expect((await linesOf(path)).map((line) => line.entry)).toEqual([expired('r1'), expired('r2')]);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 2 });
  });

  test('rejects while the disk is full, for real, and does not stop the others', async () => {
    const folder = await freshFolder();
    await symlink('/dev/full', join(folder, 'audit.jsonl'));
    const { auditLog } = await logIn(folder);
    const both = await Promise.allSettled([
      auditLog.append(expired('a')),
      auditLog.append(expired('b')),
    ]);
    expect(both).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'disk-full' }) as unknown },
      { status: 'rejected', reason: expect.objectContaining({ code: 'disk-full' }) as unknown },
    ]);
  });

  test('rejects while its folder is gone, tells it once, and works when it is back', async () => {
    const folder = join(await freshFolder(), 'store');
    const { auditLog, problems } = await logIn(folder);
    await auditLog.append(expired('r1'));
    await rm(folder, { recursive: true });
    await expect(auditLog.append(expired('r2'))).rejects.toMatchObject({ code: 'folder-missing' });
    await expect(auditLog.append(expired('r2'))).rejects.toMatchObject({ code: 'folder-missing' });
    expect(problems).toHaveLength(1);
    await mkdir(folder);
    await auditLog.append(expired('r2'));
    expect(await auditLog.verify()).toEqual({
      kind: 'broken',
      line: 1,
      why: 'is number 2 where number 1 belongs',
    });
  });

  test('rejects after the log was closed: the file may be another window’s', async () => {
    const { auditLog } = await logIn(await freshFolder());
    await auditLog.close();
    await expect(auditLog.append(expired('r1'))).rejects.toMatchObject({ code: 'closed' });
  });

  test('opens nowhere, says so, and rejects', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'store'), 'a file');
    const { auditLog, problems } = await logIn(join(folder, 'store'));
    expect(problems).toHaveLength(1);
    await expect(auditLog.append(expired('r1'))).rejects.toMatchObject({ name: 'StoreError' });
    await expect(auditLog.verify()).rejects.toMatchObject({ name: 'StoreError' });
    await auditLog.close();
  });
});

describe('the recorder', () => {
  test('puts on record what belongs there', async () => {
    const { auditLog, path } = await logIn(await freshFolder());
    const recorder = auditRecorder(auditLog);
    await recorder.record(aRequest(), { kind: 'receive' });
    await recorder.record(aRequest(), { kind: 'dismiss' });
    await recorder.record(aRequest(), { kind: 'deliver', at: 5 });
    expect((await linesOf(path)).map((line) => line.entry['kind'])).toEqual([
      'received',
      'delivered',
    ]);
  });

  test('rejects where the record could not be made', async () => {
    const { auditLog } = await logIn(await freshFolder());
    await auditLog.close();
    await expect(
      auditRecorder(auditLog).record(aRequest(), { kind: 'receive' }),
    ).rejects.toMatchObject({ code: 'closed' });
  });

  test('puts on record what happens to devices and Away, and by whom', async () => {
    const { auditLog, path } = await logIn(await freshFolder());

    const window = { kind: 'window', name: 'proj' } as const;
    const phone = { kind: 'device', id: 'd1', name: 'Phone' } as const;
    const entries: DeviceEntry[] = [
      { kind: 'device-paired', device: 'd1', name: 'Phone', by: window },
      { kind: 'device-renamed', device: 'd1', name: 'Old phone', by: window },
      { kind: 'away-on', by: null },
      { kind: 'away-off', by: window },
      { kind: 'device-revoked', device: 'd1', name: 'Old phone', by: phone },
    ];
    for (const entry of entries) await auditLog.append(entry);
    expect((await linesOf(path)).map((line) => line.entry)).toEqual(entries);
    expect(await auditLog.verify()).toMatchObject({ kind: 'intact', count: 5 });
  });
});
