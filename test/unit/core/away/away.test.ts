import { expect, test } from 'vitest';
import { nextAway, startAway, type Away, type AwayEvent } from '../../../../src/core/away/away.ts';
import { isAttentive } from '../../../../src/core/away/attention.ts';

const AFTER = 60_000;

function after(...events: readonly AwayEvent[]): Away {
  return events.reduce((away, event) => nextAway(away, event, AFTER), startAway(0));
}
const focus = (focused: boolean, at: number): AwayEvent => ({ kind: 'focus', focused, at });
const tick = (at: number): AwayEvent => ({ kind: 'tick', at });
const set = (on: boolean, at: number): AwayEvent => ({ kind: 'set', on, at });

test('it turns itself on after the time without a focused window, and off with the next one', () => {
  expect(after(focus(false, 10), tick(10 + AFTER - 1)).on).toBe(false);
  const away = after(focus(false, 10), focus(false, 50), tick(10 + AFTER));
  expect(away).toEqual({ on: true, by: 'unfocused', since: 10 + AFTER, unfocusedSince: 10 });
  const back = nextAway(away, focus(true, 100_000), AFTER);
  expect(back).toEqual({ on: false, by: 'never', since: 100_000, unfocusedSince: null });
});

test('what the person turned on stays on when they come back', () => {
  const events = [set(true, 5), focus(false, 10), tick(10 + AFTER), focus(true, 100_000)];
  expect(after(...events)).toMatchObject({ on: true, by: 'hand', since: 5 });
});

test('what the person turned off from afar stays off for the whole time again', () => {
  const events = [focus(false, 0), tick(AFTER), set(false, AFTER + 1), tick(AFTER + 2)];
  expect(after(...events)).toMatchObject({ on: false, by: 'hand' });
  expect(after(...events, tick(2 * AFTER + 1)).on).toBe(true);
});

test('setting what is set already does not begin it anew', () => {
  expect(after(set(true, 5), set(true, 9)).since).toBe(5);
});

test('without a time it never turns itself on', () => {
  const away = nextAway(startAway(0), focus(false, 0), null);
  expect(nextAway(away, tick(1e12), null)).toBe(away);
});

test.each([
  [{ focused: true, away: false, reachable: false }, true],
  [{ focused: false, away: true, reachable: true }, true],
  [{ focused: false, away: true, reachable: false }, false],
  [{ focused: false, away: false, reachable: true }, false],
])('%j: attentive %s', (presence, attentive) => {
  expect(isAttentive(presence)).toBe(attentive);
});
