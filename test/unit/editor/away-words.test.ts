import { expect, test } from 'vitest';
import { awayInShort } from '../../../src/editor/away-words.ts';
import type { DeviceStatus, RemoteStatus } from '../../../src/protocol/remote-status.ts';
import { noRemote } from '../../fakes/desk.ts';

const pixel: DeviceStatus = {
  id: 'd1',
  name: 'Pixel',
  pairedAt: 1,
  lastSeenAt: null,
  push: { subscribed: true, confirmedAt: null, problem: null },
};
const reachable: RemoteStatus = {
  ...noRemote,
  away: { on: true, by: 'hand' },
  listener: { kind: 'listening', port: 27183 },
  tunnel: { kind: 'up', by: 'you', origin: 'https://a.example', risk: '', verifiedAt: 1 },
  devices: [pixel],
};

test('without a device the panel says nothing of Away', () => {
  expect(awayInShort(noRemote)).toBeNull();
});

test('Away that works has no problem', () => {
  expect(awayInShort(reachable)).toEqual({ on: true, devices: ['Pixel'], problem: null });
});

test.each<[string, Partial<RemoteStatus>]>([
  ['There is no address yet', { tunnel: { kind: 'none' } }],
  [
    'Nobody answers there.',
    { tunnel: { kind: 'down', by: 'ssh', message: 'Nobody answers there.' } },
  ],
  ['The port is taken.', { listener: { kind: 'failed', message: 'The port is taken.' } }],
  [
    'None of your devices gets pushes yet',
    { devices: [{ ...pixel, push: { ...pixel.push, subscribed: false } }] },
  ],
  [
    'Pixel: did not confirm',
    { devices: [{ ...pixel, push: { ...pixel.push, problem: 'did not confirm' } }] },
  ],
])('what is in the way is said: %s', (words, fields) => {
  expect(awayInShort({ ...reachable, ...fields })?.problem).toContain(words);
  const off = { ...reachable, ...fields, away: { on: false, by: 'never' } as const };
  expect(awayInShort(off)?.problem).toBeNull();
});
