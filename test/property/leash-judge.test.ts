import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Leash } from '../../src/broker/leash/open-leash.ts';
import { OUTCOMES, WORDS, type Outcome } from '../../src/core/policy/outcome.ts';
import { PROFILES } from '../../src/core/policy/profiles.ts';
import { ACTIONS, DOMAINS } from '../../src/core/risk/domains.ts';
import { TIERS } from '../../src/core/risk/tier.ts';
import { bareLeashWorld, HERE, judged, type LeashWorld } from '../broker/leash/leash-world.ts';

const word = fc.constantFrom(...WORDS);
const tier = fc.constantFrom(...TIERS);
const domain = fc.constantFrom(...DOMAINS.map((one) => one.domain));
const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(some, { nil: undefined });

const policy = fc.record({
  match: fc.record(
    { tier, domain, action: fc.constantFrom(...ACTIONS, 'git_*', 'file_*', '*') },
    { requiredKeys: [] },
  ),
  requires: fc.constant({ of: [{ kind: 'editor' }], needs: 'any' }),
});
const patch = fc.array(
  fc.record({
    op: fc.constant('replace'),
    path: fc.constantFrom('/git/git_push', '/filesystem/file_read', '/shell/shell_run'),
    value: word,
  }),
  { maxLength: 2 },
);
const custom = fc.record({
  tiers: fc.dictionary(tier, word),
  domains: fc.dictionary(domain, word),
});
/** What the file of a project or an organisation may say; also what can’t be used. */
const file = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        mode: maybe(fc.constantFrom('off', 'full', 'partial', 'manual', 'custom')),
        custom,
        profile: maybe(
          fc.oneof(
            fc.constantFrom(...PROFILES.keys()),
            fc.record({ base: fc.constantFrom(...PROFILES.keys()), patch }),
          ),
        ),
        policies: fc.array(policy, { maxLength: 2 }),
      })
      .map(({ custom: words, ...rest }) =>
        JSON.stringify(rest.mode === 'custom' ? { ...rest, custom: words } : rest),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom('{', '{"mode": "loose"}', '[]') },
);
const mode = fc.constantFrom(
  'off' as const,
  'full' as const,
  'partial' as const,
  'manual' as const,
);
const profile = fc.option(fc.constantFrom(...PROFILES.keys()));
const rules = fc.record({
  deny: fc.subarray(['Bash(git push *)', 'Read(src/**)', 'Bash(npm *)', 'Bash']),
  ask: fc.subarray(['Bash(ls *)', 'Bash(git *)', 'Read', 'WebFetch']),
});

describe('a judgement', { timeout: 120_000 }, () => {
  let made: Awaited<ReturnType<typeof bareLeashWorld>>;
  let world: LeashWorld;
  let leash: Leash;

  beforeAll(async () => {
    made = await bareLeashWorld();
    world = made.world;
    leash = await world.open();
  });
  afterAll(() => made.end());

  const calls = [
    'ls',
    'git status && npm test',
    'git push -f',
    'rm -rf /',
    'touch $X',
    'npm publish',
  ];

  /** What becomes of several calls. */
  async function outcomes(): Promise<readonly Outcome[]> {
    const path = join(world.folder, 'src', 'a.ts');
    const asked = [
      ...calls.map((command) => ({ command })),
      { tool: 'Read', input: { file_path: path } },
      { tool: 'WebFetch', input: { url: 'https://example.com', prompt: 'x' } },
    ];
    const all: Outcome[] = [];
    for (const call of asked) all.push((await judged(leash, world, call)).verdict.outcome);
    return all;
  }

  const isNoLooser = (after: readonly Outcome[], before: readonly Outcome[]): boolean =>
    after.every((one, at) => OUTCOMES.indexOf(one) >= OUTCOMES.indexOf(before[at] ?? 'deny'));

  it('is never more permissive for a file, a policy or a rule more', async () => {
    const project = (): string => join(world.folder, '.claude', 'countersign.json');
    const settings = (): string => join(world.folder, '.claude', 'settings.json');
    const added = fc.oneof(
      file.map((text) => ({ what: 'project', text })),
      file.map((text) => ({ what: 'organisation', text })),
      rules.map((permissions) => ({ what: 'rules', text: JSON.stringify({ permissions }) })),
      policy.map((one) => ({
        what: 'document',
        text: JSON.stringify({ policies: [{ scope: 'machine', ...one }] }),
      })),
    );
    await fc.assert(
      fc.asyncProperty(
        mode,
        profile,
        fc.array(added, { minLength: 1, maxLength: 3 }),
        async (machine, named, all) => {
          const control = leash.controlBy(HERE);
          for (const path of [project(), settings(), world.organisationFile]) {
            await rm(path, { force: true });
          }
          await control.saveDocument('{}');
          await control.choose({ kind: 'machine' }, { mode: machine, profile: named });
          let before = await outcomes();
          const seen = new Set<string>();
          for (const { what, text } of all) {
            // A file in the place of another may say less; only what is added is looked at.
            if (seen.has(what)) continue;
            seen.add(what);
            if (what === 'document') {
              expect(await control.saveDocument(text)).toMatchObject({ kind: 'done' });
            } else {
              const paths = { project: project(), organisation: world.organisationFile };
              await world.put(
                what === 'project' || what === 'organisation' ? paths[what] : settings(),
                text,
              );
            }
            const after = await outcomes();
            expect(isNoLooser(after, before), `${what} ${text}: ${after} from ${before}`).toBe(
              true,
            );
            before = after;
          }
          await control.setStopped(true);
          expect(new Set(await outcomes())).toEqual(new Set(['deny']));
          await control.setStopped(false);
        },
      ),
      { numRuns: 150 },
    );
  });
});
