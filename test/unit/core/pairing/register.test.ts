import { expect, test } from 'vitest';
import type { Device } from '../../../../src/core/pairing/device.ts';
import {
  afterEntry,
  EMPTY_REGISTER,
  type RegisterEntry,
} from '../../../../src/core/pairing/register.ts';

const device = (id: string): Device => ({
  id,
  name: `Phone ${id}`,
  signingKey: 'k',
  agreementKey: 'a',
  origin: 'https://desk.example',
  pairedAt: 1,
});
const after = (...entries: RegisterEntry[]) => entries.reduce(afterEntry, EMPTY_REGISTER);
const paired = (id: string): RegisterEntry => ({ kind: 'paired', device: device(id) });
const renamed = (id: string): RegisterEntry => ({ kind: 'renamed', id, name: 'New' });
const revoked = (id: string): RegisterEntry => ({ kind: 'revoked', id });

test('a device is there from its pairing to its revocation', () => {
  expect([...after(paired('a'), paired('b')).devices.keys()]).toEqual(['a', 'b']);
  const left = after(paired('a'), paired('b'), revoked('a'));
  expect([...left.devices.keys()]).toEqual(['b']);
  expect([...left.revoked]).toEqual(['a']);
});

test('a name changes, and brings nobody back', () => {
  expect(after(paired('a'), renamed('a')).devices.get('a')).toEqual({
    ...device('a'),
    name: 'New',
  });
  expect(after(paired('a'), revoked('a'), renamed('a')).devices.size).toBe(0);
});

test('a revoked device can be paired again', () => {
  const again = after(paired('a'), revoked('a'), paired('a'));
  expect([...again.devices.keys()]).toEqual(['a']);
  expect(again.revoked.size).toBe(0);
});
