import { describe, expect, it } from 'vitest';
import { knownSigners, withDeviceIds } from '../../../../src/broker/leash/signers.ts';
import type { Person } from '../../../../src/protocol/leash-record.ts';

const ANN: Person = { name: 'Ann', roles: ['ops'], devices: ['d1', 'Old phone'], editor: true };
const BO: Person = { name: 'Bo', roles: [], devices: ['Tablet'] };
const PAIRED = [
  { id: 'd1', name: 'Phone' },
  { id: 'd2', name: 'Tablet' },
  { id: 'd3', name: 'Twin' },
  { id: 'd4', name: 'Twin' },
];

function signers(people: readonly Person[] = [ANN, BO], devices: typeof PAIRED | null = PAIRED) {
  return knownSigners({ people: () => people, devices: () => devices });
}

describe('who signs', () => {
  it('is the person who sits at the editor, or whose device it is', () => {
    const known = signers();
    expect(known.signerOf({ kind: 'window', name: 'app' })).toEqual({
      ...{ device: null, person: 'Ann', roles: ['ops'] },
    });
    expect(known.signerOf({ kind: 'device', id: 'd1', name: 'Phone' })).toEqual({
      ...{ device: 'd1', person: 'Ann', roles: ['ops'] },
    });
    expect(known.signerOf({ kind: 'device', id: 'd2', name: 'Tablet' })?.person).toBe('Bo');
    expect(known.signerOf({ kind: 'device', id: 'd3', name: 'Twin' })).toEqual({
      ...{ device: 'd3', person: null, roles: [] },
    });
  });

  it('is nobody for a grant, the leash, or a device that isn’t paired any more', () => {
    const known = signers();
    expect(known.signerOf({ kind: 'grant', id: 'g', name: 'x', left: null })).toBeNull();
    expect(known.signerOf({ kind: 'leash', name: 'the mode partial' })).toBeNull();
    expect(known.signerOf({ kind: 'device', id: 'd9', name: 'Phone' })).toBeNull();
    expect(signers([ANN], null).signerOf({ kind: 'device', id: 'd9', name: 'x' })).not.toBeNull();
  });

  it('has a name a person knows', () => {
    const known = signers();
    expect(
      [
        { kind: 'editor' } as const,
        { kind: 'any-device' } as const,
        { kind: 'device', id: 'd2' } as const,
        { kind: 'device', id: 'd9' } as const,
        { kind: 'person', name: 'Bo' } as const,
        { kind: 'role', name: 'ops' } as const,
      ].map((ref) => known.nameOf(ref)),
    ).toEqual([
      ...['Ann', 'any of your devices', 'Tablet', 'a device that isn’t paired', 'Bo'],
      'somebody with the role ops',
    ]);
    expect(signers([]).nameOf({ kind: 'editor' })).toBe('this editor');
  });
});

it('a device is named by its id, unless its name is that of two', () => {
  const of = ['d1', 'Tablet', 'Twin', 'x'].map((id) => ({ kind: 'device', id }) as const);
  const [named] = withDeviceIds([{ of, needs: 'all' }], PAIRED);
  expect(named).toEqual({
    ...{ needs: 'all' },
    of: ['d1', 'd2', 'Twin', 'x'].map((id) => ({ kind: 'device', id })),
  });
});
