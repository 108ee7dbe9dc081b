import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../src/broker/desk.ts';
import { openDesk } from '../../../src/broker/open-desk.ts';
import { SHELL_FILES } from '../../../src/broker/remote/shell-files.ts';
import type { ChainLine } from '../../../src/core/audit/chain.ts';
import type { Decision } from '../../../src/core/request/decision.ts';
import { readTypedCode } from '../../../src/core/pairing/typed-code.ts';
import { REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import type { RemoteStatus } from '../../../src/protocol/remote-status.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { call, decide, pairDevice, sync, type RemoteDevice } from '../../fakes/remote-client.ts';
import { remoteOptions } from '../../fakes/remote-options.ts';
import { fakeVault, type FakeVault } from '../../fakes/vault.ts';
import { hookClient, commandEvent, verdict, type HookClient } from '../../rigs/desk/hook-client.ts';
import { freePort } from '../../rigs/process.ts';

const allow: Decision = { behavior: 'allow', always: null, answers: null };

let root: string;
let port: number;
let vault: FakeVault;
let desks: Desk[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'countersign-away-'));
  await mkdir(join(root, 'proj'));
  await mkdir(join(root, 'page'));
  for (const { file } of SHELL_FILES) await writeFile(join(root, 'page', file), file);
  port = await freePort();
  vault = fakeVault();
});
afterEach(async () => {
  for (const desk of desks) await desk.close();
  desks = [];
  await rm(root, { recursive: true, force: true });
});

async function open(windowName = 'proj'): Promise<Desk> {
  const desk = await openDesk({
    port,
    storageFolder: join(root, 'storage'),
    home: root,
    claudeDir: join(root, '.claude'),
    folders: () => [join(root, 'proj')],
    windowName,
    secrets: {
      hookToken: 'a-token-that-only-lets-its-holder-ask',
      windowSecret: 'a-secret-that-all-windows-of-an-installation-share',
    },
    remote: remoteOptions({ vault, pageFolder: join(root, 'page') }),
    isUnsaved: () => false,
    env: {},
    log: keptLog(),
  });
  desks.push(desk);
  return desk;
}

async function connected(desk: Desk): Promise<HookClient> {
  await desk.proposeConnect();
  await desk.applyProposal();
  return hookClient(root);
}

