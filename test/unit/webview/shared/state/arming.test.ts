import { expect, test } from 'vitest';
import { disarm, isArmed, rearm } from '../../../../../webview/shared/state/arming.ts';

test('a card takes an answer half a second after it came, and not once it left', () => {
  const arming = rearm(new Map(), ['a'], 1_000);
  expect(isArmed(arming, 'a', 1_499)).toBe(false);
  expect(isArmed(arming, 'a', 1_500)).toBe(true);
  expect(isArmed(arming, 'b', 9_000)).toBe(false);
  expect(isArmed(disarm(arming, ['a']), 'a', 9_000)).toBe(false);
});

test('a card that moved starts anew', () => {
  const arming = rearm(rearm(new Map(), ['a', 'b'], 1_000), ['a'], 1_400);
  expect(isArmed(arming, 'a', 1_500)).toBe(false);
  expect(isArmed(arming, 'b', 1_500)).toBe(true);
});
