import { readdir, readFile, stat, symlink, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { durableAdapter } from '../../../src/broker/store/durable-adapter.ts';
import { fileMethods } from './file-methods.ts';
import { freshFolder } from './folders.ts';

const schema: z.ZodMiniType<{ text: string }> = z.strictObject({ text: z.string() });

async function adapterInFreshFolder() {
  const folder = await freshFolder();
  const path = join(folder, 'state.json');
  const setAside: string[] = [];
  const adapter = durableAdapter({ path, schema, onCorrupt: (name) => setAside.push(name) });
  return { folder, path, setAside, adapter };
}

describe('a durable file', () => {
  test('is null where it is not there', async () => {
    const { adapter } = await adapterInFreshFolder();
    expect(await adapter.read()).toBeNull();
  });

  test('comes back as it was written, readable by this user alone, with nothing beside it', async () => {
    const { adapter, folder, path } = await adapterInFreshFolder();
    await adapter.write({ text: 'hello' });
    await adapter.write({ text: 'x'.repeat(3_000_000) });
    expect((await adapter.read())?.text).toHaveLength(3_000_000);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  test('is synced before it takes its place, and its folder after', async () => {
    const { adapter, folder, path } = await adapterInFreshFolder();
    const methods = await fileMethods(folder);
    const seen: string[] = [];
    const sync = Reflect.get<FileHandle, 'sync'>(methods, 'sync');
    vi.spyOn(methods, 'sync').mockImplementation(async function (this: FileHandle) {
      const isFolder = (await this.stat()).isDirectory();
      const there = await readFile(path, 'utf8').catch(() => 'nothing');
      seen.push(`${isFolder ? 'folder' : 'file'} while ${there}`);
      return sync.call(this);
    });
    await adapter.write({ text: 'a' });
    expect(seen).toEqual(['file while nothing', 'folder while {"text":"a"}']);
  });

  test('keeps its order when many write at once, and reads whole', async () => {
    const { adapter } = await adapterInFreshFolder();
    const writes = Array.from({ length: 30 }, (_, at) => adapter.write({ text: `${at}` }));
    const early = adapter.read();
    await Promise.all(writes);
    expect(await early).toEqual({ text: '29' });
  });

  test('keeps the old text and leaves nothing behind when a write fails; the next one works', async () => {
    const { adapter, folder } = await adapterInFreshFolder();
    await adapter.write({ text: 'old' });
    const methods = await fileMethods(folder);
    vi.spyOn(methods, 'sync').mockRejectedValueOnce(new Error('no space'));
    await expect(adapter.write({ text: 'new' })).rejects.toThrow('no space');
    expect(await adapter.read()).toEqual({ text: 'old' });
    expect(await readdir(folder)).toEqual(['state.json']);
    await adapter.write({ text: 'newer' });
    expect(await adapter.read()).toEqual({ text: 'newer' });
  });

  test('does not write through a link laid in its place', async () => {
    const { adapter, folder, path } = await adapterInFreshFolder();
    await writeFile(join(folder, 'other'), 'precious');
    await symlink(join(folder, 'other'), path);
    await adapter.write({ text: 'mine' });
    expect(await readFile(join(folder, 'other'), 'utf8')).toBe('precious');
  });

  test.each([
    ['cut short', '{"text":"hel'],
    ['empty', ''],
    ['of another shape', '{"text":1}'],
    ['with a field too many', '{"text":"a","more":1}'],
    ['too deep to walk', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('is set aside whole when it is %s', async (_, bad) => {
    const { adapter, path, setAside } = await adapterInFreshFolder();
    await writeFile(path, bad);
    expect(await adapter.read()).toBeNull();
    expect(setAside).toHaveLength(1);
    expect(setAside[0]).toMatch(/state\.json\.corrupt-\d{4}-\d\d-\d\dT\d{6}\.\d{3}Z$/);
    expect(await readFile(setAside[0]!, 'utf8')).toBe(bad);
    await adapter.write({ text: 'fresh' });
    expect(await adapter.read()).toEqual({ text: 'fresh' });
  });

  test('rejects and stays in its place when it can’t be read at all', async () => {
    const { folder } = await adapterInFreshFolder();
    const setAside: string[] = [];
    const onCorrupt = (name: string) => setAside.push(name);
    const adapter = durableAdapter({ path: folder, schema, onCorrupt });
    await expect(adapter.read()).rejects.toMatchObject({ code: 'EISDIR' });
    expect(setAside).toEqual([]);
  });
});
