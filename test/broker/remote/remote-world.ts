import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  listenRemote,
  type RemoteLimits,
  type RemoteListener,
} from '../../../src/broker/remote/listen-remote.ts';
import type { RemoteDesk } from '../../../src/broker/remote/remote-desk.ts';
import type { RemoteParts } from '../../../src/broker/remote/remote-parts.ts';
import { SHELL_FILES } from '../../../src/broker/remote/shell-files.ts';
import { refused } from '../../../src/core/request/item.ts';
import { createQueue, type Queue } from '../../../src/core/request/queue.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { needsNobody } from '../../../src/core/request/state.ts';
import { fakePorts, handClock, type HandClock, type Weather } from '../../fakes/queue-ports.ts';
import { makeDeviceKeys } from '../../fakes/device-keys.ts';
import type { RemoteDevice } from '../../fakes/remote-client.ts';
import {
  anIdentity,
  fakeDevices,
  fakeNonces,
  fakePairing,
  fakePush,
  fakeReplays,
  verifySignature,
  type FakeDevices,
  type FakePairing,
} from '../../fakes/remote-parts.ts';
import { aRequest } from '../../fakes/requests.ts';
import { fakeLeash, type FakeLeash } from './fake-leash.ts';

/** The address that is announced, and one that was before. */
export const ADDRESS = 'https://desk.example';
export const OLD_ADDRESS = 'https://old.example';
export const SECRET = randomBytes(16).toString('base64url');
/** Stands in requests, and must never stand where it is not shown on purpose. */
export const TOOL_INPUT = 'tool-input-for-the-device-alone';

/** A listener with real sockets and keys, over a real queue. */
export interface World extends RemoteListener {
  readonly base: string;
  readonly clock: HandClock;
  readonly queue: Queue;
  readonly parts: RemoteParts;
  readonly devices: FakeDevices;
  readonly pairing: FakePairing;
  readonly push: ReturnType<typeof fakePush>;
  readonly log: { readonly lines: string[] };
  readonly diary: ReturnType<typeof fakePorts>['diary'];
  readonly seen: string[];
  readonly leash: FakeLeash;
  /** An agent asks. */
  ask(fields?: Partial<Request>): Request;
  /** A device that is paired, opened at the announced address. */
  device(name?: string): Promise<RemoteDevice>;
  end(): Promise<void>;
}

/** Opens a world; the defaults of the limits are the real ones. */
export async function openWorld(
  limits: Partial<RemoteLimits> = {},
  weather: Weather = {},
): Promise<World> {
  const clock = handClock(Date.now());
  const ports = fakePorts(weather, clock);
  const queue = createQueue(ports);
  const identity = anIdentity();
  const devices = fakeDevices();
  const pairing = fakePairing(SECRET, identity, devices);
  const push = fakePush();
  const seen: string[] = [];
  const leash = fakeLeash(queue);
  const parts: RemoteParts = {
    desk: deskOf(queue, leash),
    devices: devices.book,
    identity,
    pairing,
    push,
    nonces: fakeNonces(),
    replays: fakeReplays(clock),
    verify: verifySignature,
    seen: (device) => void seen.push(device),
    leave(device) {
      devices.revoke(device.id);
      return Promise.resolve({ kind: 'done', note: null });
    },
    serverName: () => 'desk',
    pushKey: () => identity.signingKey,
    denialLimit: () => 3,
    away: () => true,
    address: () => ADDRESS,
    isAnnounced: (origin) => origin === ADDRESS || origin === OLD_ADDRESS,
    clock,
    log: ports.log,
  };
  const shellFolder = await makeShell();
  const listening = await listenRemote({ port: 0, shellFolder, parts, limits });
  if (listening.kind !== 'listening') throw new Error(`no listener: ${listening.kind}`);
  const base = `http://127.0.0.1:${listening.port}`;
  let count = 0;
  return {
    ...listening,
    base,
    clock,
    queue,
    parts,
    devices,
    pairing,
    push,
    seen,
    log: ports.log,
    diary: ports.diary,
    leash,
    ask(fields = {}) {
      const input = { command: `echo ${TOOL_INPUT}` };
      const times = { receivedAt: clock.now(), expiresAt: clock.now() + 86_400_000 };
      const request = aRequest({ id: `r${(count += 1)}`, input, ...times, ...fields });
      queue.submit(request, ports.line(request.id));
      return request;
    },
    async device(name = 'phone') {
      const keys = await makeDeviceKeys();
      const { id, signingKey, agreementKey } = keys;
      const origin = ADDRESS;
      devices.add({ id, name, signingKey, agreementKey, origin, pairedAt: clock.now() });
      return { keys, name, origin, address: base, server: identity, now: () => clock.now() };
    },
    async end() {
      await listening.close();
      await queue.close();
      await rm(shellFolder, { recursive: true });
    },
  };
}

function deskOf(queue: Queue, leash: FakeLeash): RemoteDesk {
  return {
    ...leash,
    personOf: ({ name }) => (name === 'Ann’s phone' ? 'Ann' : null),
    items: () => queue.snapshot().items.filter(({ state }) => !needsNobody(state)),
    revision: () => queue.snapshot().revision + leash.done.length,
    onChange(listener) {
      leash.listeners.add(listener);
      const end = queue.onChange(listener);
      return () => {
        leash.listeners.delete(listener);
        end();
      };
    },
    shownTo: (item, by) => queue.shownTo(item, by),
    decide: (id, decision, by) => queue.decide(id, decision, by),
    preview: (id) =>
      queue.snapshot().items.some(({ request }) => request.id === id)
        ? Promise.reject(new Error(refused('test-failed', TOOL_INPUT).message))
        : Promise.resolve(null),
  };
}

/** A folder with all files of the page; their content is easy to know again, and easy to pack. */
export async function makeShell(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-shell-'));
  for (const { file } of SHELL_FILES) {
    await writeFile(join(folder, file), `content of ${file}\n`.repeat(500));
  }
  return folder;
}
