import { execFile } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  organisationLeashFile,
  projectLeashFile,
  readLeashFile,
} from '../../../src/broker/leash/leash-file.ts';
import { ownFolder, put } from '../settings/folders.ts';

const UNTIL = 'Until it is mended, everything is asked.';

describe('a leash file', () => {
  it('says mode, profile and policies', async () => {
    const requires = { of: [{ kind: 'editor' }], needs: 'any' };
    const text = {
      ...{ mode: 'custom', custom: { tiers: { none: 'allow' }, domains: { web: 'never' } } },
      profile: {
        base: 'Standard',
        patch: [{ op: 'replace', path: '/git/git_push', value: 'never' }],
      },
      policies: [{ match: { action: 'git_*', tier: 'high' }, requires }],
    };
    const file = await put(projectLeashFile(await ownFolder()), JSON.stringify(text));
    expect(readLeashFile(file, 'project')).toMatchObject({
      kind: 'read',
      setting: {
        mode: { name: 'custom', custom: text.custom },
        profile: { name: 'Standard (this project’s own)', table: { git_push: 'never' } },
      },
      policies: [{ scope: 'project', match: { action: 'git_*', tier: 'high' }, requires }],
    });
    expect(readLeashFile(file, 'organisation')).toMatchObject({
      setting: { profile: { name: 'Standard (your organisation’s own)' } },
      policies: [{ scope: 'organisation' }],
    });
  });

  it('may be missing, with its folder too, and may be reached by a link', async () => {
    const folder = await ownFolder();
    expect(readLeashFile(join(folder, 'x'), 'project')).toEqual({ kind: 'missing' });
    await writeFile(join(folder, '.claude'), '');
    expect(readLeashFile(projectLeashFile(folder), 'project')).toEqual({ kind: 'missing' });
    await writeFile(join(folder, 'real.json'), '\uFEFF{"mode": "manual"}');
    await symlink(join(folder, 'real.json'), join(folder, 'link.json'));
    expect(readLeashFile(join(folder, 'link.json'), 'project').kind).toBe('read');
  });

  it.each([
    ['{"mode": "loose"}', 'mode: must be "off", "full", "partial", "manual" or "custom".'],
    [
      '{\n  "mode": "full",\n  // yes\n}',
      'There is a comment in line 3. JSON has none: take it out.',
    ],
    ['{"mode": "full",}', 'There is a comma too many in line 1.'],
    ['{"mode": \n full}', 'This is not valid JSON in line 2.'],
    ['[]', 'This must be a JSON object ({ … }).'],
    ['', 'This is not valid JSON in line 1.'],
    ['{"mod": "full"}', 'mod: isn’t known here.'],
    ['{"mode": "custom"}', 'custom: goes with "mode": "custom", and only with that.'],
    [
      '{"custom": {"tiers": {}, "domains": {}}}',
      'custom: goes with "mode": "custom", and only with that.',
    ],
    [
      '{"mode": "custom", "custom": {"tiers": {"awful": "ask"}, "domains": {}}}',
      'custom → tiers → awful: isn’t known here.',
    ],
    ['{"mode": "custom", "custom": {"tiers": {}}}', 'custom → domains: is missing.'],
    ['{"profile": "Nobody"}', 'profile: There is no profile “Nobody”.'],
    [
      '{"profile": {"base": "Standard", "patch": [{"op": "melt", "path": "/git"}]}}',
      'profile → patch → 0: op must be add, remove, replace, move, copy or test.',
    ],
    [
      '{"profile": {"base": "Nobody", "patch": []}}',
      'profile → base: There is no profile “Nobody”.',
    ],
    [
      '{"policies": [{"match": {"action": "fly_*"}, "requires": {"of": [{"kind": "editor"}], "needs": "any"}}]}',
      'policies → 0 → match → action: names no action there is.',
    ],
    [
      '{"policies": [{"match": {}, "requires": {"of": [], "needs": "any"}}]}',
      'policies → 0 → requires: names nobody who could sign.',
    ],
    [
      '{"policies": [{"match": {}, "requires": {"of": [{"kind": "cat"}], "needs": "any"}}]}',
      'policies → 0 → requires → of → 0 → kind: must be "editor", "any-device", "device", "person" or "role".',
    ],
    [
      '{"policies": [{"match": {}, "requires": {"of": [{"kind": "editor"}], "needs": {"atLeast": 0}}}]}',
      'policies → 0 → requires → needs → atLeast: must be more than 0.',
    ],
  ])('says what is wrong, and where: %s', async (text, why) => {
    const file = await put(join(await ownFolder(), 'leash.json'), text);
    const read = readLeashFile(file, 'project');
    expect(read).toMatchObject({ kind: 'problem' });
    expect(read.kind === 'problem' && read.why).toContain(`${file} can’t be used. ${why}`);
    expect(read.kind === 'problem' && read.why.endsWith(UNTIL)).toBe(true);
  });

  it('that is no file, no text or too large says so, and holds nothing up', async () => {
    const folder = await ownFolder();
    const at = (name: string): string => join(folder, name);
    await mkdir(at('folder'));
    await promisify(execFile)('mkfifo', [at('pipe')]);
    await symlink(at('nowhere'), at('dangling'));
    await symlink(at('loop'), at('loop'));
    await symlink(at('folder'), at('link-to-folder'));
    await writeFile(at('large'), `{"mode": "full"}${' '.repeat(256 * 1024)}`);
    await writeFile(at('latin1'), Buffer.from('{"mode": "fu\xe9ll"}', 'latin1'));
    const why = (name: string): string => {
      const read = readLeashFile(at(name), 'project');
      return read.kind === 'problem' ? read.why : read.kind;
    };
    expect(why('folder')).toBe(`${at('folder')} is a folder, not a file. Move it away. ${UNTIL}`);
    expect(why('link-to-folder')).toContain('is a folder');
    expect(why('pipe')).toContain('is not an ordinary file');
    expect(why('dangling')).toContain('is a link to a file that isn’t there');
    expect(why('loop')).toContain('is a link that leads in a circle');
    expect(why('large')).toContain('is larger than 256 KB');
    expect(why('latin1')).toContain('is not UTF-8 text');
  });

  it.skipIf(process.getuid?.() === 0)('that may not be read says so', async () => {
    const file = await put(join(await ownFolder(), 'leash.json'), '{}');
    await chmod(file, 0);
    expect(readLeashFile(file, 'project')).toMatchObject({
      why: `${file} may not be read by you. Give yourself the right to. ${UNTIL}`,
    });
  });

  it('of an organisation stands where only an administrator writes', () => {
    expect(organisationLeashFile('linux')).toBe('/etc/countersign/leash.json');
    expect(organisationLeashFile('darwin')).toBe(
      '/Library/Application Support/Countersign/leash.json',
    );
    expect(organisationLeashFile('win32')).toBe('C:\\Program Files\\Countersign\\leash.json');
  });
});
