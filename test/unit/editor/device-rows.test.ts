import { expect, test } from 'vitest';
import { deviceRows } from '../../../src/editor/device-rows.ts';
import type { DeviceStatus, RemoteStatus } from '../../../src/protocol/remote-status.ts';
import { aView, noRemote } from '../../fakes/desk.ts';

const NOW = 1_800_000_000_000;

const pixel: DeviceStatus = {
  id: 'd1',
  name: 'Pixel',
  pairedAt: NOW - 3_600_000,
  lastSeenAt: NOW - 240_000,
  push: { subscribed: true, confirmedAt: NOW - 300_000, problem: null },
};

const rows = (remote: Partial<RemoteStatus> | null) =>
  deviceRows(aView({ remote: remote && { ...noRemote, ...remote } }), NOW);

test('without devices the view says how to begin, and so it has no rows', () => {
  expect(rows({})).toEqual([]);
  expect(rows(null)).toEqual([]);
});

test('Away, the address and the devices, each with what pressing it does', () => {
  const shown = rows({
    away: { on: true, by: 'unfocused' },
    listener: { kind: 'listening', port: 27183 },
    tunnel: {
      kind: 'up',
      by: 'Tailscale',
      origin: 'https://desk.example.ts.net',
      risk: 'Only your own network.',
      verifiedAt: NOW,
    },
    devices: [pixel],
  });
  expect(shown.map(({ label, description, press }) => [label, description, press])).toEqual([
    ['Away is on', 'nobody at the desk', 'turnAwayOff'],
    ['https://desk.example.ts.net', 'Tailscale', 'checkAddress'],
    ['Pixel', 'seen 4 min ago', null],
  ]);
});

test('a push that was not confirmed is told at the device', () => {
  const push = { ...pixel.push, problem: 'did not confirm the last push' };
  const [row] = rows({ devices: [{ ...pixel, push }] }).filter(({ kind }) => kind === 'device');
  expect(row).toMatchObject({ description: 'did not confirm the last push', icon: 'warning' });
  expect(row?.tooltip).toContain('It last confirmed a push 5 min ago.');
});

test('a device without pushes says so, and a name hides nothing', () => {
  const name = 'Pix\u202Eel';
  const push = { subscribed: false, confirmedAt: null, problem: null };
  const [row] = rows({ devices: [{ ...pixel, name, push }] }).filter(
    ({ kind }) => kind === 'device',
  );
  expect(row?.label).toBe('Pix⟨U+202E⟩el');
  expect(row?.description).toBe('seen 4 min ago, no pushes');
});

test('a register that is not ours comes first', () => {
  const [first] = rows({ problem: 'The register of devices was changed.' });
  expect(first).toMatchObject({ label: 'No device counts', press: 'resetDevices' });
});

test('an address that leads elsewhere can be tried again', () => {
  const tunnel = { kind: 'down', by: 'ssh', message: 'Another program answers there.' } as const;
  const row = rows({ tunnel, devices: [pixel] }).find(({ kind }) => kind === 'address');
  expect(row).toMatchObject({ icon: 'error', press: 'checkAddress' });
});
