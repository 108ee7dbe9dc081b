import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settledBy, type Settler } from '../../../src/broker/rules/release-judge.ts';
import type { Person } from '../../../src/broker/rules/rules-place.ts';
import type { Grant } from '../../../src/core/grants/grant.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { aRequest } from '../../fakes/requests.ts';
import { ownFolder, put } from '../settings/folders.ts';

interface World {
  readonly person: Person;
  readonly folder: string;
  /** Writes the user's rules. */
  readonly user: (permissions: object) => Promise<string>;
  readonly asks: (command: string) => Request;
}

async function world(): Promise<World> {
  const home = await ownFolder();
  const folder = join(home, 'app');
  const claudeDir = join(home, '.claude');
  await mkdir(folder);
  return {
    person: { home, claudeDir },
    folder,
    user: (permissions) => put(join(claudeDir, 'settings.json'), JSON.stringify({ permissions })),
    asks: (command) =>
      aRequest({
        id: command,
        folder,
        cwd: folder,
        input: { command },
        subject: { kind: 'command', command, description: null },
      }),
  };
}

const saved = (file: string, behavior: 'allow' | 'deny', ...rules: string[]): Settler => ({
  kind: 'rules',
  saved: { file, behavior, rules, undone: false },
});

async function idsSettledBy(settler: Settler, place: World, ...commands: string[]) {
  const found = await settledBy(settler, commands.map(place.asks), place.person, 1_000);
  return found.map(({ id }) => id);
}

test('what the rule makes allowed is settled; what still has to be asked is not', async () => {
  const place = await world();
  const file = await place.user({ allow: ['Bash(make *)', 'Bash(npm *)'], ask: ['Bash(make c)'] });
  const settler = saved(file, 'allow', 'Bash(make *)');
  const commands = ['make a', 'make b && npm test', 'make c', 'make a && touch x', 'touch x'];
  expect(await idsSettledBy(settler, place, ...commands)).toEqual(['make a', 'make b && npm test']);
});

test('what other rules allowed before was asked for a reason we don’t know, and is not settled', async () => {
  const place = await world();
  const file = await place.user({ allow: ['Bash(make *)', 'Bash(make a)'] });
  const settler = saved(file, 'allow', 'Bash(make *)');
  expect(await idsSettledBy(settler, place, 'make a', 'make b', 'ls')).toEqual(['make b']);
});

test('what a rule to deny makes denied is settled', async () => {
  const place = await world();
  const file = await place.user({ allow: ['Bash(make *)'], deny: ['Bash(make b)'] });
  const settler = saved(file, 'deny', 'Bash(make b)');
  expect(await idsSettledBy(settler, place, 'make a', 'make b', 'make a; make b')).toEqual([
    'make b',
    'make a; make b',
  ]);
});

test('a rule that is not in force settles nothing', async () => {
  const place = await world();
  const file = join(place.folder, '.claude', 'settings.json');
  await put(file, '{"permissions":{"allow":["Bash(make *)"]}}');
  const settler = saved(file, 'allow', 'Bash(make *)');
  expect(await idsSettledBy(settler, place, 'make a')).toEqual([]);
  const projects = { [place.folder]: { hasTrustDialogAccepted: true } };
  await put(join(place.person.home, '.claude.json'), JSON.stringify({ projects }));
  expect(await idsSettledBy(settler, place, 'make a')).toEqual(['make a']);
  await put(file, '{"permissions":{"allow":["Bash(make *)"]}} // mine');
  expect(await idsSettledBy(settler, place, 'make a')).toEqual([]);
});

test('a grant settles what its own rules allow, where no other rule speaks against it', async () => {
  const place = await world();
  await place.user({ allow: ['Bash(npm *)'], ask: ['Bash(make c)'] });
  const grant: Grant = {
    id: 'g1',
    rules: ['Bash(make *)'],
    folder: place.folder,
    limit: { kind: 'until', at: 2_000 },
    by: 'app',
    givenAt: 500,
    used: 0,
  };
  const commands = ['make a', 'make a && npm test', 'make c'];
  expect(await idsSettledBy({ kind: 'grant', grant }, place, ...commands)).toEqual(['make a']);
  const over: Grant = { ...grant, limit: { kind: 'until', at: 900 } };
  expect(await idsSettledBy({ kind: 'grant', grant: over }, place, ...commands)).toEqual([]);
});

test('what several must sign is denied by a rule, and never allowed by one or by a grant', async () => {
  const place = await world();
  const allowing = await place.user({ allow: ['Bash(make *)'] });
  const requires = [{ of: [{ kind: 'editor' }], needs: 'any' }] as const;
  const request = { ...place.asks('make a'), requires };
  const settles = async (settler: Settler): Promise<boolean> =>
    (await settledBy(settler, [request], place.person, 1_000)).length > 0;
  expect(await settles(saved(allowing, 'allow', 'Bash(make *)'))).toBe(false);
  const denying = await place.user({ deny: ['Bash(make *)'] });
  expect(await settles(saved(denying, 'deny', 'Bash(make *)'))).toBe(true);
});
