import { expect, it } from 'vitest';
import { createBuckets } from '../../../../src/broker/remote/token-bucket.ts';
import { handClock } from '../../../fakes/queue-ports.ts';

const drain = (take: () => boolean): number => {
  let taken = 0;
  while (take()) taken += 1;
  return taken;
};

it('takes a burst, then so many a second, and never more than a burst', () => {
  const clock = handClock();
  const buckets = createBuckets<string>(clock, { burst: 5, perSecond: 2 });
  const take = (): boolean => buckets.take('a');
  expect(drain(take)).toBe(5);
  expect(buckets.has('a')).toBe(false);
  clock.forward(1000);
  expect(drain(take)).toBe(2);
  clock.forward(250);
  expect(drain(take)).toBe(0);
  clock.forward(250);
  expect(drain(take)).toBe(1);
  clock.forward(3_600_000);
  expect(drain(take)).toBe(5);
});

it('keeps names apart', () => {
  const buckets = createBuckets<string>(handClock(), { burst: 2, perSecond: 1 });
  expect(drain(() => buckets.take('a'))).toBe(2);
  expect(drain(() => buckets.take('b'))).toBe(2);
});

it('is not stopped by a clock that goes back', () => {
  const clock = handClock(10_000_000);
  const buckets = createBuckets<string>(clock, { burst: 2, perSecond: 1 });
  expect(drain(() => buckets.take('a'))).toBe(2);
  clock.forward(-3_600_000);
  expect(buckets.has('a')).toBe(false);
  clock.forward(1000);
  expect(buckets.has('a')).toBe(true);
});
