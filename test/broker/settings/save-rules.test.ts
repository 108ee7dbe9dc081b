import {
  chmod,
  chown,
  lstat,
  mkdir,
  readFile,
  readlink,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { saveRules, type RulesSaved } from '../../../src/broker/settings/rules/save-rules.ts';
import { allSaved, everythingIn, ownFolder, put } from './folders.ts';

const rule = 'Bash(npm test)';
const filled = `{\n  "permissions": {\n    "allow": [\n      "${rule}"\n    ]\n  }\n}\n`;

async function save(
  file: string,
  isUnsaved: (path: string) => boolean = allSaved,
): Promise<RulesSaved> {
  return await saveRules({ file, behavior: 'allow', rules: [rule], isUnsaved });
}

async function socketAt(path: string): Promise<void> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => void server.listen(path, resolve));
}

function codeOf(saved: RulesSaved): string {
  return saved.kind === 'problem' ? saved.code : saved.kind;
}

describe('saving rules', () => {
  test('makes the file and its .claude folder, as Claude Code writes them', async () => {
    const folder = await ownFolder();
    const file = join(folder, '.claude', 'settings.json');
    expect(codeOf(await save(file))).toBe('saved');
    expect(await readFile(file, 'utf8')).toBe(filled);
    expect(await everythingIn(folder)).toEqual(['.claude', '.claude/settings.json']);
  });

  test('begins an empty file, which Claude Code would call broken', async () => {
    const file = await put(join(await ownFolder(), 'settings.json'), '');
    expect(codeOf(await save(file))).toBe('saved');
    expect(await readFile(file, 'utf8')).toBe(filled);
  });

  test('keeps every byte around the rule, and the mode', async () => {
    const file = await put(
      join(await ownFolder(), 's.json'),
      '\uFEFF{"x":1e3,\r\n\t"permissions":{"allow":["A"]}}',
    );
    await chmod(file, 0o640);
    expect(codeOf(await save(file))).toBe('saved');
    expect(await readFile(file, 'utf8')).toBe(
      `\uFEFF{"x":1e3,\r\n\t"permissions":{"allow":["A","${rule}"]}}`,
    );
    expect((await stat(file)).mode & 0o7777).toBe(0o640);
  });

  test('keeps the owner', async () => {
    if (process.getuid?.() !== 0) return;
    const file = await put(join(await ownFolder(), 's.json'), '{}');
    await chown(file, 12345, 12346);
    expect(codeOf(await save(file))).toBe('saved');
    expect(await stat(file)).toMatchObject({ uid: 12345, gid: 12346 });
  });

  test('says when the rule is there already, and writes nothing', async () => {
    const file = await put(join(await ownFolder(), 's.json'), filled);
    const { ino } = await stat(file);
    expect(codeOf(await save(file))).toBe('already-there');
    expect((await stat(file)).ino).toBe(ino);
  });

  test('writes through a link to the real file, and the link stays', async () => {
    const folder = await ownFolder();
    const real = await put(join(folder, 'dotfiles', 'claude.json'), '{}\n');
    const file = join(folder, 'settings.json');
    await symlink('dotfiles/claude.json', file);
    expect(codeOf(await save(file))).toBe('saved');
    expect(await readlink(file)).toBe('dotfiles/claude.json');
    expect(await readFile(real, 'utf8')).toBe(filled);
    expect(await everythingIn(folder)).toEqual([
      'dotfiles',
      'dotfiles/claude.json',
      'settings.json',
    ]);
  });

  test('many at once all arrive, in the order they came', async () => {
    const file = join(await ownFolder(), '.claude', 'settings.json');
    const rules = [...Array(12).keys()].map((index) => `Bash(step ${String(index)})`);
    await Promise.all(
      rules.map((one) => saveRules({ file, behavior: 'allow', rules: [one], isUnsaved: allSaved })),
    );
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ permissions: { allow: rules } });
  });
});

describe('what somebody else does meanwhile', () => {
  test('a change between reading and writing is kept, and the rule joins it', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{"a":1}');
    let changes = 0;
    const saved = await save(file, () => {
      if (changes === 0) writeFileSync(file, '{"b":2}');
      changes += 1;
      return false;
    });
    expect(codeOf(saved)).toBe('saved');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      b: 2,
      permissions: { allow: [rule] },
    });
  });

  test('a file that comes into being meanwhile is kept', async () => {
    const folder = await ownFolder();
    const file = join(folder, 's.json');
    let asked = 0;
    await save(file, () => {
      if (asked === 0) writeFileSync(file, '{"b":2}');
      asked += 1;
      return false;
    });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      b: 2,
      permissions: { allow: [rule] },
    });
  });

  test('a file that is removed meanwhile is made anew', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{"a":1}');
    expect(
      codeOf(
        await save(file, () => {
          rmSync(file, { force: true });
          return false;
        }),
      ),
    ).toBe('saved');
    expect(await readFile(file, 'utf8')).toBe(filled);
  });

  test('a file that never rests is left alone, and nothing is left behind', async () => {
    const folder = await ownFolder();
    const file = await put(join(folder, 's.json'), '{}');
    let count = 0;
    const saved = await save(file, () => {
      count += 1;
      writeFileSync(file, `{"count":${String(count)}}`);
      return false;
    });
    expect(codeOf(saved)).toBe('keeps-changing');
    expect(await readFile(file, 'utf8')).toBe(`{"count":${String(count)}}`);
    expect(await everythingIn(folder)).toEqual(['s.json']);
  });

  test('an editor with unsaved changes on the file, or on the file behind its link', async () => {
    const folder = await ownFolder();
    const real = await put(join(folder, 'real.json'), '{}');
    const file = join(folder, 's.json');
    await symlink(real, file);
    expect(codeOf(await save(file, (path) => path === real))).toBe('unsaved-editor');
    expect(codeOf(await save(file, (path) => path === file))).toBe('unsaved-editor');
    expect(await readFile(real, 'utf8')).toBe('{}');
  });
});

