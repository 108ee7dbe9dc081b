import type { Requirement, Signer } from '../../../../src/core/policy/approvers.ts';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import type { SigningPort } from '../../../../src/core/request/ports.ts';

/** A person at the desk, and devices of two people and of nobody. */
export const desk: Approver = { kind: 'window', name: 'proj' };
export const annsPhone: Approver = { kind: 'device', id: 'd1', name: 'Ann’s phone' };
export const annsTablet: Approver = { kind: 'device', id: 'd2', name: 'Ann’s tablet' };
export const bobsPhone: Approver = { kind: 'device', id: 'd3', name: 'Bob’s phone' };
export const spare: Approver = { kind: 'device', id: 'd4', name: 'Spare' };

/** All that can sign here. */
export const signers = [desk, annsPhone, annsTablet, bobsPhone, spare];

/** A plain yes and a plain no. */
export const yes: Decision = { behavior: 'allow', always: null, answers: null };
export const no: Decision = { behavior: 'deny', always: null, message: null };

const DEVICES: Readonly<Record<string, Signer>> = {
  d1: { device: 'd1', person: 'Ann', roles: ['lead'] },
  d2: { device: 'd2', person: 'Ann', roles: ['lead'] },
  d3: { device: 'd3', person: 'Bob', roles: [] },
  d4: { device: 'd4', person: null, roles: [] },
};

/** Whose these are; `revoked` devices are nobody’s any more. */
export function whoSigns(revoked: ReadonlySet<string> = new Set()): SigningPort {
  return {
    signerOf(by) {
      if (by.kind === 'window') return { device: null, person: null, roles: [] };
      return by.kind === 'device' && !revoked.has(by.id) ? (DEVICES[by.id] ?? null) : null;
    },
    nameOf(ref) {
      switch (ref.kind) {
        case 'editor':
          return 'the editor';
        case 'any-device':
          return 'any device';
        case 'device':
          return `device ${ref.id}`;
        case 'person':
          return ref.name;
        case 'role':
          return `a ${ref.name}`;
      }
    },
  };
}

/** Two of Ann, Bob and the editor. */
export const twoOfThree: Requirement = {
  of: [{ kind: 'editor' }, { kind: 'person', name: 'Ann' }, { kind: 'person', name: 'Bob' }],
  needs: { atLeast: 2 },
};
