import { expect, test } from 'vitest';
import { blocksOf, clip } from '../../../../../webview/shared/state/readable.ts';

test.each([
  ['', 0],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['\n\n', 2],
])('%j has %i lines', (text, lines) => {
  expect(clip(text).lines).toBe(lines);
});

test('400 lines and 40,000 characters are shown at once; one more is not', () => {
  expect(clip('x\n'.repeat(400)).clipped).toBe(false);
  expect(clip('x\n'.repeat(401)).clipped).toBe(true);
  expect(clip('x'.repeat(40_000)).clipped).toBe(false);
  expect(clip('x'.repeat(40_001)).clipped).toBe(true);
});

test('the head is a beginning', () => {
  const text = 'line\n'.repeat(1_000);
  expect(text.startsWith(clip(text).head)).toBe(true);
  expect(clip(text).head.length).toBeLessThan(text.length);
});

test('blocks put together are the text', () => {
  const text = `${'a\n'.repeat(501)}\n\nend`;
  expect(blocksOf(text, 200).join('')).toBe(text);
  expect(blocksOf(text, 200)).toHaveLength(3);
});

test('a line too long for a block goes on in the next, no character broken in two', () => {
  const text = `${'x'.repeat(19_999)}😀${'y'.repeat(30_000)}\nend`;
  const blocks = blocksOf(text, 200);
  expect(blocks.join('')).toBe(text);
  expect(blocks.map((block) => block.length)).toEqual([19_999, 20_000, 10_006]);
  expect(blocks[1]?.startsWith('😀')).toBe(true);
});
