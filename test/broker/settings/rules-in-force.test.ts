import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRulesInForce } from '../../../src/broker/settings/rules/rules-in-force.ts';
import type { RulesInForce } from '../../../src/core/rules/rules-in-force.ts';
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

/** Claude Code's own file, which says which folders are trusted. */
async function trust(world: World, ...paths: readonly string[]): Promise<void> {
  const projects = Object.fromEntries(
    paths.map((path) => [path, { hasTrustDialogAccepted: true, allowedTools: [] }]),
  );
  await put(join(world.home, '.claude.json'), JSON.stringify({ numStartups: 3, projects }));
}

describe('the rules in force', () => {
  test('are those of all files that count, highest precedence first, each with where its paths start', async () => {
    const place = await world();
    await put(place.user, rules({ allow: ['Bash(a)'] }));
    await put(place.project, rules({ allow: ['Bash(b)'], ask: ['Bash(c)'] }));
    await put(place.local, rules({ deny: ['Bash(d)'] }));
    await put(place.managedFile, rules({ deny: ['Bash(e)'] }));
    await trust(place, join(place.home, 'repo'));
    const { folder, claudeDir, managedFile } = place;
    const expected: RulesInForce = {
      rules: [
        {
          text: 'Bash(e)',
          behavior: 'deny',
          scope: 'managed',
          file: managedFile,
          root: folder,
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
  const withoutAllow = ['Bash(d)', 'Bash(c)', 'Bash(b)'];

  test('whose repository is trusted all rules count', async () => {
    const place = await project();
    await trust(place, join(place.home, 'repo'));
    expect(await texts(place)).toEqual([...withoutAllow, 'Bash(a)']);
  });

  test.each([
    ['that is not trusted', []],
    ['of which only a folder above the repository is trusted', ['.']],
    ['of which only its own folder within the repository is trusted', ['repo/app']],
  ])('%s rules to allow do not count; its others and the local ones do', async (_, paths) => {
    const place = await project();
    await trust(place, ...paths.map((path) => join(place.home, path)));
    expect(await texts(place)).toEqual(withoutAllow);
  });

  test.each([
    ['is missing', null],
    ['is half written', '{"projects": {'],
    ['has another shape', '{"projects": []}'],
  ])('rules to allow do not count while Claude Code’s own file %s', async (_, text) => {
    const place = await project();
    if (text !== null) await put(join(place.home, '.claude.json'), text);
    expect(await texts(place)).toEqual(withoutAllow);
  });

  test('outside of a repository the folder itself has to be trusted', async () => {
    const place = await project();
    const folder = join(place.home, 'plain', 'app');
    await put(join(folder, '.claude', 'settings.json'), rules(own));
    await trust(place, join(place.home, 'plain'));
    expect(await texts({ ...place, folder })).not.toContain('Bash(a)');
    await trust(place, folder);
    expect(await texts({ ...place, folder })).toContain('Bash(a)');
  });

  test('the trust is looked up where CLAUDE_CONFIG_DIR has it', async () => {
    const place = await project();
    const claudeDir = join(place.home, 'conf');
    await trust(place, join(place.home, 'repo'));
    expect(await texts({ ...place, claudeDir })).not.toContain('Bash(a)');
    await trust({ ...place, home: claudeDir }, join(place.home, 'repo'));
    expect(await texts({ ...place, claudeDir })).toContain('Bash(a)');
  });
});

describe('in a worktree', () => {
  /** A worktree beside the main repository, as `git worktree add` makes it. */
  async function worktree(place: World, named: string): Promise<string> {
    const folder = join(place.home, 'tree');
    const own = join(place.home, 'repo', '.git', 'worktrees', 'tree');
    await put(join(folder, '.git'), `gitdir: ${own}\n`);
    await put(join(own, 'gitdir'), `${named}\n`);
    await put(place.local, rules({ allow: ['Bash(main)'] }));
    await put(join(folder, '.claude', 'settings.local.json'), rules({ allow: ['Bash(tree)'] }));
    await put(join(folder, '.claude', 'settings.json'), rules({ allow: ['Bash(a)'] }));
    await trust(place, join(place.home, 'repo'));
    return folder;
  }

  test('the main repository’s trust counts, and its local rules too', async () => {
    const place = await world();
    const folder = await worktree(place, join(place.home, 'tree', '.git'));
    expect(await texts({ ...place, folder })).toEqual(['Bash(tree)', 'Bash(main)', 'Bash(a)']);
  });

  test('that the repository doesn’t know, they do not', async () => {
    const place = await world();
    const folder = await worktree(place, join(place.home, 'another', '.git'));
    expect(await texts({ ...place, folder })).toEqual(['Bash(tree)']);
  });
});
