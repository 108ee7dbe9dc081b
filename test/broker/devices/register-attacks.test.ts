import { appendFile, readdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { formatRegisterLine } from '../../../src/broker/devices/register-file.ts';
import { sha256 } from '../../../src/broker/store/sha256.ts';
import { link, type ChainLine } from '../../../src/core/audit/chain.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { fileMethods } from '../store/file-methods.ts';
import { aDevice, aShelf, idsOf, type Shelf } from './books.ts';

/** A shelf with two devices, of which one was renamed and revoked: five lines. */
async function usedShelf(): Promise<Shelf> {
  const shelf = await aShelf();
  const book = await shelf.open();
  await book.add(aDevice('a'));
  await book.add(aDevice('b'));
  await book.rename('a', 'Lost phone');
  await book.revoke('a');
  await book.rename('b', 'My phone');
  await book.close();
  return shelf;
}

const linesOf = (text: string) => text.split('\n').slice(0, -1);
const withLine = (text: string, at: number, line: string) =>
  linesOf(text)
    .map((old, row) => (row === at ? line : old))
    .concat('')
    .join('\n');

const readLine = (text: string): ChainLine => (JSON.parse(text) as { line: ChainLine }).line;

/** A line with right hashes, made by someone who does not know our key. */
function forged(after: string, entry: object): string {
  const line = link(sha256, readLine(after), 1_000, entry as JsonObject);
  return formatRegisterLine('a key of the attacker', line).toString('utf8');
}

const own = { kind: 'paired', device: { ...aDevice('evil') } };

describe('a register that was changed while it was closed', () => {
  test.each<[string, (text: string) => string | Promise<string>]>([
    ['a key edited', (text) => text.replace('signing-b', 'signing-x')],
    ['a name edited', (text) => text.replace('My phone', 'Yr phone')],
    ['a line taken out of the middle', (text) => text.replace(/(?<=\n).*revoked.*\n/, '')],
    ['the last line cut off', (text) => text.replace(/(?<=\n)[^\n]*\n$/, '')],
    ['the newline of the last line cut off', (text) => text.slice(0, -1)],
    ['cut in its first line', (text) => text.slice(0, 30)],
    ['emptied', () => ''],
    ['a line doubled', (text) => text + String(linesOf(text).at(-1)) + '\n'],
    ['lines changed places', (text) => linesOf(text).reverse().concat('').join('\n')],
    ['a space put in', (text) => text.replace('"n":2', '"n": 2')],
    ['a device added', (text) => text + forged(linesOf(text).at(-1)!, own)],
    [
      'two devices added',
      (text) => {
        const one = forged(linesOf(text).at(-1)!, own);
        return text + one + forged(one, { kind: 'renamed', id: 'evil', name: 'E' });
      },
    ],
    [
      'the revocation made a name, with right hashes to the end',
      (text) => {
        const lines = linesOf(text);
        const fourth = forged(lines[2]!, { kind: 'renamed', id: 'a', name: 'Lost phone' });
        const fifth = forged(fourth, { kind: 'renamed', id: 'b', name: 'My phone' });
        return [...lines.slice(0, 3), fourth.trim(), fifth].join('\n');
      },
    ],
    [
      'the proof of another line',
      (text) => {
        const [first, second] = linesOf(text).map((line) => JSON.parse(line) as { mac: string });
        return withLine(text, 1, JSON.stringify({ ...second, mac: first!.mac }));
      },
    ],
    ['a line that is none', (text) => `${text}{}\n`],
    ['an empty line', (text) => `${text}\n`],
    ['something else altogether', () => 'hello\n'],
  ])('counts for nobody, and says so: %s', async (_, change) => {
    const shelf = await usedShelf();
    const bad = await change(await shelf.read());
    await shelf.write(bad);
    const book = await shelf.open();
    expect(book.problem()).toContain('No device counts until you reset it');
    expect(book.list()).toEqual([]);
    expect([book.find('a'), book.find('b'), book.find('evil')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    // Nothing is taken, and the file is left for a look at it.
    expect(await book.add(aDevice('c'))).toMatchObject({ code: 'device-not-kept' });
    expect(await shelf.read()).toBe(bad);
  });

  test('counts for nobody where it is gone', async () => {
    const shelf = await usedShelf();
    await rm(shelf.path);
    const book = await shelf.open();
    expect(book.list()).toEqual([]);
    expect(book.problem()).toContain('is an older one, or lines were cut off its end');
  });

  test('counts for nobody where an older one is put in its place, however old', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    const older: string[] = [];
    await book.add(aDevice('a'));
    older.push(await shelf.read());
    await book.add(aDevice('b'));
    older.push(await shelf.read());
    await book.revoke('a');
    const newest = await shelf.read();
    for (const text of older) {
      await shelf.write(text);
      const again = await shelf.open();
      expect(again.problem()).toContain('is an older one');
      expect(again.find('a')).toBeUndefined();
      expect(again.list()).toEqual([]);
    }
    await shelf.write(newest);
    expect(idsOf(await shelf.open())).toEqual(['b']);
  });

  test('counts for nobody where it is that of another installation', async () => {
    const [shelf, other] = [await usedShelf(), await usedShelf()];
    await shelf.write(await other.read());
    const book = await shelf.open();
    expect(book.list()).toEqual([]);
    expect(book.problem()).toContain('its line 1 was not made here');
  });

  test.each([
    ['registerKey', undefined],
    ['registerKey', 'short'],
    ['registerKey', 'k'.repeat(43)],
    ['registerHead', undefined],
    ['registerHead', '{'],
    ['registerHead', '{"version":1,"n":-1,"hash":""}'],
    ['registerHead', JSON.stringify({ version: 1, n: 5, hash: '1'.repeat(64) })],
    ['registerHead', JSON.stringify({ version: 1, n: 4, hash: '1'.repeat(64) })],
    ['registerHead', JSON.stringify({ version: 1, n: 3, hash: '1'.repeat(64) })],
  ] as const)('counts for nobody where the vault has another %s (%s)', async (entry, value) => {
    const shelf = await usedShelf();
    if (value === undefined) shelf.vault.entries.delete(entry);
    else shelf.vault.entries.set(entry, value);
    const book = await shelf.open();
    expect(book.list()).toEqual([]);
    expect(book.problem()).toContain('reset it');
  });

  test('counts for nobody where file and key are gone and an end is known', async () => {
    const shelf = await usedShelf();
    await rm(shelf.path);
    shelf.vault.entries.delete('registerKey');
    const book = await shelf.open();
    expect(book.problem()).toContain('reset it');
  });
});

describe('a register that was changed while it was open', () => {
  test.each<[string, (shelf: Shelf) => Promise<void>]>([
    ['edited', async (shelf) => shelf.write((await shelf.read()).replace('Phone a', 'Phone x'))],
    ['lengthened', (shelf) => appendFile(shelf.path, '{}\n')],
    ['lengthened by half a line', (shelf) => appendFile(shelf.path, '{')],
    ['cut', (shelf) => truncate(shelf.path, 20)],
    ['removed', (shelf) => rm(shelf.path)],
    ['renamed', (shelf) => rename(shelf.path, `${shelf.path}.old`)],
  ])('counts for nobody from the next change on: %s', async (_, change) => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    await change(shelf);
    expect(await book.add(aDevice('b'))).toMatchObject({
      code: 'device-not-kept',
      message: expect.stringContaining('was changed by another program') as unknown,
    });
    expect(book.list()).toEqual([]);
    expect(book.problem()).toContain('was changed by another program');
  });
});

describe('a crash', () => {
  test('between file and vault is no attack: the one line more is taken up', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const head = shelf.vault.entries.get('registerHead')!;
    await book.revoke('a');
    const pinned = shelf.vault.entries.get('registerHead')!;
    shelf.vault.entries.set('registerHead', head);
    const again = await shelf.openAfterCrash();
    expect(again.problem()).toBeNull();
    expect(again.list()).toEqual([]);
    expect(again.wasRevoked('a')).toBe(true);
    // And it is pinned then: to take it out again is noticed.
    expect(shelf.vault.entries.get('registerHead')).toBe(pinned);
    const text = await shelf.read();
    await shelf.write(text.split('\n').slice(0, 1).join('\n') + '\n');
    expect((await shelf.openAfterCrash()).problem()).not.toBeNull();
  });

  test('can’t leave two lines more', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const head = shelf.vault.entries.get('registerHead')!;
    await book.add(aDevice('b'));
    await book.add(aDevice('c'));
    shelf.vault.entries.set('registerHead', head);
    expect((await shelf.openAfterCrash()).problem()).toContain('is another one');
  });

  test('before the first line leaves an empty register', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    const methods = await fileMethods(shelf.folder);
    vi.spyOn(methods, 'write').mockRejectedValue(new Error('the power went'));
    await book.add(aDevice('a'));
    vi.restoreAllMocks();
    const again = await shelf.openAfterCrash();
    expect(again.problem()).toBeNull();
    expect((await again.add(aDevice('a'))).kind).toBe('done');
    expect(idsOf(await shelf.open())).toEqual(['a']);
  });

  test('within a line leaves the lines before it, and the next one takes its place', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    await appendFile(shelf.path, '{"line":{"at":1,"entry":{"device":{"agreementKey":"ag');
    const again = await shelf.openAfterCrash();
    expect(again.problem()).toBeNull();
    await again.rename('a', 'A');
    const third = await shelf.open();
    expect(third.problem()).toBeNull();
    expect(third.list()).toEqual([aDevice('a', { name: 'A' })]);
  });
});

