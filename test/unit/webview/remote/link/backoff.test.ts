import { expect, test } from 'vitest';
import { backoff } from '../../../../../webview/remote/link/backoff.ts';

test('waits grow, never beyond half a minute, and never vanish', () => {
  expect([1, 2, 3, 6, 40].map((failures) => backoff(failures, 1))).toEqual([
    1_000, 2_000, 4_000, 30_000, 30_000,
  ]);
  expect(backoff(0, 0)).toBe(500);
  expect(backoff(40, 0)).toBe(15_000);
});
