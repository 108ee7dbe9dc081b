import { readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { saveRules, type RuleUndo } from '../../../src/broker/settings/rules/save-rules.ts';
import { undoRules } from '../../../src/broker/settings/rules/undo-rules.ts';
import { allSaved, everythingIn, ownFolder, put } from './folders.ts';

async function saved(file: string, rules = ['Bash(npm test)']): Promise<RuleUndo> {
  const result = await saveRules({ file, behavior: 'deny', rules, isUnsaved: allSaved });
  if (result.kind !== 'saved') throw new Error(result.kind);
  return result.undo;
}

describe('undoing saved rules', () => {
  test.each(['{}', '{\n}', '{"permissions":{}}', '', ' {"permissions": {"deny": [\n]}}\r\n'])(
    'gives back the bytes: %j',
    async (text) => {
      const file = await put(join(await ownFolder(), 's.json'), text);
      const undo = await saved(file);
      expect(await undoRules(undo, allSaved)).toEqual({ kind: 'undone' });
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  test('removes the file and the folder that were made for the rule', async () => {
    const folder = await ownFolder();
    const undo = await saved(join(folder, '.claude', 'settings.json'));
    expect(await undoRules(undo, allSaved)).toEqual({ kind: 'undone' });
    expect(await everythingIn(folder)).toEqual([]);
  });

  test('leaves a folder that somebody has put something into', async () => {
    const folder = await ownFolder();
    const undo = await saved(join(folder, '.claude', 'settings.json'));
    await put(join(folder, '.claude', 'agents.md'), '');
    await undoRules(undo, allSaved);
    expect(await everythingIn(folder)).toEqual(['.claude', '.claude/agents.md']);
  });

  test('leaves a folder that had been there', async () => {
    const folder = await ownFolder();
    await put(join(folder, '.claude', 'x'), '');
    const undo = await saved(join(folder, '.claude', 'settings.json'));
    await rm(join(folder, '.claude', 'x'));
    await undoRules(undo, allSaved);
    expect(await everythingIn(folder)).toEqual(['.claude']);
  });

  test('keeps what others changed since', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{"a":1}');
    const undo = await saved(file);
    await put(file, '{"a":2,"permissions":{"deny":["Bash(npm test)","Bash(rm *)"]}}');
    expect(await undoRules(undo, allSaved)).toEqual({ kind: 'undone' });
    expect(await readFile(file, 'utf8')).toBe('{"a":2,"permissions":{"deny":["Bash(rm *)"]}}');
  });

  test('works from file, behavior and rules alone, as after a restart', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{\n  "model": "x"\n}\n');
    const undo = await saved(file);
    expect(await undoRules({ ...undo, exact: null }, allSaved)).toEqual({ kind: 'undone' });
    expect(await readFile(file, 'utf8')).toBe('{\n  "model": "x"\n}\n');
  });

  test('leaves rules alone that had been there before', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{"permissions":{"deny":["A"]}}');
    const undo = await saved(file, ['A', 'B']);
    expect(undo.rules).toEqual(['B']);
    await undoRules({ ...undo, exact: null }, allSaved);
    expect(await readFile(file, 'utf8')).toBe('{"permissions":{"deny":["A"]}}');
  });

  test('says when the rules are gone already, or the file is', async () => {
    const folder = await ownFolder();
    const file = await put(join(folder, 's.json'), '{}');
    const undo = await saved(file);
    await put(file, '{"a":1}');
    expect(await undoRules(undo, allSaved)).toEqual({ kind: 'already-gone' });
    await rm(file);
    expect(await undoRules(undo, allSaved)).toEqual({ kind: 'already-gone' });
    expect(await everythingIn(folder)).toEqual([]);
  });

  test('leaves alone what it can not edit', async () => {
    const file = await put(join(await ownFolder(), 's.json'), '{}');
    const undo = await saved(file);
    const text = '{"permissions":{"deny":["Bash(npm test)"]}} // mine';
    await put(file, text);
    expect(await undoRules(undo, allSaved)).toMatchObject({
      kind: 'problem',
      code: 'has-comments',
    });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(
      await undoRules(
        { ...undo, exact: { before: '{}', after: text, madeFolder: false } },
        () => true,
      ),
    ).toMatchObject({ code: 'unsaved-editor' });
  });

  test('a link stays a link', async () => {
    const folder = await ownFolder();
    const real = await put(join(folder, 'real.json'), '{}\n');
    await symlink('real.json', join(folder, 's.json'));
    const undo = await saved(join(folder, 's.json'));
    await undoRules(undo, allSaved);
    expect(await readFile(real, 'utf8')).toBe('{}\n');
    expect(await everythingIn(folder)).toEqual(['real.json', 's.json']);
  });
});
