import { readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { fileMethods } from '../store/file-methods.ts';
import { aDevice, aShelf, idsOf } from './books.ts';

const done = { kind: 'done', note: null };

describe('the register of devices', () => {
  test('is nowhere before the first device', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    expect(book.list()).toEqual([]);
    expect(book.problem()).toBeNull();
    expect(await readdir(shelf.folder)).toEqual([]);
    expect(shelf.vault.entries.size).toBe(0);
  });

  test('keeps devices, their names and their ends over a restart, for this user alone', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    expect(await book.add(aDevice('a'))).toEqual(done);
    expect(await book.add(aDevice('b'))).toEqual(done);
    expect(await book.rename('b', 'Old phone')).toEqual(done);
    expect(await book.revoke('a')).toEqual(done);
    const again = await shelf.open();
    expect(again.problem()).toBeNull();
    expect(again.list()).toEqual([aDevice('b', { name: 'Old phone' })]);
    expect(again.find('b')?.name).toBe('Old phone');
    expect(again.find('a')).toBeUndefined();
    expect([again.wasRevoked('a'), again.wasRevoked('b'), again.wasRevoked('c')]).toEqual([
      true,
      false,
      false,
    ]);
    expect((await stat(shelf.path)).mode & 0o777).toBe(0o600);
  });

  test('goes on where it ended, and takes a revoked device again', async () => {
    const shelf = await aShelf();
    await (await shelf.open()).add(aDevice('a'));
    await (await shelf.open()).revoke('a');
    await (await shelf.open()).add(aDevice('a', { name: 'Again' }));
    const book = await shelf.open();
    expect(book.problem()).toBeNull();
    expect(book.list()).toEqual([aDevice('a', { name: 'Again' })]);
    expect(book.wasRevoked('a')).toBe(false);
  });

  test('counts a device only once it is synced to disk', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    const methods = await fileMethods(shelf.folder);
    const datasync = Reflect.get<FileHandle, 'datasync'>(methods, 'datasync');
    const seen: string[][] = [];
    vi.spyOn(methods, 'datasync').mockImplementation(async function (this: FileHandle) {
      await datasync.call(this);
      seen.push(idsOf(book), [await shelf.read()]);
    });
    await book.add(aDevice('a'));
    expect(seen).toEqual([[], [expect.stringContaining('"Phone a"')]]);
    expect(idsOf(book)).toEqual(['a']);
  });

  test('tells of each change', async () => {
    const book = await (await aShelf()).open();
    const heard: string[][] = [];
    book.onChange(() => heard.push(idsOf(book)));
    await book.add(aDevice('a'));
    await book.revoke('a');
    expect(heard[0]).toEqual(['a']);
    expect(heard.at(-1)).toEqual([]);
  });

  test('refuses what it does not know, and everything once it is closed', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    expect(await book.rename('a', 'x')).toMatchObject({ code: 'unknown-device' });
    expect(await book.revoke('a')).toMatchObject({ code: 'unknown-device' });
    await book.close();
    expect(await book.add(aDevice('a'))).toMatchObject({ code: 'not-the-desk' });
    expect(await book.revoke('a')).toMatchObject({ code: 'not-the-desk' });
    expect(await readdir(shelf.folder)).toEqual([]);
  });

  test('keeps the order of the calls', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    const ids = Array.from({ length: 20 }, (_, at) => `d${at}`);
    await Promise.all(ids.map((id) => book.add(aDevice(id))));
    expect(idsOf(await shelf.open())).toEqual(ids);
  });
});

