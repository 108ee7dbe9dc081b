import { expect, test } from 'vitest';
import { failedWords, refusalWords } from '../../../../../webview/remote/link/words.ts';

test('words of a refusal count only where the desk signed them', () => {
  const refusal = { code: 'revoked', message: 'Removed by Ann.', now: 0 } as const;
  expect(refusalWords(refusal, true)).toBe('Removed by Ann.');
  expect(refusalWords(refusal, false)).toContain('removed in VS Code');
});

test('a wrong clock is told with how far and which way', () => {
  const at = (now: number) => refusalWords({ code: 'clock', message: 'x', now }, true);
  expect(at(Date.now() + 180_000)).toContain('3 min behind');
  expect(at(Date.now() - 180_000)).toContain('ahead of');
});

test('each failure has words of its own', () => {
  const kinds = ['not-reached', 'not-the-desk', 'unreadable'] as const;
  expect(new Set(kinds.map((kind) => failedWords({ kind }))).size).toBe(3);
});
