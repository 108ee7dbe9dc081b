import { expect, test, vi } from 'vitest';
import { within } from '../../../src/broker/within.ts';

test('work that ends in time gives what it gives', async () => {
  expect(await within(1_000, Promise.resolve('done'))).toBe('done');
  await expect(within(1_000, Promise.reject(new Error('EIO')))).rejects.toThrow('EIO');
});

test('work that takes longer is no longer waited for', async () => {
  vi.useFakeTimers();
  const never = new Promise(() => undefined);
  const waited = expect(within(2_000, never)).rejects.toThrow('Not within 2000 ms');
  await vi.advanceTimersByTimeAsync(2_000);
  await waited;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
