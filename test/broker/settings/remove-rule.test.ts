import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RuleBehavior } from '../../../src/core/rules/placed-rule.ts';
import {
  removeRule,
  restoreRule,
  type RemovedRule,
} from '../../../src/broker/settings/rules/remove-rule.ts';
import { allSaved, everythingIn, ownFolder, put } from './folders.ts';

const written = `{
  "model": "x",
  "permissions": {
    "deny":  ["Bash(rm *)"],
    "ask": [ "Bash(git push *)" ,"Bash(npm publish)"],
    "allow": [
      "Bash(npm test)",
        "Edit(/src/**)"
    ]
  }
}
`;

async function withFile(text = written): Promise<string> {
  return put(join(await ownFolder(), '.claude', 'settings.json'), text);
}

async function removed(file: string, behavior: RuleBehavior, text: string): Promise<RemovedRule> {
  const result = await removeRule({ file, behavior, text }, allSaved);
  if (result.kind !== 'removed') throw new Error(result.kind);
  return result.removed;
}

describe('a rule', () => {
  test.each([
    ['deny', 'Bash(rm *)'],
    ['ask', 'Bash(git push *)'],
    ['allow', 'Edit(/src/**)'],
  ] as const)('to %s is taken out alone, and comes back where it was', async (behavior, text) => {
    const file = await withFile();
    const one = await removed(file, behavior, text);
    const left = JSON.parse(await readFile(file, 'utf8')) as { permissions: object };
    expect(JSON.stringify(left)).not.toContain(JSON.stringify(text));
    expect(JSON.stringify(left).split('(')).toHaveLength(5);
    expect(await restoreRule(one, allSaved)).toEqual({ kind: 'restored' });
    expect(await readFile(file, 'utf8')).toBe(written);
    expect(await everythingIn(join(file, '..'))).toEqual(['settings.json']);
  });

  test('of another list with the same text stays', async () => {
    const file = await withFile('{"permissions":{"allow":["Bash(a)"],"ask":["Bash(a)"]}}');
    await removed(file, 'allow', 'Bash(a)');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      permissions: { ask: ['Bash(a)'] },
    });
  });

  test('that is no longer there is gone already', async () => {
    const file = await withFile();
    const gone = { file, behavior: 'allow', text: 'Bash(other)' } as const;
    expect(await removeRule(gone, allSaved)).toEqual({ kind: 'already-gone' });
    await rm(file);
    expect(await removeRule(gone, allSaved)).toEqual({ kind: 'already-gone' });
  });

  test('in a file with a comment is left alone, with words', async () => {
    const file = await withFile('{"permissions":{"allow":["Bash(a)"]}} // mine');
    const result = await removeRule({ file, behavior: 'allow', text: 'Bash(a)' }, allSaved);
    expect(result).toMatchObject({ kind: 'problem', code: 'has-comments' });
  });

  test('in an editor with unsaved changes is left alone', async () => {
    const file = await withFile();
    const rule = { file, behavior: 'deny', text: 'Bash(rm *)' } as const;
    expect(await removeRule(rule, () => true)).toMatchObject({ code: 'unsaved-editor' });
    expect(await readFile(file, 'utf8')).toBe(written);
  });
});

describe('a removed rule', () => {
  test('comes back at the end of its list once others have changed the file', async () => {
    const file = await withFile();
    const one = await removed(file, 'ask', 'Bash(git push *)');
    const now = (await readFile(file, 'utf8')).replace('"x"', '"y"');
    await writeFile(file, now);
    expect(await restoreRule(one, allSaved)).toEqual({ kind: 'restored' });
    const after = await readFile(file, 'utf8');
    expect(after.replace(/,\s*"Bash\(git push \*\)"/, '')).toBe(now);
  });

  test('that somebody else put back is there already', async () => {
    const file = await withFile();
    const one = await removed(file, 'allow', 'Edit(/src/**)');
    await writeFile(file, '{"permissions":{"allow":["Edit(/src/**)"]}}');
    expect(await restoreRule(one, allSaved)).toEqual({ kind: 'already-there' });
  });

  test('is not put into a file that Claude Code would ignore', async () => {
    const file = await withFile();
    const one = await removed(file, 'allow', 'Edit(/src/**)');
    await writeFile(file, '{"permissions":{},}');
    expect(await restoreRule(one, allSaved)).toMatchObject({ code: 'trailing-comma' });
  });
});
