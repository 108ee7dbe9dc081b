import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hookEntry, type WantedHooks } from '../../src/broker/settings/hook/hook-entry.ts';
import {
  addHookToText,
  fitPreToolInText,
  removeHookFromText,
} from '../../src/broker/settings/hook/hook-text.ts';
import { settingsText } from './settings-documents.ts';

const preTool = fc.constantFrom('open', 'blocking', 'absent', 'kept');
const port = fc.integer({ min: 1, max: 65535 });
const target: fc.Arbitrary<WantedHooks> = fc.record({ port, token: fc.base64String(), preTool });

interface Settings {
  hooks?: Record<string, unknown[]>;
}

function strictly(text: string): Settings {
  return JSON.parse(text.replace(/^\uFEFF/, '')) as Settings;
}

/** The lists of our two events without what was added at their ends, and everything else. */
function without(settings: Settings, added: Readonly<Record<string, number>>): unknown {
  const { hooks = {}, ...others } = settings;
  const events = ['PermissionRequest', 'PreToolUse'] as const;
  const lists = events.map((event) => {
    const list = hooks[event] ?? [];
    return list.slice(0, list.length - (added[event] ?? 0));
  });
  const otherEvents = { ...hooks, PermissionRequest: [], PreToolUse: [] };
  return { lists, otherEvents, others: JSON.stringify(others) };
}

describe('the hooks in a settings text', { timeout: 60_000 }, () => {
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

  test('adding them keeps every other value, and adding them again changes nothing', () => {
    fc.assert(
      fc.property(settingsText, target, (text, target) => {
        const added = addHookToText(text, target);
        if (added.kind !== 'changed') return;
        const isBefore = target.preTool === 'open' || target.preTool === 'blocking';
        const counts = { PermissionRequest: 1, PreToolUse: isBefore ? 1 : 0 };
        const after = strictly(added.text);
        expect(without(after, counts)).toEqual(without(strictly(text), {}));
        expect(after.hooks?.['PermissionRequest']?.at(-1)).toEqual(hookEntry(target));
        if (isBefore) {
          const entry = hookEntry(target, target.preTool === 'blocking');
          expect(after.hooks?.['PreToolUse']?.at(-1)).toEqual(entry);
        }
        expect(addHookToText(added.text, target)).toEqual({ kind: 'same' });
      }),
      { numRuns: 400 },
    );
  });

  test('a new port, key and wish change nothing else', () => {
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

  test('the one before calls comes and goes by itself, and leaves the bytes as they were', () => {
    const wish = fc.constantFrom('open' as const, 'blocking' as const);
    fc.assert(
      fc.property(
        settingsText,
        target,
        fc.boolean(),
        wish,
        (text, target, isConnected, preTool) => {
          const connected = addHookToText(text, { ...target, preTool: 'absent' });
          const before = isConnected && connected.kind === 'changed' ? connected.text : text;
          const added = fitPreToolInText(before, { ...target, preTool });
          expect(added.kind).toBe('changed');
          if (added.kind !== 'changed') return;
          expect(fitPreToolInText(added.text, { ...target, preTool: 'kept' })).toEqual({
            kind: 'same',
          });
          const released = fitPreToolInText(added.text, { ...target, preTool: 'absent' });
          expect(released).toEqual({ kind: 'changed', text: before });
        },
      ),
      { numRuns: 300 },
    );
  });
});