describe('a file that can not be edited safely is left alone', () => {
  test.each([
    ['has-comments', '{ // mine\n}'],
    ['trailing-comma', '{"a":1,}'],
    ['syntax-error', '{"a"'],
    ['not-an-object', '"text"'],
    ['wrong-shape', '{"permissions":{"allow":{}}}'],
  ])('%s', async (code, text) => {
    const folder = await ownFolder();
    const file = await put(join(folder, 's.json'), text);
    expect(codeOf(await save(file))).toBe(code);
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await everythingIn(folder)).toEqual(['s.json']);
  });

  test('text that is not UTF-8', async () => {
    const file = join(await ownFolder(), 's.json');
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    await writeFile(file, bytes);
    expect(codeOf(await save(file))).toBe('not-utf8');
    expect(await readFile(file)).toEqual(bytes);
  });

  test('a file that is too large', async () => {
    const file = await put(join(await ownFolder(), 's.json'), `{"a":"${'x'.repeat(1024 * 1024)}"}`);
    expect(codeOf(await save(file))).toBe('too-large');
  });

  test('a file made read-only, even where we could write', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{}');
    await chmod(file, 0o444);
    const saved = await save(file);
    expect(codeOf(saved)).toBe('read-only-file');
    expect(saved).toMatchObject({ message: expect.stringContaining('Make it writable') as string });
    expect(await readFile(file, 'utf8')).toBe('{}');
  });

  test('a read-only folder, there or to be filled', async () => {
    const folder = await ownFolder();
    const file = await put(join(folder, 'closed', 's.json'), '{}');
    await chmod(join(folder, 'closed'), 0o555);
    expect(codeOf(await save(file))).toBe('read-only-folder');
    expect(codeOf(await save(join(folder, 'closed', 'new.json')))).toBe('read-only-folder');
    expect(codeOf(await save(join(folder, 'closed', '.claude', 'new.json')))).toBe(
      'read-only-folder',
    );
    expect(await everythingIn(folder)).toEqual(['closed', 'closed/s.json']);
  });

  test('a folder, a socket, a link to nowhere, a link in a circle', async () => {
    const folder = await ownFolder();
    await mkdir(join(folder, 'dir.json'));
    await socketAt(join(folder, 'socket.json'));
    await symlink('nowhere.json', join(folder, 'dangling.json'));
    await symlink('loop.json', join(folder, 'loop.json'));
    expect(codeOf(await save(join(folder, 'dir.json')))).toBe('is-a-folder');
    expect(codeOf(await save(join(folder, 'socket.json')))).toBe('not-a-file');
    expect(codeOf(await save(join(folder, 'dangling.json')))).toBe('dangling-link');
    expect(codeOf(await save(join(folder, 'loop.json')))).toBe('link-loop');
    expect((await lstat(join(folder, 'dangling.json'))).isSymbolicLink()).toBe(true);
    expect(await everythingIn(folder)).toEqual([
      'dangling.json',
      'dir.json',
      'loop.json',
      'socket.json',
    ]);
  });

  test('a .claude that is no folder, and a project that is not there', async () => {
    const folder = await ownFolder();
    await put(join(folder, 'a', '.claude'), 'text');
    await mkdir(join(folder, 'b'));
    await symlink('nowhere', join(folder, 'b', '.claude'));
    expect(codeOf(await save(join(folder, 'a', '.claude', 's.json')))).toBe('folder-unusable');
    expect(codeOf(await save(join(folder, 'b', '.claude', 's.json')))).toBe('folder-unusable');
    expect(codeOf(await save(join(folder, 'gone', '.claude', 's.json')))).toBe('folder-missing');
    expect(await everythingIn(folder)).toEqual(['a', 'a/.claude', 'b', 'b/.claude']);
  });

  test('a failed write leaves nothing behind and says so', async () => {
    const folder = await ownFolder();
    const name = `${'n'.repeat(240)}.json`;
    const file = await put(join(folder, name), '{}');
    const saved = await save(file);
    expect(codeOf(saved)).toBe('not-written');
    expect(saved).toMatchObject({ cause: { code: 'ENAMETOOLONG' } });
    expect(await readFile(file, 'utf8')).toBe('{}');
    expect(await everythingIn(folder)).toEqual([name]);
  });
});