describe('starting anew', () => {
  test('sets the bad file aside and begins an empty register', async () => {
    const shelf = await usedShelf();
    const bad = (await shelf.read()).replace('My phone', 'Yr phone');
    await shelf.write(bad);
    const book = await shelf.open();
    const outcome = await book.reset();
    const [aside] = (await readdir(shelf.folder)).filter((name) => name.includes('.not-ours-'));
    expect(outcome).toEqual({
      kind: 'done',
      note: `The register that was there is kept in ${join(shelf.folder, aside!)}.`,
    });
    expect(book.problem()).toBeNull();
    expect(book.list()).toEqual([]);
    await book.add(aDevice('c'));
    expect(idsOf(await shelf.open())).toEqual(['c']);
  });

  test('lets no line of before come back, not even a single one with the old key', async () => {
    const shelf = await aShelf();
    const book = await shelf.open();
    await book.add(aDevice('a'));
    const old = await shelf.read();
    await shelf.write('hello\n');
    const broken = await shelf.open();
    await broken.reset();
    await shelf.write(old);
    const again = await shelf.open();
    expect(again.find('a')).toBeUndefined();
    expect(again.problem()).toContain('its line 1 was not made here');
  });

  test('does nothing to a register that is in order', async () => {
    const shelf = await usedShelf();
    const book = await shelf.open();
    expect(await book.reset()).toEqual({ kind: 'done', note: null });
    expect(idsOf(book)).toEqual(['b']);
  });

  test('says where it can’t, and changes nothing', async () => {
    const shelf = await usedShelf();
    await shelf.write('hello\n');
    const book = await shelf.open();
    shelf.vault.weather = 'no-write';
    expect(await book.reset()).toMatchObject({ code: 'device-not-kept' });
    expect(book.problem()).not.toBeNull();
    shelf.vault.weather = 'fine';
    expect((await book.reset()).kind).toBe('done');
    expect(book.problem()).toBeNull();
  });

  test('of one that could only not be read reads it again, and keeps its devices', async () => {
    const shelf = await usedShelf();
    shelf.vault.weather = 'no-read';
    const book = await shelf.open();
    expect(book.list()).toEqual([]);
    expect(book.problem()).toContain('secret store of VS Code can’t be used');
    expect(await book.reset()).toMatchObject({ code: 'device-not-kept' });
    shelf.vault.weather = 'fine';
    expect(await book.reset()).toEqual({ kind: 'done', note: null });
    expect(book.problem()).toBeNull();
    expect(idsOf(book)).toEqual(['b']);
  });
});
