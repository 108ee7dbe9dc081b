import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addRulesToText, removeRulesFromText } from '../../src/broker/settings/rules/rules-text.ts';
import { ruleText, settingsText } from './settings-documents.ts';

const behavior = fc.constantFrom('allow', 'ask', 'deny');
const rules = fc.uniqueArray(ruleText, { minLength: 1, maxLength: 3 });

interface Settings {
  permissions?: { allow?: string[]; ask?: string[]; deny?: string[] };
}

function strictly(text: string): Settings {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as Settings;
}

describe('rules in a settings text', { timeout: 60_000 }, () => {
  test('added and taken out again, the bytes are as they were', () => {
    fc.assert(
      fc.property(settingsText, behavior, rules, (text, behavior, rules) => {
        const { edited, added } = addRulesToText(text, behavior, rules);
        if (edited.kind === 'same') return;
        expect(edited.kind).toBe('changed');
        if (edited.kind !== 'changed') return;
        const removed = removeRulesFromText(edited.text, behavior, added);
        expect(removed).toEqual({ kind: 'changed', text });
      }),
      { numRuns: 600 },
    );
  });

  test('adding keeps every other value, and gives strict JSON', () => {
    fc.assert(
      fc.property(settingsText, behavior, rules, (text, behavior, rules) => {
        const { edited, added } = addRulesToText(text, behavior, rules);
        if (edited.kind !== 'changed') return;
        const before = strictly(text);
        const expected = structuredClone(before);
        expected.permissions ??= {};
        expected.permissions[behavior] = [...(before.permissions?.[behavior] ?? []), ...added];
        expect(JSON.stringify(strictly(edited.text))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 600 },
    );
  });

  test('adding one rule is one insertion: every old byte stays, in its order', () => {
    fc.assert(
      fc.property(settingsText, behavior, ruleText, (text, behavior, rule) => {
        const { edited } = addRulesToText(text, behavior, [rule]);
        if (edited.kind !== 'changed') return;
        const grown = edited.text.length - text.length;
        const isInsertedAt = (at: number): boolean =>
          edited.text.slice(0, at) + edited.text.slice(at + grown) === text;
        expect([...Array(text.length + 1).keys()].some(isInsertedAt)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
