import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { openDeviceState, SEEN_STEP } from '../../../src/broker/devices/device-state.ts';
import type { DeviceStateFile } from '../../../src/protocol/device-state.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { waitFor } from '../../rigs/process.ts';
import { freshFolder } from '../store/folders.ts';
import { aDevice } from './books.ts';

const subscription = {
  endpoint: 'https://push.example/abc',
  keys: { p256dh: 'p256', auth: 'auth' },
};
const nothing = { lastSeenAt: null, subscription: null, confirmedAt: null, pushProblem: null };

/** A register in memory, and the state of its devices on a real disk. */
async function aState(folder: string, ids: string[] = ['a', 'b']) {
  const listeners = new Set<() => void>();
  const book = {
    list: () => ids.map((id) => aDevice(id)),
    find: (id: string) => (ids.includes(id) ? aDevice(id) : undefined),
    problem: (): string | null => null,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const problems: string[] = [];
  const state = await openDeviceState({
    folder,
    book,
    log: keptLog(),
    onProblem: (message) => problems.push(message),
  });
  onTestFinished(() => state.close());
  const path = join(folder, 'remote.json');
  const revoke = (id: string): void => {
    ids.splice(ids.indexOf(id), 1);
    for (const listener of listeners) listener();
  };
  const onDisk = async () => {
    const { devices } = JSON.parse(await readFile(path, 'utf8')) as DeviceStateFile;
    return new Map(devices.map(({ id, trace }) => [id, trace] as const));
  };
  return { state, book, problems, path, revoke, onDisk, listeners };
}

test('what changes about a device counts at once and is there after a restart', async () => {
  const folder = await freshFolder();
  const { state, path } = await aState(folder);
  expect(state.of('a')).toEqual(nothing);
  state.seen('a', 1_000);
  state.subscribe('a', subscription);
  state.pushFailed('a', 'The phone did not confirm.');
  state.confirmed('b', 2_000);
  const expected = { ...nothing, lastSeenAt: 1_000, subscription };
  expect(state.of('a')).toEqual({ ...expected, pushProblem: 'The phone did not confirm.' });
  state.confirmed('a', 3_000);
  expect(state.of('a')).toEqual({ ...expected, confirmedAt: 3_000 });
  await state.close();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const again = (await aState(folder)).state;
  expect(again.of('a')).toEqual({ ...expected, confirmedAt: 3_000 });
  expect(again.of('b')).toEqual({ ...nothing, confirmedAt: 2_000 });
});

test('a call is told and written at most once a minute, and counts nevertheless', async () => {
  const { state, onDisk } = await aState(await freshFolder());
  let told = 0;
  state.onChange(() => (told += 1));
  for (let at = 0; at < SEEN_STEP; at += 1_000) state.seen('a', 1_000 + at);
  expect(told).toBe(1);
  expect(state.of('a').lastSeenAt).toBe(SEEN_STEP);
  await waitFor('the first write', async () => (await onDisk()).has('a'));
  state.seen('b', 5_000);
  state.seen('a', 1_000 + SEEN_STEP);
  expect(told).toBe(3);
  await state.close();
  expect((await onDisk()).get('a')?.lastSeenAt).toBe(1_000 + SEEN_STEP);
});

test('the last call is on disk once it is closed', async () => {
  const { state, onDisk } = await aState(await freshFolder());
  state.seen('a', 1_000);
  state.seen('a', 1_001);
  await state.close();
  expect((await onDisk()).get('a')?.lastSeenAt).toBe(1_001);
  state.subscribe('a', subscription);
  expect((await onDisk()).get('a')?.subscription).toBeNull();
});

test('it goes with its device, and a late word of the device does not bring it back', async () => {
  const folder = await freshFolder();
  const { state, revoke, onDisk } = await aState(folder);
  state.subscribe('a', subscription);
  state.subscribe('b', subscription);
  revoke('a');
  state.seen('a', 2_000);
  state.confirmed('a', 2_000);
  expect(state.of('a')).toEqual(nothing);
  await state.close();
  expect([...(await onDisk()).keys()]).toEqual(['b']);
});

test('what a crash left of a device that is gone is dropped when it opens', async () => {
  const folder = await freshFolder();
  const first = await aState(folder);
  first.state.subscribe('a', subscription);
  await first.state.close();
  const second = await aState(folder, ['b']);
  await second.state.close();
  expect([...(await second.onDisk()).keys()]).toEqual([]);
});

test('a register that can’t be used for now drops nothing', async () => {
  const folder = await freshFolder();
  const { state, book, revoke, onDisk } = await aState(folder);
  state.subscribe('a', subscription);
  book.problem = () => 'The register can’t be read.';
  revoke('a');
  expect(state.of('a')).toEqual(nothing);
  await state.close();
  expect((await onDisk()).get('a')?.subscription).toEqual(subscription);
});

test.each([
  '{',
  '{"version":2,"devices":[]}',
  '{"version":1,"devices":[{"id":"a","trace":{"lastSeenAt":null,"subscription":{"endpoint":"no url","keys":{"p256dh":"p","auth":"a"}},"confirmedAt":null,"pushProblem":null}}]}',
])('a file that can’t be understood is set aside, and the person is told: %s', async (text) => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'remote.json'), text);
  const { state, problems } = await aState(folder);
  expect(state.of('a')).toEqual(nothing);
  expect(problems).toEqual([expect.stringContaining('set aside')]);
  expect((await readdir(folder)).some((name) => name.includes('.corrupt-'))).toBe(true);
});

test('a file that can’t be read is left alone', async () => {
  const folder = await freshFolder();
  await mkdir(join(folder, 'remote.json'));
  const { state, problems, path } = await aState(folder);
  state.seen('a', 1_000);
  await state.close();
  expect(problems).toEqual([expect.stringContaining('could not be read')]);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('a disk that fails is told once, and written to when it works again', async () => {
  const folder = join(await freshFolder(), 'store');
  const { state, problems, onDisk } = await aState(folder);
  await rm(folder, { recursive: true });
  state.subscribe('a', subscription);
  state.subscribe('b', subscription);
  await waitFor('the problem', () => problems.length > 0);
  expect(problems).toEqual([expect.stringContaining('could not be saved')]);
  await mkdir(folder);
  await state.close();
  expect([...(await onDisk()).keys()]).toEqual(['a', 'b']);
});
