import { describe, expect, it } from 'vitest';
import type { Approver, Decision, SavedRule } from '../../../../src/core/request/decision.ts';
import {
  needsNobody,
  isOpen,
  transition,
  type RequestEvent,
  type RequestState,
} from '../../../../src/core/request/state.ts';

const me: Approver = { kind: 'window', name: 'proj' };
const decision: Decision = { behavior: 'deny', always: null, message: null };
const saved: SavedRule = { file: 'f', behavior: 'deny', rules: ['Bash(x)'], undone: false };

const signature = { by: me, signer: { device: null, person: null, roles: [] }, at: 1 };
const signing = { signatures: [], missing: [{ names: ['Ann'], count: 1 }] };

const states: Record<string, RequestState> = {
  pending: { kind: 'pending', claim: null },
  claimed: { kind: 'pending', claim: me },
  'to be signed': { kind: 'pending', claim: null, signing },
  'being signed': { kind: 'pending', claim: me, signing },
  decided: { kind: 'decided', by: me, decision, saved: null, at: 1 },
  delivered: { kind: 'delivered', by: me, decision, saved, at: 1, deliveredAt: 2 },
  elsewhere: { kind: 'answered-elsewhere', outcome: 'denied', how: 'Esc', at: 1 },
  expired: { kind: 'expired', at: 1 },
  released: { kind: 'released', why: 'nobody-attentive', at: 1 },
  orphaned: { kind: 'orphaned', why: 'agent-gone', at: 1, saved: null, dismissed: false },
  'put away': { kind: 'orphaned', why: 'agent-gone', at: 1, saved: null, dismissed: true },
};

const events: readonly RequestEvent[] = [
  { kind: 'claim', by: me },
  { kind: 'unclaim' },
  { kind: 'sign', by: me, signature, missing: [] },
  { kind: 'decide', by: me, decision, saved: null, grant: null, signatures: [], at: 3 },
  { kind: 'deliver', at: 3 },
  { kind: 'answer-elsewhere', outcome: 'unknown', how: 'x', at: 3 },
  { kind: 'expire', at: 3 },
  { kind: 'release', why: 'nobody-attentive', at: 3 },
  { kind: 'orphan', why: 'agent-gone', at: 3 },
  { kind: 'save-rule', saved },
  { kind: 'dismiss' },
];

/** From each state, what each event leads to; every pair that is not named is refused. */
const ways: Record<string, Record<string, string>> = {
  pending: {
    claim: 'pending',
    'answer-elsewhere': 'answered-elsewhere',
    expire: 'expired',
    release: 'released',
    orphan: 'orphaned',
  },
  claimed: {
    unclaim: 'pending',
    decide: 'decided',
    'answer-elsewhere': 'answered-elsewhere',
    expire: 'expired',
    release: 'released',
    orphan: 'orphaned',
  },
  'to be signed': {
    claim: 'pending',
    'answer-elsewhere': 'answered-elsewhere',
    expire: 'expired',
    release: 'released',
    orphan: 'orphaned',
  },
  'being signed': {
    unclaim: 'pending',
    sign: 'pending',
    decide: 'decided',
    'answer-elsewhere': 'answered-elsewhere',
    expire: 'expired',
    release: 'released',
    orphan: 'orphaned',
  },
  decided: { deliver: 'delivered', orphan: 'orphaned' },
  delivered: { 'save-rule': 'delivered' },
  elsewhere: {},
  expired: {},
  released: {},
  orphaned: { 'save-rule': 'orphaned', dismiss: 'orphaned' },
  'put away': { 'save-rule': 'orphaned' },
};

describe.each(Object.entries(states))('a request that is %s', (name, state) => {
  it.each(events)('at $kind goes the one way there is, or none', (event) => {
    expect(transition(state, event)?.kind).toBe(ways[name]?.[event.kind]);
  });
});

const grant = { kind: 'grant', id: 'g1', name: 'Bash(npm test)', left: 3 } as const;

it.each<[Approver, Approver, boolean]>([
  [me, { ...me, name: 'other' }, false],
  [grant, { kind: 'window', name: grant.name }, false],
  [{ kind: 'window', name: grant.name }, grant, false],
  [grant, { ...grant, id: 'g2' }, false],
  [grant, { ...grant, left: 2 }, true],
])('claimed by %j, is decided by %j: %s', (claim, by, taken) => {
  const event: RequestEvent = {
    kind: 'decide',
    by,
    decision,
    saved: null,
    grant: null,
    signatures: [],
    at: 3,
  };
  expect(transition({ kind: 'pending', claim }, event) !== null).toBe(taken);
});

it('keeps its signatures while it is claimed and let go', () => {
  const claimed: RequestState = { kind: 'pending', claim: me, signing };
  const signed = transition(claimed, { kind: 'sign', by: me, signature, missing: [] });
  expect(signed).toEqual({
    kind: 'pending',
    claim: null,
    signing: { signatures: [signature], missing: [] },
  });
  const again = transition(signed!, { kind: 'claim', by: me });
  expect(transition(again!, { kind: 'unclaim' })).toEqual(signed);
  const other = { ...me, name: 'other' };
  expect(transition(claimed, { kind: 'sign', by: other, signature, missing: [] })).toBeNull();
});

it('is being granted while a grant holds the claim', () => {
  expect(needsNobody({ kind: 'pending', claim: grant })).toBe(true);
  for (const state of Object.values(states)) expect(needsNobody(state)).toBe(false);
});

it('is open while it asks something of the person', () => {
  const open = Object.keys(states).filter((name) => isOpen(states[name]!));
  expect(open).toEqual(['pending', 'claimed', 'to be signed', 'being signed', 'orphaned']);
});
