import { describe, expect, it } from 'vitest';
import { deniedBefore } from '../../../../src/core/display/denials.ts';
import type { Approver } from '../../../../src/core/request/decision.ts';
import type { Item } from '../../../../src/core/request/item.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { inState } from '../../../fakes/panel-snapshots.ts';
import { aRequest } from '../../../fakes/requests.ts';

const person: Approver = { kind: 'device', id: 'd1', name: 'Pixel' };

function answered(
  id: string,
  behavior: 'allow' | 'deny',
  by: Approver = person,
  fields: Partial<Request> = {},
): Item {
  const decision =
    behavior === 'deny'
      ? { behavior, always: null, message: null }
      : { behavior, always: null, answers: null };
  const state = { kind: 'delivered', by, decision, saved: null, at: 1, deliveredAt: 2 } as const;
  return inState(state, { id, ...fields });
}

describe('earlier denials', () => {
  const asked = aRequest({ id: 'now' });

  it('are those of the same tool in the same session', () => {
    const items = [
      answered('a', 'deny'),
      answered('b', 'allow'),
      answered('c', 'deny', person, { tool: 'Edit' }),
      answered('d', 'deny', person, { session: 'other' }),
    ];
    expect(deniedBefore(items, asked)).toBe(1);
  });

  it('are those of the person, in the terminal too, and not those of the leash', () => {
    const terminal = { kind: 'answered-elsewhere', how: 'in the terminal', at: 1 } as const;
    const items = [
      inState({ ...terminal, outcome: 'denied' }, { id: 'a' }),
      inState({ ...terminal, outcome: 'cancelled' }, { id: 'b' }),
      answered('c', 'deny', { kind: 'leash', name: 'the mode partial' }),
    ];
    expect(deniedBefore(items, asked)).toBe(1);
  });

  it('are none of what waits or of the request itself', () => {
    const items = [answered('now', 'deny'), inState({ kind: 'pending', claim: null }, { id: 'a' })];
    expect(deniedBefore(items, asked)).toBe(0);
  });
});
