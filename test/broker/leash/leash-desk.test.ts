import { join } from 'node:path';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { world } from '../rules-world.ts';

it('a window sets the leash, and all that waits is denied by the kill switch', async () => {
  const { desk, ask, home, folder } = await world();
  expect(desk.view().leash).toMatchObject({ isChosen: false, hook: 'not-needed', stopped: null });
  expect(
    await desk.leash.choose({ kind: 'machine' }, { mode: 'manual', profile: null }),
  ).toMatchObject({ kind: 'done' });
  await mkdir(join(folder, '.claude'), { recursive: true });
  await writeFile(join(folder, '.claude/countersign.json'), '{"mode": "full"}');
  expect(desk.view().leash).toMatchObject({
    ...{ isChosen: true, machine: { mode: 'manual' } },
    folders: [{ folder, projectFile: { problem: null } }],
  });
  const waiting = await ask('npm test');
  expect(await desk.leash.setStopped(true)).toMatchObject({
    kind: 'done',
    note: expect.stringContaining('An entry was added') as unknown,
  });
  expect(await readFile(join(home, '.claude/settings.json'), 'utf8')).toContain('PreToolUse');
  expect(await waiting.heard()).toContain('a person stopped all agents');
  expect(desk.view().leash?.stopped).toMatchObject({ by: 'window 0' });
  const record = await readFile(join(home, 'storage/audit.jsonl'), 'utf8');
  const kinds = [...record.matchAll(/"kind":"([a-z-]+)"/g)].map(([, kind]) => kind);
  expect(kinds).toContain('leash-set');
  expect(kinds.indexOf('agents-stopped')).toBeGreaterThan(kinds.indexOf('leash-set'));
});

it('a window without the desk can’t set it', async () => {
  const { open } = await world();
  const other = await open();
  expect(other.view().leash).toBeNull();
  expect(await other.leash.setStopped(true)).toMatchObject({ code: 'not-the-desk' });
});
