import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { leashDocumentSchema } from '../../../src/protocol/leash-record.ts';
import { diskFull, HERE, judged, leashWorld, outcome, PHONE } from './leash-world.ts';

const editor = { of: [{ kind: 'editor' }], needs: 'any' };
const person = (name: string, more: object = {}): object => ({ name, roles: ['ops'], ...more });

async function refusal(document: unknown, text = JSON.stringify(document)): Promise<string> {
  const world = await leashWorld();
  world.devices = [{ id: 'd1', name: 'Phone' }];
  const leash = await world.open();
  const saved = await leash.controlBy(HERE).saveDocument(text);
  expect(saved.kind).toBe('refused');
  expect(world.recorded).toEqual([]);
  return saved.kind === 'refused' ? saved.message : '';
}

describe('the person’s document', () => {
  it('starts with every part of it, empty, and is pretty printed', async () => {
    const leash = await (await leashWorld()).open();
    expect(leash.controlBy(HERE).document()).toBe(
      `${JSON.stringify(
        {
          custom: { tiers: {}, domains: {} },
          ...{ profiles: {}, people: [], policies: [], placements: [] },
        },
        null,
        2,
      )}\n`,
    );
  });

  it('keeps all the rest where only the custom mode is said anew, which is on record too', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const control = leash.controlBy(HERE);
    const rest = { people: [person('Ann')], placements: [{ server: 'mine', action: 'file_read' }] };
    await control.saveDocument(JSON.stringify(rest));
    expect(control.customMode()).toEqual({ tiers: {}, domains: {} });
    const custom = { tiers: { none: 'allow' }, domains: { web: 'never' } } as const;
    expect(await control.setCustomMode(custom)).toMatchObject({ kind: 'done' });
    expect(control.customMode()).toEqual(custom);
    expect(JSON.parse(control.document())).toMatchObject({ ...rest, custom });
    expect(world.recorded.at(-1)).toMatchObject({ kind: 'leash-document-saved', by: HERE });
    await control.choose({ kind: 'machine' }, { mode: 'custom', profile: null });
    expect(await outcome(leash, world, { command: 'git status' })).toBe('allow');
    expect(await outcome(leash, world, { command: 'npm test' })).toBe('ask');
    world.onRecord = diskFull;
    expect(await control.setCustomMode({ tiers: { low: 'allow' }, domains: {} })).toMatchObject({
      kind: 'refused',
    });
    expect(control.customMode()).toEqual(custom);
  });

  it('counts once it is saved, is on record by its digest alone, and comes back as it was', async () => {
    const world = await leashWorld();
    const leash = await world.open();
    const control = leash.controlBy(HERE);
    const document = {
      custom: { tiers: { none: 'allow', low: 'allow' }, domains: { web: 'never' } },
      profiles: {
        Mine: {
          ...{ base: 'Standard', meaning: 'As I like it' },
          patch: [{ op: 'replace', path: '/git/git_push', value: 'never' }],
        },
      },
      people: [person('Ann', { editor: true, devices: ['Phone'] })],
      policies: [{ scope: 'machine', match: { tier: 'high' }, requires: editor }],
      placements: [{ server: 'mine', action: 'file_read', tier: 'none' }],
    };
    expect(await control.saveDocument(JSON.stringify(document))).toMatchObject({ kind: 'done' });
    const digest = createHash('sha256').update(control.document()).digest('hex');
    expect(world.recorded).toEqual([
      { kind: 'leash-document-saved', by: HERE, documentSha256: digest },
    ]);
    expect(leashDocumentSchema.parse(JSON.parse(control.document()))).toEqual(document);
    expect(leash.view([], false).profiles.at(-1)).toEqual({
      ...{ name: 'Mine', meaning: 'As I like it' },
    });
    await control.choose({ kind: 'machine' }, { mode: 'custom', profile: 'Mine' });
    expect(await outcome(leash, world, { command: 'npm test' })).toBe('allow');
    expect(await judged(leash, world, { command: 'git push' })).toMatchObject({
      verdict: { outcome: 'deny', by: 'the profile Mine' },
    });
    expect(await outcome(leash, world, { command: 'curl https://example.com' })).toBe('deny');
    expect(await outcome(leash, world, { tool: 'mcp__mine__look', input: {} })).toBe('allow');
    expect(await judged(leash, world, { command: 'rm -rf build' })).toMatchObject({
      requires: [editor],
    });
    expect(leash.signers.signerOf(HERE)).toEqual({ device: null, person: 'Ann', roles: ['ops'] });
    const again = await world.open();
    expect(again.controlBy(PHONE).document()).toBe(control.document());
  });

  it('keeps a profile that is in use', async () => {
    const world = await leashWorld();
    const control = (await world.open()).controlBy(HERE);
    await control.saveDocument('{"profiles": {"Mine": {"base": "Standard", "patch": []}}}');
    await control.choose({ kind: 'folder', folder: world.folder }, { mode: null, profile: 'Mine' });
    expect(await control.saveDocument('{}')).toMatchObject({
      message: `Nothing was saved. profiles: “Mine” is set for ${world.folder}. Set another profile there first.`,
    });
  });

  it.each([
    [
      { profiles: { Mine: { base: 'Standard', patch: [{ op: 'melt', path: '/git' }] } } },
      'profiles → Mine → patch → 0: op must be add, remove, replace, move, copy or test.',
    ],
    [
      { profiles: { Mine: { base: 'Nobody', patch: [] } } },
      'profiles → Mine → base: There is no profile “Nobody”.',
    ],
    [
      { profiles: { Standard: { base: 'Standard', patch: [] } } },
      'profiles → Standard: “Standard” is the name of a profile there is.',
    ],
    [
      { profiles: { '': { base: 'Standard', patch: [] } } },
      'profiles → : is a name that can’t be used.',
    ],
    [
      { profiles: { Mine: { base: 'Standard', patch: {} } } },
      'profiles → Mine → patch: must be a list.',
    ],
    [{ people: [person('Ann'), person('Ann')] }, 'people → 1 → name: “Ann” stands here twice.'],
    [
      { people: [person('Ann', { devices: ['x'] }), person('Bo', { devices: ['x'] })] },
      'people → 1 → devices: “x” is Ann’s already.',
    ],
    [
      { people: [person('Ann', { devices: ['d1'] }), person('Bo', { devices: ['Phone'] })] },
      'people → 1 → devices: “Phone” is Ann’s already.',
    ],
    [
      { people: [person('Ann', { editor: true }), person('Bo', { editor: true })] },
      'people → 1 → editor: Ann sits there already.',
    ],
    [
      {
        policies: [
          {
            scope: 'machine',
            match: {},
            requires: { of: [{ kind: 'person', name: 'Ann' }], needs: 'any' },
          },
        ],
      },
      'policies → 0 → requires → of → 0: There is no person “Ann” among the people.',
    ],
    [
      {
        policies: [
          {
            scope: 'machine',
            match: {},
            requires: { of: [{ kind: 'role', name: 'ops' }], needs: 'any' },
          },
        ],
      },
      'policies → 0 → requires → of → 0: Nobody among the people has the role “ops”.',
    ],
    [
      {
        policies: [
          {
            scope: 'machine',
            match: {},
            requires: { of: [{ kind: 'device', id: 'Fone' }], needs: 'any' },
          },
        ],
      },
      'policies → 0 → requires → of → 0: There is no paired device, or not only one, “Fone”.',
    ],
    [
      { policies: [{ scope: 'organisation', match: {}, requires: editor }] },
      'policies → 0 → scope: must be "machine", "project" or "session".',
    ],
    [
      { policies: [{ scope: 'project', match: {}, requires: editor }] },
      'policies → 0 → folder: is missing.',
    ],
    [
      { policies: [{ scope: 'machine', match: {}, requires: { ...editor, needs: 'some' } }] },
      'policies → 0 → requires → needs: must be "any" or "all", or must be an object ({ … }).',
    ],
    [
      { placements: [{ server: 'x', action: 'file_eat' }] },
      /^Nothing was saved. placements → 0 → action: must be "file_read", /,
    ],
    [
      { custom: { tiers: { low: 'maybe' }, domains: {} } },
      'custom → tiers → low: must be "allow", "ask" or "never".',
    ],
    [{ extra: 1 }, 'extra: isn’t known here.'],
  ])('says what is wrong, and where: %j', async (document, why) => {
    const told = await refusal(document);
    if (typeof why === 'string') expect(told).toBe(`Nothing was saved. ${why}`);
    else expect(told).toMatch(why);
  });

  it('says in which line it can’t be read', async () => {
    expect(await refusal(null, '{\n  "people": [\n  }\n')).toBe(
      'Nothing was saved. This is not valid JSON in line 3.',
    );
  });
});
