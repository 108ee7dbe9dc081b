import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffRows } from '../../../../../webview/shared/state/diff-rows.ts';

const signs = { same: ' ', removed: '-', added: '+' };
const shown = (before: string, after: string): readonly string[] =>
  diffRows(before, after).map((row) => `${signs[row.kind]}${row.text}${row.unfinished ? '¶' : ''}`);

test('lines that go, come and stay, with their numbers', () => {
  expect(diffRows('a\nb\nc\n', 'a\nx\ny\nc\n')).toMatchObject([
    { kind: 'same', text: 'a', before: 1, after: 1 },
    { kind: 'removed', text: 'b', before: 2, after: null },
    { kind: 'added', text: 'x', before: null, after: 2 },
    { kind: 'added', text: 'y', before: null, after: 3 },
    { kind: 'same', text: 'c', before: 3, after: 4 },
  ]);
});

test('a line break at the end that comes or goes is not hidden', () => {
  expect(shown('a', 'a\n')).toEqual(['-a¶', '+a']);
  expect(shown('a\nb', 'a\nb')).toEqual([' a', ' b']);
});

test('whitespace counts', () => {
  expect(shown('a\n', 'a \n')).toEqual(['-a', '+a ']);
});

test('both sides can be read back from the rows, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '', 'c ', '\tx'))
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = diffRows(before, after);
      const side = (other: string, all: string): string =>
        rows
          .filter((row) => row.kind !== other)
          .map((row) => row.text)
          .join('\n') + (all.endsWith('\n') ? '\n' : '');
      expect(side('added', before)).toBe(before);
      expect(side('removed', after)).toBe(after);
    }),
  );
});

test('two that have nothing in common are shown whole, in time', () => {
  const lines = (from: number): string =>
    Array.from({ length: 30_000 }, (_, line) => `${from + line}`).join('\n');
  const started = performance.now();
  expect(diffRows(lines(0), lines(100_000))).toHaveLength(60_000);
  expect(performance.now() - started).toBeLessThan(3_000);
});
