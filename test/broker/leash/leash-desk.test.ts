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

it('a window knows beforehand what others have to sign, and the desk refuses it all the same', async () => {
  const { desk, ask } = await world();
  const document = (editor: boolean) => ({
    people: [
      { name: 'Ada', devices: ['d1'], roles: ['lead'] },
      { name: 'Bo', devices: [], editor: true, ...(editor && { roles: ['lead'] }) },
    ],
    policies: [
      {
        scope: 'machine',
        match: { domain: 'shell' },
        requires: { of: [{ kind: 'role', name: 'lead' }], needs: 'any' },
      },
    ],
  });
  const save = (editor: boolean) => desk.leash.saveDocument(JSON.stringify(document(editor)));
  expect(await save(false)).toMatchObject({ kind: 'done' });
  const waiting = await ask('npm test');
  const shown = () => desk.view().items.find(({ request }) => request.id === waiting.id);
  const words = 'It waits for somebody with the role lead to sign; you can deny it.';
  expect(shown()?.notYours).toEqual({ kind: 'others-sign', words });
  const allow = { behavior: 'allow', always: null, answers: null } as const;
  expect(await desk.decide(waiting.id, allow)).toMatchObject({ code: 'not-an-approver' });
  // Whose the editor is changes while it waits.
  expect(await save(true)).toMatchObject({ kind: 'done' });
  expect(shown()).toMatchObject({ state: { kind: 'pending' } });
  expect(shown()?.notYours).toBeUndefined();
  expect(await desk.decide(waiting.id, allow)).toEqual({ kind: 'done', note: null });
  expect(await waiting.heard()).toContain('allow');
});

it('a window without the desk can’t set it', async () => {
  const { open } = await world();
  const other = await open();
  expect(other.view().leash).toBeNull();
  expect(await other.leash.setStopped(true)).toMatchObject({ code: 'not-the-desk' });
});