const until = async <T>(look: () => T | undefined | null | false): Promise<T> => {
  await expect.poll(() => look() || null, { timeout: 5_000 }).not.toBeNull();
  const found = look();
  if (found === undefined || found === null || found === false) throw new Error('it went again');
  return found;
};
const remoteOf = (desk: Desk): RemoteStatus => {
  const { remote } = desk.view();
  if (remote === null) throw new Error('another window has the desk');
  return remote;
};
const kinds = async (): Promise<unknown[]> =>
  (await readFile(join(root, 'storage/audit.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as ChainLine).entry['kind']);

/** Pairs a device of this machine, as a person does: by the code, and the digits it shows. */
async function pair(desk: Desk, name = 'Pixel'): Promise<RemoteDevice> {
  expect(await desk.remote.openPairing()).toEqual({ kind: 'done', note: null });
  const { pairing } = remoteOf(desk);
  const origin = new URL(pairing?.link ?? '').origin;
  const secret = readTypedCode(pairing?.code ?? '') ?? '';
  const way = { address: origin, origin, name, now: () => Date.now() };
  const { device, digits } = await pairDevice(way, { by: 'typed', secret });
  const wrong = String((Number(digits) + 1) % 1_000_000).padStart(6, '0');
  expect(await desk.remote.typeDigits(wrong)).toMatchObject({ code: 'wrong-digits' });
  expect(remoteOf(desk).devices.map((one) => one.id)).not.toContain(device.keys.id);
  expect(await desk.remote.typeDigits(digits)).toEqual({
    kind: 'done',
    note: `${name} is paired.`,
  });
  return device;
}

describe('a desk with a device', () => {
  it('takes an answer that the device signed, as if it came from a window', async () => {
    const desk = await open();
    const client = await connected(desk);
    expect(remoteOf(desk).listener).toEqual({ kind: 'off' });
    const device = await pair(desk);
    const asked = client.ask(commandEvent({ folder: join(root, 'proj'), command: 'make all' }));
    const item = await until(() => desk.view().items[0]);
    expect(await decide(device, item.request.id, allow)).toEqual({ kind: 'done', note: null });
    expect(await verdict(asked)).toBe('allow');
    expect(desk.view().items[0]?.state).toMatchObject({
      kind: 'delivered',
      by: { kind: 'device', id: device.keys.id, name: 'Pixel' },
    });
    expect(remoteOf(desk).devices).toMatchObject([{ name: 'Pixel', push: { subscribed: false } }]);
    await desk.close();
    expect(await kinds()).toEqual(['device-paired', 'received', 'decided', 'delivered']);
  });

  it('knows the device after a restart, and the device knows the desk', async () => {
    const first = await open();
    const device = await pair(first);
    await first.close();
    const second = await open();
    const { listener } = await until(() => {
      const remote = remoteOf(second);
      return remote.listener.kind === 'listening' && { listener: remote.listener };
    });
    const again = { ...device, address: `http://127.0.0.1:${listener.port}` };
    // Its page was loaded from the port of before, which led here then.
    expect((await sync(again)).device.name).toBe('Pixel');
  });

  it('obeys a revoked device no more, and tells it so', async () => {
    const desk = await open();
    const client = await connected(desk);
    const device = await pair(desk);
    const other = await pair(desk, 'Tablet');
    const asked = client.ask(commandEvent({ folder: join(root, 'proj'), command: 'make all' }));
    const { request } = await until(() => desk.view().items[0]);
    await desk.remote.revokeDevice(device.keys.id);
    const answer = await call(device, REMOTE_PATHS.sync, { known: [] });
    expect(answer).toMatchObject({ json: { code: 'revoked' } });
    await expect(decide(device, request.id, allow)).rejects.toThrow();
    expect(desk.view().items[0]?.state.kind).toBe('pending');
    expect(await decide(other, request.id, { ...DENY })).toMatchObject({ kind: 'done' });
    expect(await verdict(asked)).toContain('deny');
    await desk.remote.revokeDevice(other.keys.id);
    // The last one can still learn that it was revoked.
    const end = await call(other, REMOTE_PATHS.sync, { known: [] });
    expect(end).toMatchObject({ json: { code: 'revoked' }, proved: true });
  });

  it('counts no device when the register was edited on disk, and says so', async () => {
    const first = await open();
    const device = await pair(first);
    await first.close();
    const file = join(root, 'storage/devices.jsonl');
    const [line = ''] = (await readFile(file, 'utf8')).split('\n');
    await appendFile(file, `${line.replace('"n":1', '"n":2')}\n`);
    const second = await open();
    expect(remoteOf(second).problem).toMatch(/register/i);
    expect(remoteOf(second).devices).toEqual([]);
    expect(await second.remote.openPairing()).toMatchObject({ code: 'device-not-kept' });
    expect(await second.remote.setAway(true)).toEqual({ kind: 'done', note: null });
    const { listener } = await until(() => {
      const remote = remoteOf(second);
      return remote.listener.kind === 'listening' && { listener: remote.listener };
    });
    const again = { ...device, address: `http://127.0.0.1:${listener.port}` };
    const answer = await call(again, REMOTE_PATHS.sync, { known: [] });
    expect(answer.status).toBe(401);
    expect(await second.remote.resetDevices()).toMatchObject({ kind: 'done' });
    expect(remoteOf(second).problem).toBeNull();
  });

  it('opens all the same when the vault can’t be read; devices then wait for new keys', async () => {
    await (await open()).close();
    vault.entries.set('serverKeys', 'not ours');
    const desk = await open();
    const client = await connected(desk);
    expect(remoteOf(desk).problem).toContain('keys');
    expect(await desk.remote.openPairing()).toMatchObject({ code: 'device-not-kept' });
    const asked = client.ask(commandEvent({ folder: join(root, 'proj'), command: 'make all' }));
    const { request } = await until(() => desk.view().items[0]);
    await desk.decide(request.id, allow);
    expect(await verdict(asked)).toBe('allow');
    expect(await desk.remote.resetDevices()).toMatchObject({ kind: 'done' });
    expect((await pair(desk)).name).toBe('Pixel');
  });

  it('takes pushes for known services alone', async () => {
    const desk = await open();
    const device = await pair(desk);
    const keys = { p256dh: 'x'.repeat(87), auth: 'y'.repeat(22) };
    const subscribe = (endpoint: string) =>
      call(device, REMOTE_PATHS.subscribe, { subscription: { endpoint, keys } });
    expect((await subscribe('https://127.0.0.1:9/x')).json).toMatchObject({
      outcome: { kind: 'refused' },
    });
    expect(remoteOf(desk).devices[0]?.push.subscribed).toBe(false);
    const real = 'https://updates.push.services.mozilla.com/wpush/v2/x';
    expect((await subscribe(real)).json).toMatchObject({ outcome: { kind: 'done' } });
    expect(remoteOf(desk).devices[0]?.push.subscribed).toBe(true);
  });
});

describe('Away', () => {
  it('is turned on and off by hand, on record, in the window that has the desk', async () => {
    const desk = await open();
    const other = await open('other');
    expect(other.view().remote).toBeNull();
    expect(await other.remote.setAway(true)).toMatchObject({ code: 'not-the-desk' });
    expect(await desk.remote.setAway(true)).toEqual({ kind: 'done', note: null });
    expect(remoteOf(desk).away).toEqual({ on: true, by: 'hand' });
    await until(() => remoteOf(desk).listener.kind === 'listening');
    expect(await desk.remote.setAway(false)).toEqual({ kind: 'done', note: null });
    await until(() => remoteOf(desk).listener.kind === 'off');
    await other.close();
    await desk.close();
    expect(await kinds()).toEqual(['away-on', 'away-off']);
  });

  it('goes over with the desk: the devices are the next window’s then', async () => {
    const desk = await open();
    await pair(desk);
    const other = await open('other');
    expect(await other.takeOver()).toMatchObject({ kind: 'done' });
    expect(remoteOf(other).devices).toMatchObject([{ name: 'Pixel' }]);
    expect(desk.view().remote).toBeNull();
  });
});

const DENY = { behavior: 'deny', always: null, message: null } as const;
