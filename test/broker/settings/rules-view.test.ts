import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPlacesRules, rulesViewOf } from '../../../src/broker/settings/rules/rules-view.ts';
import type { RulesFile } from '../../../src/core/rules/rules-view.ts';
import { ownFolder, put } from './folders.ts';

/** The files of a project, with an organisation's settings. */
async function filesWith(managed: object): Promise<readonly RulesFile[]> {
  const home = await ownFolder();
  const folder = join(home, 'app');
  const managedFile = join(home, 'etc', 'managed-settings.json');
  await mkdir(folder);
  const rules = { permissions: { allow: ['Bash(a)'], deny: ['Bash(b)'] } };
  await put(join(folder, '.claude', 'settings.json'), JSON.stringify(rules));
  await put(managedFile, JSON.stringify({ permissions: { ask: ['Bash(c)'] }, ...managed }));
  const place = { folder, home, claudeDir: join(home, '.claude'), managedFile };
  return rulesViewOf(await readPlacesRules([place])).files;
}

function standings(files: readonly RulesFile[], scope: RulesFile['scope']): string[] {
  const content = files.find((file) => file.scope === scope)?.content;
  return content?.kind === 'read' ? content.rules.map(({ standing }) => standing.kind) : [];
}

test('where an organisation lets no other rules count, all others are dead, and say why', async () => {
  const files = await filesWith({ allowManagedPermissionRulesOnly: true });
  expect(standings(files, 'managed')).toEqual(['in-force']);
  expect(standings(files, 'project')).toEqual(['dead', 'dead']);
  expect(files.find(({ scope }) => scope === 'project')?.content).toMatchObject({
    rules: [{ standing: { why: expect.stringContaining('organisation') as string } }, {}],
    untrusted: null,
  });
});

test('else its rules stand beside the others', async () => {
  const files = await filesWith({});
  expect(standings(files, 'project')).toEqual(['in-force', 'in-force']);
});
