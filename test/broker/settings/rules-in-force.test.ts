import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  readRulesInForce,
  type RulesInForce,
} from '../../../src/broker/settings/rules/rules-in-force.ts';
import { ownFolder, put } from './folders.ts';

interface World {
  readonly folder: string;
  readonly home: string;
  readonly claudeDir: string;
  readonly managedFile: string;
  readonly user: string;
  readonly project: string;
  readonly local: string;
}

/** A home with a project in it, which is a folder of a git repository. */
async function world(): Promise<World> {
  const home = await ownFolder();
  const folder = join(home, 'repo', 'app');
  const claudeDir = join(home, '.claude');
  await mkdir(folder, { recursive: true });
  await mkdir(join(home, 'repo', '.git'));
  return {
    folder,
    home,
    claudeDir,
    managedFile: join(home, 'etc', 'managed-settings.json'),
    user: join(claudeDir, 'settings.json'),
    project: join(folder, '.claude', 'settings.json'),
    local: join(home, 'repo', '.claude', 'settings.local.json'),
  };
}

const rules = (permissions: object): string => JSON.stringify({ permissions });

async function texts(world: World): Promise<string[]> {
  return (await readRulesInForce(world)).rules.map(({ text }) => text);
}

/** Claude Code's own file, which says whether a folder is trusted. */
async function trusted(world: World, projects: Readonly<Record<string, boolean>>): Promise<void> {
  const told = Object.entries(projects).map(([path, hasTrustDialogAccepted]) => [
    path,
    { hasTrustDialogAccepted },
  ]);
  await put(
    join(world.home, '.claude.json'),
    JSON.stringify({ projects: Object.fromEntries(told) as unknown }),
  );
}

describe('the rules in force', () => {
  test('are those of all files that count, highest precedence first, each with where its paths start', async () => {
    const place = await world();
    await put(place.user, rules({ allow: ['Bash(a)'] }));
    await put(place.project, rules({ allow: ['Bash(b)'], ask: ['Bash(c)'] }));
    await put(place.local, rules({ deny: ['Bash(d)'] }));
    await put(place.managedFile, rules({ deny: ['Bash(e)'] }));
    const { folder, claudeDir, managedFile } = place;
    const expected: RulesInForce = {
      rules: [
        {
          text: 'Bash(e)',
          behavior: 'deny',
          scope: 'managed',
          file: managedFile,
          root: join(place.home, 'etc'),
        },
        { text: 'Bash(d)', behavior: 'deny', scope: 'local', file: place.local, root: folder },
        { text: 'Bash(c)', behavior: 'ask', scope: 'project', file: place.project, root: folder },
        { text: 'Bash(b)', behavior: 'allow', scope: 'project', file: place.project, root: folder },
        { text: 'Bash(a)', behavior: 'allow', scope: 'user', file: place.user, root: claudeDir },
      ],
      ignored: [],
    };
    expect(await readRulesInForce(place)).toEqual(expected);
  });

  test('are none where no file is there', async () => {
    expect(await readRulesInForce(await world())).toEqual({ rules: [], ignored: [] });
  });

  test('leave out what is no text in a list', async () => {
    const place = await world();
    await put(place.user, rules({ allow: ['Bash(a)', 1, null, ['Bash(b)'], { x: 1 }, 'Bash(c)'] }));
    expect(await texts(place)).toEqual(['Bash(a)', 'Bash(c)']);
  });

  test('of a key that stands twice are those of the last', async () => {
    const place = await world();
    await put(place.user, '{"permissions":{"allow":["Bash(a)"],"allow":["Bash(b)"]}}');
    expect(await texts(place)).toEqual(['Bash(b)']);
  });

  test('are the organisation’s alone where it says so', async () => {
    const place = await world();
    await put(place.user, rules({ allow: ['Bash(a)'], deny: ['Bash(b)'] }));
    const managed = { permissions: { deny: ['Bash(c)'] }, allowManagedPermissionRulesOnly: true };
    await put(place.managedFile, JSON.stringify(managed));
    expect(await texts(place)).toEqual(['Bash(c)']);
  });

  test('in the home folder are not read twice', async () => {
    const place = await world();
    await put(place.user, rules({ allow: ['Bash(a)'] }));
    expect(await texts({ ...place, folder: place.home })).toEqual(['Bash(a)']);
  });
});

describe('a file that Claude Code ignores', () => {
  test.each([
    ['a comment', '{\n  // mine\n  "permissions": {"deny": ["Bash(a)"]}\n}', 'comment in line 2'],
    ['a comma too many', '{"permissions": {"deny": ["Bash(a)",]}}', 'comma too many'],
    ['nothing in it', ' \n', 'empty'],
    ['no object in it', '["Bash(a)"]', 'settings.json'],
    ['a list of another shape', rules({ deny: 'Bash(a)' }), '"permissions.deny"'],
  ])('for %s gives no rules and is named', async (_, text, why) => {
    const place = await world();
    await put(place.project, text);
    await put(place.user, rules({ allow: ['Bash(b)'] }));
    const inForce = await readRulesInForce(place);
    expect(inForce.rules.map(({ text }) => text)).toEqual(['Bash(b)']);
    expect(inForce.ignored).toHaveLength(1);
    expect(inForce.ignored[0]?.file).toBe(place.project);
    expect(inForce.ignored[0]?.why).toContain(why);
  });
});

describe('in a project', () => {
  const own = { allow: ['Bash(a)'], ask: ['Bash(b)'], deny: ['Bash(c)'] };

  async function project(): Promise<World> {
    const place = await world();
    await put(place.project, rules(own));
    await put(place.local, rules({ allow: ['Bash(d)'] }));
    return place;
  }

  test('that is not trusted, rules to allow do not count; its others and the local ones do', async () => {
    const place = await project();
    await trusted(place, { [join(place.home, 'repo')]: false });
    expect(await texts(place)).toEqual(['Bash(d)', 'Bash(c)', 'Bash(b)']);
  });

  test.each([
    ['its repository is trusted', 'repo', true],
    ['nothing is known of it', 'another', false],
  ])('of which %s all rules count', async (_, name, accepted) => {
    const place = await project();
    await trusted(place, { [join(place.home, name)]: accepted });
    expect(await texts(place)).toHaveLength(4);
  });

  test('within a repository the trust of a folder above it counts for nothing', async () => {
    const place = await project();
    await trusted(place, { [place.home]: true, [join(place.home, 'repo')]: false });
    expect(await texts(place)).not.toContain('Bash(a)');
  });

  test('outside of a repository the trust of a folder above counts', async () => {
    const place = await project();
    const folder = join(place.home, 'plain', 'app');
    await put(join(folder, '.claude', 'settings.json'), rules(own));
    await trusted(place, { [folder]: false });
    expect(await texts({ ...place, folder })).not.toContain('Bash(a)');
    await trusted(place, { [folder]: false, [join(place.home, 'plain')]: true });
    expect(await texts({ ...place, folder })).toContain('Bash(a)');
  });

  test('Claude Code’s own file that can’t be read says nothing', async () => {
    const place = await project();
    await put(join(place.home, '.claude.json'), '{"projects": {');
    expect(await texts(place)).toContain('Bash(a)');
  });
});
