import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addHookToText, removeHookFromText } from '../../src/broker/settings/hook/hook-text.ts';
import { settingsText } from './settings-documents.ts';

const target = fc.record({ port: fc.integer({ min: 1, max: 65535 }), token: fc.base64String() });

interface Settings {
  hooks?: { PermissionRequest?: unknown[] };
}

function strictly(text: string): Settings {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as Settings;
}

describe('the hook in a settings text', { timeout: 60_000 }, () => {
  test('added and taken out again, the bytes are as they were', () => {
    fc.assert(
      fc.property(settingsText, target, (text, target) => {
        const added = addHookToText(text, target);
        expect(added.kind).toBe('changed');
        if (added.kind !== 'changed') return;
        expect(removeHookFromText(added.text)).toEqual({ kind: 'changed', text });
      }),
      { numRuns: 600 },
    );
  });

  test('adding it keeps every other value, and adding it again changes nothing', () => {
    fc.assert(
      fc.property(settingsText, target, (text, target) => {
        const added = addHookToText(text, target);
        if (added.kind !== 'changed') return;
        const before = strictly(text);
        const after = strictly(added.text);
        const groups = after.hooks?.PermissionRequest ?? [];
        expect(groups.slice(0, -1)).toEqual(before.hooks?.PermissionRequest ?? []);
        const { hooks: hooksBefore = {}, ...othersBefore } = before;
        const { hooks: hooksAfter = {}, ...othersAfter } = after;
        expect(JSON.stringify(othersAfter)).toBe(JSON.stringify(othersBefore));
        expect({ ...hooksAfter, PermissionRequest: [] }).toEqual({
          ...hooksBefore,
          PermissionRequest: [],
        });
        expect(addHookToText(added.text, target)).toEqual({ kind: 'same' });
      }),
      { numRuns: 400 },
    );
  });

  test('a new port and key change nothing else', () => {
    fc.assert(
      fc.property(settingsText, target, target, (text, first, second) => {
        const added = addHookToText(text, first);
        if (added.kind !== 'changed') return;
        const updated = addHookToText(added.text, second);
        const again = updated.kind === 'changed' ? updated.text : added.text;
        expect(removeHookFromText(again)).toEqual({ kind: 'changed', text });
      }),
      { numRuns: 300 },
    );
  });
});
