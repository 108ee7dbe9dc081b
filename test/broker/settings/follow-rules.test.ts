import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  followRules,
  type RulesFollower,
} from '../../../src/broker/settings/rules/follow-rules.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { ownFolder, put } from './folders.ts';

interface World {
  readonly home: string;
  readonly folder: string;
  readonly user: string;
  readonly project: string;
  readonly folders: string[];
  readonly rules: RulesFollower;
  /** How often a change was told. */
  readonly told: () => number;
  /** Waits until the view shows what is looked for; it is looked at whenever a change is told. */
  readonly until: (isSeen: () => boolean) => Promise<void>;
}

async function world(prepare: (home: string) => Promise<unknown> = async () => {}): Promise<World> {
  const home = await ownFolder();
  const folder = join(home, 'app');
  await mkdir(folder);
  await prepare(home);
  const listeners = new Set<() => void>();
  let told = 0;
  const folders = [folder];
  const rules = followRules({
    places: () =>
      folders.map((one) => ({
        folder: one,
        home,
        claudeDir: join(home, '.claude'),
        managedFile: join(home, 'etc', 'managed-settings.json'),
      })),
    log: keptLog(),
    onChange() {
      told += 1;
      for (const listener of listeners) listener();
    },
  });
  onTestFinished(() => rules.close());
  await rules.refresh();
  return {
    home,
    folder,
    user: join(home, '.claude', 'settings.json'),
    project: join(folder, '.claude', 'settings.json'),
    folders,
    rules,
    told: () => told,
    until: (isSeen) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (isSeen()) resolve();
        };
        listeners.add(look);
        look();
      }),
  };
}

const allowing = (...allow: string[]): string => JSON.stringify({ permissions: { allow } });

function textsIn({ rules }: World, file: string): readonly string[] | string {
  const found = rules.view().files.find((one) => one.file === file);
  if (found?.content.kind !== 'read') return found?.content.kind ?? 'unknown';
  return found.content.rules.map(({ text }) => text);
}

const shows = (world: World, file: string, text: string): Promise<void> =>
  world.until(() => textsIn(world, file).includes(text));

describe('the rules on disk', { timeout: 4_500 }, () => {
  test('are listed file by file, with their lines', async () => {
    const text =
      '{\n  "permissions": {\n    "allow": [\n      "Bash(a)",\n      "mcp__x__y"\n    ]\n  }\n}';
    const { rules, user, folder } = await world((home) =>
      put(join(home, '.claude', 'settings.json'), text),
    );
    const { files } = rules.view();
    expect(files.map(({ scope, content }) => [scope, content.kind])).toEqual([
      ['managed', 'missing'],
      ['local', 'missing'],
      ['project', 'missing'],
      ['user', 'read'],
    ]);
    expect(files.map(({ folders }) => folders)).toEqual([[], [folder], [folder], []]);
    expect(files.at(-1)).toMatchObject({
      file: user,
      content: {
        rules: [
          { text: 'Bash(a)', behavior: 'allow', kind: 'command', line: 4 },
          { text: 'mcp__x__y', behavior: 'allow', kind: 'mcp', line: 5 },
        ],
      },
    });
  });

  test('are followed when a file is edited in place, and when it is replaced', async () => {
    const place = await world((home) => put(join(home, '.claude', 'settings.json'), allowing('a')));
    await writeFile(place.user, allowing('b'));
    await shows(place, place.user, 'b');
    const fresh = await put(join(place.home, '.claude', 'fresh'), allowing('c'));
    await rename(fresh, place.user);
    await shows(place, place.user, 'c');
    await rm(place.user);
    await place.until(() => textsIn(place, place.user) === 'missing');
  });

  test('are followed where the folder comes later, goes, and comes again', async () => {
    const place = await world();
    await put(place.project, allowing('a'));
    await shows(place, place.project, 'a');
    await rm(join(place.folder, '.claude'), { recursive: true });
    await place.until(() => textsIn(place, place.project) === 'missing');
    await put(place.project, allowing('b'));
    await shows(place, place.project, 'b');
  });

  test('are followed in a folder that is made anew at once, as by a change of branch', async () => {
    const place = await world((home) =>
      put(join(home, 'app', '.claude', 'settings.json'), allowing('a')),
    );
    await rm(join(place.folder, '.claude'), { recursive: true });
    await put(place.project, allowing('b'));
    await shows(place, place.project, 'b');
    await writeFile(place.project, allowing('c'));
    await shows(place, place.project, 'c');
  });

  test('of a folder that is opened in the window are there at the next look', async () => {
    const place = await world();
    const other = join(place.home, 'other');
    const file = await put(join(other, '.claude', 'settings.json'), allowing('a'));
    place.folders.push(other);
    await place.rules.refresh();
    expect(textsIn(place, file)).toEqual(['a']);
  });

  test('that Claude Code ignores are named with why, until they are mended', async () => {
    const place = await world();
    await put(place.project, '{"permissions": {"allow": ["a"]}} // mine');
    await place.until(() => textsIn(place, place.project) === 'ignored');
    const file = place.rules.view().files.find((one) => one.file === place.project);
    expect(file?.content).toMatchObject({ kind: 'ignored' });
    if (file?.content.kind === 'ignored') expect(file.content.why).toContain('comment in line 1');
    await writeFile(place.project, allowing('a'));
    await shows(place, place.project, 'a');
  });

  test('of a project say so as long as it is not trusted', async () => {
    const place = await world(async (home) => {
      await put(join(home, 'app', '.claude', 'settings.json'), allowing('a'));
      await put(join(home, '.claude.json'), '{"projects":{}}');
    });
    const untrusted = (): string | null | undefined => {
      const file = place.rules.view().files.find((one) => one.file === place.project);
      return file?.content.kind === 'read' ? file.content.untrusted : undefined;
    };
    expect(untrusted()).toContain('until this folder is trusted');
    const projects = { [place.folder]: { hasTrustDialogAccepted: true } };
    await put(join(place.home, '.claude.json'), JSON.stringify({ projects }));
    await place.rules.refresh();
    expect(untrusted()).toBeNull();
  });
});

test('nothing is told of files that say what they said before', async () => {
  const place = await world((home) => put(join(home, '.claude', 'settings.json'), allowing('a')));
  expect(place.told()).toBe(1);
  await writeFile(place.user, allowing('a'));
  await place.rules.refresh();
  await place.rules.refresh();
  expect(place.told()).toBe(1);
});

test('a change that no watcher sees is seen a little later', async () => {
  const place = await world(async (home) => {
    const target = await put(join(home, 'dotfiles', 'claude.json'), allowing('a'));
    await mkdir(join(home, '.claude'));
    await symlink(target, join(home, '.claude', 'settings.json'));
  });
  await writeFile(join(place.home, 'dotfiles', 'claude.json'), allowing('b'));
  await shows(place, place.user, 'b');
});

test('once closed, it ends: a refresh resolves, and nothing is told', async () => {
  const place = await world();
  place.rules.close();
  await put(place.user, allowing('a'));
  await place.rules.refresh();
  expect(place.told()).toBe(1);
});
