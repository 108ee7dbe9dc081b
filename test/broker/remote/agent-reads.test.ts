import { createHmac, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hookEntry } from '../../../src/broker/settings/hook/hook-entry.ts';
import { openAuditLog } from '../../../src/broker/store/audit-log.ts';
import { auditRecorder } from '../../../src/broker/store/recorder.ts';
import { sha256 } from '../../../src/broker/store/sha256.ts';
import { openStateStore } from '../../../src/broker/store/state-store.ts';
import { CHAIN_START, link } from '../../../src/core/audit/chain.ts';
import { canonicalJson, type JsonObject, type JsonValue } from '../../../src/core/json.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { REMOTE_HEADERS, REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import { makeDeviceKeys } from '../../fakes/device-keys.ts';
import {
  call,
  signDecision,
  signedHeaders,
  sync,
  type RemoteDevice,
} from '../../fakes/remote-client.ts';
import { post } from '../../fakes/wire.ts';
import { freshFolder } from '../store/folders.ts';
import { expectPending } from './raw.ts';
import { openWorld, type World } from './remote-world.ts';

/** So much that nothing is refused only because it is a flood. */
const PLENTY = { burst: 1e6, perSecond: 1e6 };
const allow = { behavior: 'allow', always: null, answers: null } as const;

it('with everything that a program of the same user can read, no call decides anything', async () => {
  const world = await openWorld({ strangers: PLENTY, device: PLENTY });
  const phone = await world.device();
  const request = world.ask();
  // A real nonce is given, so that only the key is missing.
  await sync(phone);
  const known = await readAll(await leaveTraces(world, phone, request));
  expect(known.size).toBeGreaterThan(30);
  const thief: RemoteDevice = { ...phone, keys: await makeDeviceKeys() };
  const statuses = new Set<number>();
  for (const path of Object.values(REMOTE_PATHS)) {
    for (const secret of known) {
      for (const answer of await tryWith(thief, phone, request, path, secret)) {
        statuses.add(answer.status);
      }
    }
  }
  // 200 is the proof of the address; 400 a pairing that is none.
  expect([...statuses].sort()).toEqual([400, 401, 404]);
  expectPending(world);
  expect(world.push.asked).toEqual([]);
  expect(world.leash.done).toEqual([]);
  expect(world.devices.book.find(phone.keys.id)).toBeDefined();
  await world.end();
}, 60_000);

/** Everything that stands on disk of a desk with a paired phone and a request that waits. */
async function leaveTraces(world: World, phone: RemoteDevice, request: Request): Promise<string> {
  const folder = await freshFolder();
  const { log, clock } = world.parts;
  const onProblem = (problem: string): void => expect.unreachable(problem);
  const store = await openStateStore({ folder, log, onProblem });
  await store.save(world.queue.snapshot().items);
  await store.close();
  const auditLog = await openAuditLog({ folder, clock, log, onProblem });
  await auditRecorder(auditLog).record(request, { kind: 'receive' });
  await auditLog.close();
  const token = randomBytes(32).toString('base64url');
  const hooks = { hooks: { PermissionRequest: [hookEntry({ port: 27_182, token })] } };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(hooks));
  const device = world.devices.book.find(phone.keys.id);
  if (!device) throw new Error('no device');
  const line = link(sha256, CHAIN_START, clock.now(), {
    kind: 'paired',
    device: { ...device },
  });
  const mac = createHmac('sha256', randomBytes(32)).update(line.hash).digest('hex');
  await writeFile(join(folder, 'devices.jsonl'), `${canonicalJson({ line, mac })}\n`);
  const subscription = {
    endpoint: 'https://push.example/abc',
    keys: { p256dh: phone.keys.agreementKey, auth: randomBytes(16).toString('base64url') },
  };
  const trace = { lastSeenAt: clock.now(), subscription, confirmedAt: null, pushProblem: null };
  const remote = { version: 1, devices: [{ id: phone.keys.id, trace }] };
  await writeFile(join(folder, 'remote.json'), JSON.stringify(remote));
  return folder;
}

/** Every text that stands in any of the files. */
async function readAll(folder: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const collect = (value: JsonValue): void => {
    if (typeof value === 'string') found.add(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      Object.values(value as JsonObject).forEach(collect);
    }
  };
  const names = await readdir(folder);
  expect(names.sort()).toEqual(
    ['audit.jsonl', 'devices.jsonl', 'remote.json', 'settings.json', 'state.json'].sort(),
  );
  for (const name of names) {
    const text = await readFile(join(folder, name), 'utf8');
    const documents = name.endsWith('l') ? text.trim().split('\n') : [text];
    for (const document of documents) collect(JSON.parse(document) as JsonValue);
  }
  return found;
}

/** One call in all the ways in which a text could be taken for a right to decide. */
async function tryWith(
  thief: RemoteDevice,
  phone: RemoteDevice,
  request: Request,
  path: string,
  secret: string,
): Promise<readonly { readonly status: number }[]> {
  const text = /^[\x21-\x7e]+$/.test(secret) ? secret : encodeURIComponent(secret);
  const decision = await signDecision(thief, request, allow, text.slice(0, 512), {
    device: phone.keys.id,
  });
  const body = JSON.stringify(decision);
  const url = thief.address + path;
  const bearer = text.startsWith('Bearer ') ? text : `Bearer ${text}`;
  const signature = text
    .replace(/[^\w-]/g, '')
    .padEnd(86, 'A')
    .slice(0, 86);
  const own = await signedHeaders(thief, path, body);
  return [
    await post(url, body, { authorization: bearer, cookie: `token=${text}` }),
    await call(thief, path, body, { headers: { authorization: bearer } }),
    await call(thief, path, body, { device: phone.keys.id, headers: { authorization: bearer } }),
    await post(url, body, {
      ...own,
      [REMOTE_HEADERS.device]: phone.keys.id,
      [REMOTE_HEADERS.signature]: signature,
    }),
  ];
}
