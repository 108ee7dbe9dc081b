import type { Away } from '../../src/core/away/away.ts';
import { isAsking, type Note, type OpenNote } from '../../src/core/away/note.ts';
import type { PlanView } from '../../src/core/away/plan.ts';
import type { Approver, Decision } from '../../src/core/request/decision.ts';
import type { Item } from '../../src/core/request/item.ts';

export const AWAY: Away = { on: true, by: 'hand', since: 0, unfocusedSince: null };
export const AT_THE_DESK: Away = { ...AWAY, on: false };

/** What a plan looks at: nothing waits, the person is away, one device. */
export function aPlanView(fields: Partial<PlanView> = {}): PlanView {
  return {
    items: [],
    away: AWAY,
    devices: ['phone'],
    open: [],
    now: 1_000,
    mostOpen: 3,
    pauseAfterDenials: 3,
    tagOf: (session) => `tag-${session}`,
    ...fields,
  };
}

/** What is open on the devices once these pushes have arrived. */
export function afterPushes(
  open: readonly OpenNote[],
  pushes: readonly Note[],
  now: number,
): readonly OpenNote[] {
  const places = new Map(open.map((one) => [placeOf(one.note), one]));
  for (const note of pushes) {
    if (isAsking(note)) places.set(placeOf(note), { note, sentAt: now, doubtful: false });
    else places.delete(placeOf(note));
  }
  return [...places.values()];
}

/** A request that was answered by a person. */
export function answered(
  { request }: Item,
  behavior: Decision['behavior'],
  at: number,
  by: Approver = { kind: 'window', name: 'shop-api' },
): Item {
  const decision: Decision =
    behavior === 'allow'
      ? { behavior, always: null, answers: null }
      : { behavior, always: null, message: null };
  return { request, state: { kind: 'delivered', by, decision, saved: null, at, deliveredAt: at } };
}

function placeOf({ device, tag }: Note): string {
  return `${device} ${tag}`;
}
