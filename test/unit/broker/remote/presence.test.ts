import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPresence } from '../../../../src/broker/remote/presence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('counts a device as reachable while any of its connections is open', () => {
  const presence = createPresence();
  const heard = vi.fn();
  presence.onChange(heard);
  const [first, second] = [presence.enter('a', 0), presence.enter('a', 0)];
  expect([presence.reachable('a'), presence.reachable('b')]).toEqual([true, false]);
  first();
  // Said twice, it is one end.
  first();
  expect(presence.reachable('a')).toBe(true);
  second();
  expect(presence.reachable('a')).toBe(false);
  expect(heard).toHaveBeenCalledTimes(2);
});

it('lets one linger whose next call is on its way', () => {
  const presence = createPresence();
  const heard = vi.fn();
  presence.onChange(heard);
  const leave = presence.enter('a', 100);
  leave();
  vi.advanceTimersByTime(99);
  expect(presence.reachable('a')).toBe(true);
  const next = presence.enter('a', 100);
  vi.advanceTimersByTime(1000);
  expect(presence.reachable('a')).toBe(true);
  next();
  vi.advanceTimersByTime(100);
  expect(presence.reachable('a')).toBe(false);
  expect(heard).toHaveBeenCalledTimes(2);
});

it('knows nobody once it has ended', () => {
  const presence = createPresence();
  presence.enter('a', 100)();
  presence.end();
  expect(presence.reachable('a')).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});