describe('a revocation', () => {
  test('counts before it is on disk, also while the same device is being paired again', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const everCounted: boolean[] = [];
    const pairing = book.add(aDevice('a', { name: 'Again' }));
    const revoking = book.revoke('a');
    expect(book.find('a')).toBeUndefined();
    expect(book.wasRevoked('a')).toBe(true);
    book.onChange(() => everCounted.push(book.find('a') !== undefined));
    await Promise.all([pairing, revoking]);
    expect(everCounted.length).toBeGreaterThan(0);
    expect(everCounted).not.toContain(true);
    expect(idsOf(await shelf.open())).toEqual([]);
  });

  test('stays while the disk fails, says so, and is written with the next change', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const methods = await fileMethods(shelf.folder);
    const noSpace = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(noSpace);
    const outcome = await book.revoke('a');
    expect(outcome).toEqual({
      kind: 'refused',
      code: 'device-not-kept',
      message:
        '“Phone a” counts no more, but only for now. The register of paired devices could not be written: the disk is full. Free some space.',
    });
    expect(book.find('a')).toBeUndefined();
    expect(book.wasRevoked('a')).toBe(true);
    expect(book.problem()).toContain('would count again after a restart');
    expect(await book.rename('a', 'x')).toMatchObject({ code: 'unknown-device' });
    await book.add(aDevice('b'));
    expect(book.problem()).toBeNull();
    expect(idsOf(await shelf.open())).toEqual(['b']);
  });

  test('that is owed is written at the latest when the register closes', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const methods = await fileMethods(shelf.folder);
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(new Error('broken'));
    await book.revoke('a');
    expect(idsOf(await shelf.open())).toEqual([]);
  });

  test('stays on disk where only the vault failed, and can be tried again', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    shelf.vault.weather = 'no-write';
    expect(await book.revoke('a')).toMatchObject({ code: 'device-not-kept' });
    expect(book.find('a')).toBeUndefined();
    shelf.vault.weather = 'fine';
    expect(await book.revoke('a')).toEqual(done);
    expect(book.problem()).toBeNull();
    const again = await shelf.openAfterCrash();
    expect(again.problem()).toBeNull();
    expect(again.list()).toEqual([]);
  });
});

describe('a change that can’t be kept', () => {
  test.each(['datasync', 'write'] as const)('of the disk (%s) leaves nothing', async (method) => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const before = await shelf.read();
    const methods = await fileMethods(shelf.folder);
    vi.spyOn(methods, method).mockRejectedValueOnce(new Error('broken'));
    expect(await book.add(aDevice('b'))).toMatchObject({ code: 'device-not-kept' });
    expect(idsOf(book)).toEqual(['a']);
    expect(await shelf.read()).toBe(before);
    expect(await book.add(aDevice('c'))).toEqual(done);
    expect(idsOf(await shelf.open())).toEqual(['a', 'c']);
  });

  test('and could not be cut off either is overwritten by the next one', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const methods = await fileMethods(shelf.folder);
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(new Error('broken'));
    vi.spyOn(methods, 'truncate').mockRejectedValueOnce(new Error('broken too'));
    const longName = 'x'.repeat(60);
    expect((await book.add(aDevice('b', { name: longName }))).kind).toBe('refused');
    expect(await shelf.read()).toContain(longName);
    expect(await book.rename('a', 'A')).toEqual(done);
    expect(await shelf.read()).not.toContain(longName);
    const again = await shelf.open();
    expect(again.problem()).toBeNull();
    expect(again.list()).toEqual([aDevice('a', { name: 'A' })]);
  });

  test.each(['no-write', 'write-late'] as const)(
    'in the vault (%s) leaves nothing, and is no attack later',
    async (weather) => {
      const shelf = await aShelf();
      const book = await shelf.open();
      await book.add(aDevice('a'));
      const before = await shelf.read();
      shelf.vault.weather = weather;
      expect(await book.add(aDevice('b'))).toEqual({
        kind: 'refused',
        code: 'device-not-kept',
        message:
          'The secret store of VS Code can’t be used. See the log of Countersign for the cause. Try again.',
      });
      expect(idsOf(book)).toEqual(['a']);
      expect(await shelf.read()).toBe(before);
      shelf.vault.weather = 'fine';
      expect(await book.add(aDevice('c'))).toEqual(done);
      const again = await shelf.open();
      expect(again.problem()).toBeNull();
      expect(idsOf(again)).toEqual(['a', 'c']);
    },
  );

  test('the first device is refused where the vault can’t keep the key', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    shelf.vault.weather = 'no-write';
    expect(await book.add(aDevice('a'))).toMatchObject({ code: 'device-not-kept' });
    expect(await readdir(shelf.folder)).toEqual([]);
    shelf.vault.weather = 'fine';
    expect(await book.add(aDevice('a'))).toEqual(done);
    expect(idsOf(await shelf.open())).toEqual(['a']);
  });
});
