import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeRule, restoreRule } from '../../src/broker/settings/rules/remove-rule.ts';
import { settingsText } from './settings-documents.ts';

interface Settings {
  permissions?: { allow?: string[]; ask?: string[]; deny?: string[] };
}

const allSaved = (): boolean => false;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-removed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  'any rule of any file removed and restored: the bytes are as they were',
  { timeout: 60_000 },
  async () => {
    const file = join(folder, 'settings.json');
    const behavior = fc.constantFrom('allow' as const, 'ask' as const, 'deny' as const);
    await fc.assert(
      fc.asyncProperty(settingsText, behavior, fc.nat(), async (text, behavior, at) => {
        const { permissions } = JSON.parse(text.replace(/^\uFEFF/, '')) as Settings;
        const rules = permissions?.[behavior] ?? [];
        const rule = rules[at % Math.max(rules.length, 1)];
        fc.pre(rule !== undefined);
        await writeFile(file, text);
        const result = await removeRule({ file, behavior, text: rule }, allSaved);
        expect(result.kind).toBe('removed');
        if (result.kind !== 'removed') return;
        const left = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')) as Settings;
        expect(left.permissions?.[behavior] ?? []).toEqual(rules.filter((one) => one !== rule));
        expect(await restoreRule(result.removed, allSaved)).toEqual({ kind: 'restored' });
        expect(await readFile(file, 'utf8')).toBe(text);
      }),
      { numRuns: 200 },
    );
  },
);
