import { expect, test } from 'vitest';
import { awayInShort, awaySentence } from '../../../src/editor/away-words.ts';
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

test('why a device gets no pushes is said before that none does', () => {
  const push = { subscribed: false, confirmedAt: null, problem: 'Its push service is unknown.' };
  const shown = awayInShort({ ...reachable, devices: [{ ...pixel, push }] });
  expect(shown?.problem).toBe('Pixel: Its push service is unknown.');
});

test('the sentence for Away names the devices, plainly, and what is in the way', () => {
  const devices = [
    { ...pixel, name: 'Pix\u202Eel' },
    { ...pixel, id: 'd2', name: 'Tablet' },
  ];
  expect(awaySentence({ ...reachable, devices })).toBe(
    'Away is on: requests also go to Pix⟨U+202E⟩el, Tablet.',
  );
  expect(awaySentence({ ...reachable, tunnel: { kind: 'none' } })).toContain('no address yet');
  expect(awaySentence({ ...reachable, devices: [] })).toBe('Away is on, but no device is paired.');
  expect(awaySentence(noRemote)).toBeNull();
});
