import { mkdir, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rulesIn, world } from './rules-world.ts';

interface Recorded {
  readonly kind: string;
  readonly window?: string;
}

/** What is on record of rules that were taken out or put back. */
async function recorded(home: string): Promise<readonly Recorded[]> {
  const lines = (await readFile(join(home, 'storage', 'audit.jsonl'), 'utf8')).trim().split('\n');
  const entries = lines.map((line) => (JSON.parse(line) as { entry: Recorded }).entry);
  return entries.filter(({ kind }) => kind.startsWith('rule-re'));
}

/** Puts a folder in the place of the record, so that nothing can be written to it until it is freed. */
async function blockRecord(home: string): Promise<() => Promise<void>> {
  const path = join(home, 'storage', 'audit.jsonl');
  await rename(path, `${path}.aside`);
  await mkdir(path);
  return async () => {
    await rmdir(path);
    await rename(`${path}.aside`, path);
  };
}

describe('rules in the list of all', () => {
  test('can be taken out and put back, and the file is as it was', async () => {
    const { desk, folder } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    const text = '{ "permissions": {"allow": [ "Bash(a)",\n "Bash(b)" ] ,"x":1}}';
    await writeFile(file, text);
    await desk.check();
    expect(await desk.removeRule({ file, behavior: 'allow', text: 'Bash(a)' })).toMatchObject({
      kind: 'done',
    });
    expect(rulesIn(desk.view(), file)).toEqual(['Bash(b)']);
    expect(await desk.restoreRule()).toMatchObject({ kind: 'done' });
    expect(rulesIn(desk.view(), file)).toEqual(['Bash(a)', 'Bash(b)']);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await desk.restoreRule()).toMatchObject({ kind: 'refused' });
  });

  test('taken out and put back go on record, before it is said', async () => {
    const { desk, folder, home } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    await writeFile(file, '{"permissions":{"ask":["Bash(a)"]}}');
    await desk.check();
    const rule = { file, behavior: 'ask', text: 'Bash(a)' } as const;
    const entry = { window: 'window 0', rule: { file, behavior: 'ask', rules: ['Bash(a)'] } };
    expect(await desk.removeRule(rule)).toMatchObject({ kind: 'done' });
    expect(await recorded(home)).toEqual([{ kind: 'rule-removed', ...entry }]);
    expect(await desk.removeRule(rule)).toMatchObject({ code: 'rule-not-saved' });
    expect(await desk.restoreRule()).toMatchObject({ kind: 'done' });
    const both = [
      { kind: 'rule-removed', ...entry },
      { kind: 'rule-restored', ...entry },
    ];
    expect(await recorded(home)).toEqual(both);
    expect(await desk.restoreRule()).toMatchObject({ kind: 'refused' });
    expect(await recorded(home)).toEqual(both);
  });

  test('stay as they were where that can’t go on record', async () => {
    const { desk, folder, home } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    const text = '{ "permissions": {"deny": [ "Bash(a)" ]}}';
    await writeFile(file, text);
    await desk.check();
    const rule = { file, behavior: 'deny', text: 'Bash(a)' } as const;
    const free = await blockRecord(home);
    expect(await desk.removeRule(rule)).toMatchObject({ code: 'not-recorded' });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(rulesIn(desk.view(), file)).toEqual(['Bash(a)']);
    expect(await desk.restoreRule()).toMatchObject({ code: 'rule-not-saved' });
    await free();
    expect(await desk.removeRule(rule)).toMatchObject({ kind: 'done' });
    const removed = await readFile(file, 'utf8');
    const freeAgain = await blockRecord(home);
    expect(await desk.restoreRule()).toMatchObject({ code: 'not-recorded' });
    expect(await readFile(file, 'utf8')).toBe(removed);
    await freeAgain();
    expect(await desk.restoreRule()).toMatchObject({ kind: 'done' });
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('are taken out and put back only in the window that has the desk', async () => {
    const { desk, open, folder, home } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    const text = '{"permissions":{"allow":["Bash(a)","Bash(b)"]}}';
    await writeFile(file, text);
    await desk.check();
    const second = await open();
    const rule = { file, behavior: 'allow', text: 'Bash(a)' } as const;
    expect(await second.removeRule(rule)).toMatchObject({ kind: 'refused', code: 'not-the-desk' });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await desk.removeRule(rule)).toMatchObject({ kind: 'done' });
    expect(await second.takeOver()).toMatchObject({ kind: 'done' });
    expect(await desk.restoreRule()).toMatchObject({ kind: 'refused', code: 'not-the-desk' });
    expect(await second.removeRule({ ...rule, text: 'Bash(b)' })).toMatchObject({ kind: 'done' });
    expect((await recorded(home)).map(({ window }) => window)).toEqual(['window 0', 'window 1']);
  });

  test('are taken out of no file that is none of the window’s', async () => {
    const { desk, other } = await world();
    const file = join(other, '.claude', 'settings.json');
    const text = '{"permissions":{"allow":["Bash(a)"]}}';
    await mkdir(dirname(file));
    await writeFile(file, text);
    expect(await desk.removeRule({ file, behavior: 'allow', text: 'Bash(a)' })).toMatchObject({
      kind: 'refused',
      code: 'settings-left-alone',
    });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
