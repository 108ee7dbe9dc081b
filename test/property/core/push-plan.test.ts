import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idsOf, isAsking, type OpenNote } from '../../../src/core/away/note.ts';
import { CALM, planPushes, type PlanView } from '../../../src/core/away/plan.ts';
import type { Item } from '../../../src/core/request/item.ts';
import { afterPushes, answered, aPlanView, AT_THE_DESK, AWAY } from '../../fakes/away.ts';
import { aPending } from '../../fakes/desk.ts';

/** For a machine with much to do, in milliseconds. */
const TIME = 60_000;

type Step =
  | { readonly kind: 'ask'; readonly session: string; readonly life: number }
  | { readonly kind: 'claim' | 'unclaim' | 'allow' | 'deny' | 'forget'; readonly which: number }
  | { readonly kind: 'away'; readonly on: boolean }
  | { readonly kind: 'wait'; readonly time: number };

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        session: fc.constantFrom('s', 't', 'u', 'v', 'w'),
        life: fc.constantFrom(5_000, 60_000, 600_000),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('claim', 'unclaim', 'allow', 'allow', 'deny', 'forget'),
        which: fc.nat({ max: 8 }),
      }),
    },
    fc.record({ kind: fc.constant('away' as const), on: fc.boolean() }),
    fc.record({ kind: fc.constant('wait' as const), time: fc.nat({ max: 20_000 }) }),
  ),
  { maxLength: 40 },
);

/** Everything that can change, and what is open on the devices after each plan was carried out. */
class World {
  items: readonly Item[] = [];
  open: readonly OpenNote[] = [];
  away = AT_THE_DESK;
  now = 1_000;
  asked = 0;

  view(mostOpen: number): PlanView {
    const { items, open, away, now } = this;
    return aPlanView({ items, open, away, now, mostOpen, devices: ['phone', 'tablet'] });
  }

  take(step: Step): void {
    this.now += 1;
    switch (step.kind) {
      case 'ask': {
        const id = `r${(this.asked += 1)}`;
        const expiresAt = this.now + step.life;
        const item = aPending({ id, session: step.session, receivedAt: this.now, expiresAt });
        this.items = [...this.items, item];
        return;
      }
      case 'away':
        this.away = { ...(step.on ? AWAY : AT_THE_DESK), since: this.now };
        return;
      case 'wait':
        this.now += step.time;
        this.items = this.items.map((item) =>
          item.state.kind === 'pending' && item.request.expiresAt <= this.now
            ? { ...item, state: { kind: 'expired', at: this.now } }
            : item,
        );
        return;
      case 'claim':
      case 'unclaim':
      case 'allow':
      case 'deny':
      case 'forget':
        this.items = this.items.flatMap((item, at) =>
          at === step.which ? this.change(item, step.kind) : item,
        );
    }
  }

  change(item: Item, how: 'claim' | 'unclaim' | 'allow' | 'deny' | 'forget'): readonly Item[] {
    if (how === 'forget') return item.state.kind === 'pending' ? [item] : [];
    if (item.state.kind !== 'pending') return [item];
    if (how === 'allow' || how === 'deny') return [answered(item, how, this.now)];
    const claim = how === 'claim' ? ({ kind: 'window', name: 'shop-api' } as const) : null;
    return [{ ...item, state: { kind: 'pending', claim } }];
  }

  /** Carries out a plan; each push arrives where `arrives` says so. */
  push(mostOpen: number, arrives: () => boolean): void {
    const { pushes } = planPushes(this.view(mostOpen));
    this.open = afterPushes(this.open, pushes.filter(arrives), this.now);
  }
}

const always = () => true;
const pendingIn = (world: World) =>
  new Set(
    world.items.flatMap(({ request, state }) => (state.kind === 'pending' ? request.id : [])),
  );
const idsOn = (world: World, device: string) =>
  world.open.flatMap(({ note }) => (note.device === device ? idsOf(note.notice) : []));

it(
  'tells only what waits, to who is away, within the cap',
  () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (history, mostOpen) => {
        const world = new World();
        for (const step of history) {
          world.take(step);
          const { pushes, paused } = planPushes(world.view(mostOpen));
          const pending = pendingIn(world);
          for (const note of pushes.filter(isAsking)) {
            const before = new Set(idsOn(world, note.device));
            for (const id of idsOf(note.notice)) {
              expect(pending).toContain(id);
              if (before.has(id)) continue;
              const { request, state } = world.items.find((item) => item.request.id === id)!;
              expect(world.away.on).toBe(true);
              expect(state).toEqual({ kind: 'pending', claim: null });
              expect(paused).not.toContain(request.session);
              expect(request.expiresAt).toBeGreaterThan(world.now);
            }
          }
          world.push(mostOpen, always);
          for (const device of ['phone', 'tablet']) {
            const open = world.open.filter(({ note }) => note.device === device);
            expect(open.length).toBeLessThanOrEqual(mostOpen);
            const ids = idsOn(world, device);
            expect(new Set(ids).size).toBe(ids.length);
          }
        }
      }),
      { numRuns: 200 },
    );
  },
  TIME,
);

it(
  'in the end every open notification is true, whatever did not arrive before',
  () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.boolean()), (history, weather) => {
        const world = new World();
        const arrives = () => weather.next().value === true;
        for (const step of history) {
          world.take(step);
          world.push(3, arrives);
        }
        world.push(3, always);
        world.now += CALM;
        world.push(3, always);
        const pending = pendingIn(world);
        for (const { note } of world.open) {
          for (const id of idsOf(note.notice)) expect(pending).toContain(id);
        }
        const { pushes, lookAt } = planPushes(world.view(3));
        expect({ pushes, lookAt }).toEqual({ pushes: [], lookAt: null });
        // And all that may be asked is told.
        if (!world.away.on) return;
        const { paused } = planPushes(world.view(3));
        for (const { request, state } of world.items) {
          if (state.kind !== 'pending' || state.claim !== null || paused.has(request.session))
            continue;
          if (request.expiresAt - world.now < 30_000) continue;
          expect(idsOn(world, 'phone')).toContain(request.id);
        }
      }),
      { numRuns: 200 },
    );
  },
  TIME,
);
