import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextAway, startAway, type AwayEvent } from '../../../src/core/away/away.ts';

/** An event, without its time: that goes on by itself. */
type Kind = { kind: 'tick' } | { kind: 'set'; on: boolean } | { kind: 'focus'; focused: boolean };
const kinds = fc.oneof(
  fc.constant<Kind>({ kind: 'tick' }),
  fc.boolean().map((on): Kind => ({ kind: 'set', on })),
  fc.boolean().map((focused): Kind => ({ kind: 'focus', focused })),
);
const steps = fc.array(fc.tuple(kinds, fc.nat({ max: 40 })), { maxLength: 40 });
const awayAfters = fc.option(fc.nat({ max: 60 }));

it('turns on and off only by hand, after the time, or with a focused window', () => {
  fc.assert(
    fc.property(steps, awayAfters, (history, awayAfter) => {
      let away = startAway(0);
      let at = 0;
      let unfocusedSince: number | null = null;
      for (const [kind, later] of history) {
        at += later;
        const event: AwayEvent = { ...kind, at };
        const before = away;
        away = nextAway(away, event, awayAfter);
        if (event.kind === 'focus') unfocusedSince = event.focused ? null : (unfocusedSince ?? at);
        if (event.kind === 'set') {
          expect(away).toMatchObject({ on: event.on, by: 'hand' });
          continue;
        }
        if (away.on === before.on) {
          expect(away.since).toBe(before.since);
          continue;
        }
        expect(away.since).toBe(at);
        if (away.on) {
          expect(away.by).toBe('unfocused');
          expect(event.kind).toBe('tick');
          expect(at - unfocusedSince!).toBeGreaterThanOrEqual(awayAfter!);
        } else {
          expect(before.by).toBe('unfocused');
          expect(event).toMatchObject({ kind: 'focus', focused: true });
        }
      }
    }),
  );
});
