import { createPublicKey, verify } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import {
  createAuthorize,
  isSubject,
  openPushKeys,
  PUSH_SUBJECT,
} from '../../../src/broker/push/vapid.ts';
import type { Vault, VaultEntry } from '../../../src/broker/vault.ts';
import { handClock, keptLog } from '../../fakes/queue-ports.ts';
import { memoryVault } from './sending.ts';

const ORIGIN = 'https://web.push.apple.com';
const HOUR = 60 * 60 * 1_000;

let entries: Map<VaultEntry, string>;
let vault: Vault;
beforeEach(() => {
  entries = new Map();
  vault = memoryVault(entries);
});

test('the keys are made once, and stay', async () => {
  const keys = await openPushKeys(vault, keptLog());
  expect(await openPushKeys(vault, keptLog())).toEqual(keys);
  expect([...entries.keys()]).toEqual(['pushKeys']);
});

test.each([
  ['no JSON', () => '{'],
  ['another form', () => '{"publicKey":"a","privateKey":"b"}'],
  ['a number that the curve does not have', (kept: string) => changed(kept, '_'.repeat(43))],
  ['keys that do not belong together', (kept: string) => changed(kept, `A${'a'.repeat(41)}A`)],
])('damaged keys (%s) are made anew, and the log says so', async (_what, damage) => {
  const keys = await openPushKeys(vault, keptLog());
  entries.set('pushKeys', damage(JSON.stringify(keys)));
  const log = keptLog();
  const made = await openPushKeys(vault, log);
  expect(made.publicKey).not.toBe(keys.publicKey);
  expect(log.lines).toHaveLength(1);
  expect(await openPushKeys(vault, keptLog())).toEqual(made);
});

test('without the vault no keys are made: there may be others in it', async () => {
  const locked = { ...vault, read: () => Promise.reject(new Error('locked')) };
  await expect(openPushKeys(locked, keptLog())).rejects.toThrow('locked');
  expect(entries.size).toBe(0);
});

test('a token says who sends, to whom and until when, and is used again for hours', async () => {
  const clock = handClock(Date.now());
  const keys = await openPushKeys(vault, keptLog());
  const authorize = createAuthorize(keys, PUSH_SUBJECT, clock);
  const header = authorize(ORIGIN);
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(key).toBe(keys.publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const raw = Buffer.from(key, 'base64url');
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'));
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x!, y: y! },
    format: 'jwk',
  });
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify('sha256', signed, how, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
    aud: ORIGIN,
    exp: Math.floor((clock.now() + 12 * HOUR) / 1_000),
    sub: PUSH_SUBJECT,
  });

  clock.forward(5 * HOUR);
  expect(authorize(ORIGIN)).toBe(header);
  expect(authorize('https://fcm.googleapis.com')).not.toBe(header);
  clock.forward(2 * HOUR);
  expect(authorize(ORIGIN)).not.toBe(header);
});

test.each([
  'mailto:me@localhost',
  'mailto:',
  'mailto: a@b.co',
  'https://localhost/x',
  'https://printer.local',
  'https://127.0.0.1/x',
  'http://example.com',
  'https://a@example.com',
])('a subject that Apple would refuse is refused here: %s', async (subject) => {
  const keys = await openPushKeys(vault, keptLog());
  expect(() => createAuthorize(keys, subject, handClock())).toThrow(RangeError);
});

test('our own subject is the repository', () => {
  expect(isSubject(PUSH_SUBJECT)).toBe(true);
});

function changed(kept: string, privateKey: string): string {
  return JSON.stringify({ ...(JSON.parse(kept) as object), privateKey });
}
