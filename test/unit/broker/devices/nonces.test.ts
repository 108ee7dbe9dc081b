import { describe, expect, test, vi } from 'vitest';
import { createNonces } from '../../../../src/broker/devices/nonces.ts';
import { createReplayCache, MOST_CALLS } from '../../../../src/broker/devices/replay-cache.ts';
import { refused, type Outcome } from '../../../../src/core/request/item.ts';
import { handClock } from '../../../fakes/queue-ports.ts';

const done: Outcome = { kind: 'done', note: null };

describe('the nonces of decisions', () => {
  test('are one for a device and a request until it is used', () => {
    const nonces = createNonces();
    const nonce = nonces.give('d1', 'r1');
    expect(nonce).toMatch(/^[\w-]{22}$/);
    expect(nonces.give('d1', 'r1')).toBe(nonce);
    expect(nonces.given('d1', 'r1')).toBe(nonce);
    expect(nonces.given('d2', 'r1')).toBeNull();
    expect(nonces.give('d2', 'r1')).not.toBe(nonce);
    expect(nonces.give('d1', 'r2')).not.toBe(nonce);
  });

  test('decide once: the same signature hears the same again, another finds no nonce', async () => {
    const nonces = createNonces();
    nonces.give('d1', 'r1');
    const decide = vi.fn(() => Promise.resolve(done));
    const first = nonces.spend('d1', 'r1', 's1', decide);
    // Used up before the decision came to anything.
    expect(nonces.given('d1', 'r1')).toBeNull();
    expect(nonces.outcomeOf('d1', 'r1', 's1')).toBe(first);
    expect(await first).toBe(done);
    expect(await nonces.outcomeOf('d1', 'r1', 's1')).toBe(done);
    expect(nonces.outcomeOf('d1', 'r1', 's2')).toBeNull();
    expect(nonces.outcomeOf('d2', 'r1', 's1')).toBeNull();
    expect(() => nonces.spend('d1', 'r1', 's2', decide)).toThrow(RangeError);
    expect(() => nonces.spend('d1', 'r9', 's2', decide)).toThrow(RangeError);
    expect(decide).toHaveBeenCalledTimes(1);
  });

  test('can be given anew after a decision came to nothing', async () => {
    const nonces = createNonces();
    const nonce = nonces.give('d1', 'r1');
    const no = refused('not-recorded', 'The disk is full.');
    await nonces.spend('d1', 'r1', 's1', () => Promise.resolve(no));
    expect(nonces.give('d1', 'r1')).not.toBe(nonce);
    expect(await nonces.spend('d1', 'r1', 's2', () => Promise.resolve(done))).toBe(done);
    expect(await nonces.outcomeOf('d1', 'r1', 's1')).toBe(no);
  });

  test('are forgotten with their device, and with their request', () => {
    const nonces = createNonces();
    for (const device of ['d1', 'd2']) for (const id of ['r1', 'r2']) nonces.give(device, id);
    nonces.forgetDevice('d1');
    nonces.keepOnly(new Set(['r2']));
    expect(nonces.given('d1', 'r2')).toBeNull();
    expect(nonces.given('d2', 'r1')).toBeNull();
    expect(nonces.given('d2', 'r2')).not.toBeNull();
  });
});

describe('the nonces of calls', () => {
  test('count once for each device', () => {
    const cache = createReplayCache(handClock(1_000_000));
    expect(cache.take('d1', 'n1', 1_000_000)).toBe('fresh');
    expect(cache.take('d1', 'n1', 1_000_000)).toBe('replayed');
    expect(cache.take('d1', 'n1', 1_000_001)).toBe('replayed');
    expect(cache.take('d2', 'n1', 1_000_000)).toBe('fresh');
  });

  test.each([
    [-60_001, 'clock'],
    [-60_000, 'fresh'],
    [60_000, 'fresh'],
    [60_001, 'clock'],
    [Number.NaN, 'clock'],
    [Number.POSITIVE_INFINITY, 'clock'],
  ])('are taken within a minute each way: %d is %s', (off, verdict) => {
    expect(createReplayCache(handClock(1_000_000)).take('d1', 'n1', 1_000_000 + off)).toBe(verdict);
  });

  test.each([-60_000, 0, 60_000])('are never fresh twice, however long one waits (%d)', (off) => {
    const clock = handClock(1_000_000);
    const cache = createReplayCache(clock);
    const at = 1_000_000 + off;
    expect(cache.take('d1', 'n1', at)).toBe('fresh');
    for (let waited = 0; waited <= 130_000; waited += 1_000) {
      expect(cache.take('d1', 'n1', at)).not.toBe('fresh');
      clock.forward(1_000);
    }
  });

  test('are bounded for each device, and forgotten after their time', () => {
    const clock = handClock(1_000_000);
    const cache = createReplayCache(clock);
    for (let n = 0; n < MOST_CALLS; n += 1) cache.take('d1', `n${n}`, 1_000_000);
    expect(cache.take('d1', 'more', 1_000_000)).toBe('too-many');
    expect(cache.take('d1', 'n0', 1_000_000)).toBe('replayed');
    expect(cache.take('d2', 'more', 1_000_000)).toBe('fresh');
    clock.forward(60_001);
    expect(cache.take('d1', 'more', clock.now())).toBe('fresh');
    cache.forget('d1');
    expect(cache.take('d1', 'more', clock.now())).toBe('fresh');
  });
});
