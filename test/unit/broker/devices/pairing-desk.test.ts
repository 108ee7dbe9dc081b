import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ServerIdentity } from '../../../../src/broker/devices/identity.ts';
import { hmacSha256, keyId } from '../../../../src/broker/devices/keys.ts';
import {
  createPairingDesk,
  type PairingDesk,
} from '../../../../src/broker/devices/pairing-desk.ts';
import { openServerIdentity } from '../../../../src/broker/devices/server-identity.ts';
import type { Device } from '../../../../src/core/pairing/device.ts';
import { PAIRING_TIME } from '../../../../src/core/pairing/pairing.ts';
import {
  confirmDigits,
  confirmStatement,
  pairingStatement,
  welcomeStatement,
} from '../../../../src/core/pairing/statements.ts';
import { readTypedCode } from '../../../../src/core/pairing/typed-code.ts';
import { refused, type Outcome } from '../../../../src/core/request/item.ts';
import {
  pairAnswerSchema,
  pairCallSchema,
  type PairCall,
} from '../../../../src/protocol/remote.ts';
import { pairingStatusSchema } from '../../../../src/protocol/remote-status.ts';
import { makeDeviceKeys, type DeviceKeys } from '../../../fakes/device-keys.ts';
import { handClock } from '../../../fakes/queue-ports.ts';
import { fakeVault } from '../../../fakes/vault.ts';

const ORIGIN = 'https://desk.example';
const done: Outcome = { kind: 'done', note: null };
/** A point of P-256; which one does not matter here. */
let pushKey = '';
let identity: ServerIdentity;

beforeEach(async () => {
  vi.useFakeTimers();
  identity = await openServerIdentity(fakeVault());
  pushKey = identity.agreementKey;
});
afterEach(() => {
  vi.useRealTimers();
});

function aDesk() {
  const clock = handClock(1_000);
  const kept: Device[] = [];
  const world = {
    clock,
    kept,
    address: ORIGIN as string | null,
    add: (device: Device): Promise<Outcome> => {
      kept.push(device);
      return Promise.resolve(done);
    },
    changes: 0,
  };
  const desk = createPairingDesk({
    clock,
    identity,
    serverName: 'laptop',
    pushKey,
    book: {
      add: (device) => world.add(device),
      find: (id) => kept.find((device) => device.id === id),
    },
    address: () => world.address,
    isOurs: (origin) => origin === ORIGIN || origin === 'http://127.0.0.1:8080',
  });
  desk.onChange(() => (world.changes += 1));
  return { ...world, world, desk };
}

/** What a device reads off the screen. */
function secretsOf(desk: PairingDesk) {
  const { link, code } = desk.status()!;
  return { link: link!.split('#pair=')[1]!, typed: readTypedCode(code)! };
}

function callOf(keys: DeviceKeys, secret: string, fields: Partial<PairCall> = {}): PairCall {
  const { signingKey, agreementKey } = keys;
  const base = { by: 'link', origin: ORIGIN, signingKey, agreementKey, name: 'Phone' } as const;
  const call = { ...base, ...fields, proof: '' };
  return { ...call, proof: hmacSha256(secret, pairingStatement(call)), ...fields };
}

/** Pairs up to the digits; what the device then shows. */
function proved(desk: PairingDesk, keys: DeviceKeys, fields: Partial<PairCall> = {}): string {
  const secret = secretsOf(desk)[fields.by ?? 'link'];
  const outcome = desk.prove(callOf(keys, secret, fields));
  if (outcome.kind === 'refused') throw new Error(outcome.message);
  return confirmDigits(hmacSha256(secret, confirmStatement({ ...keys, ...outcome.answer })));
}

describe('pairing', () => {
  test.each(['link', 'typed'] as const)('leads from the %s secret to the register', async (by) => {
    const { desk, kept, clock } = aDesk();
    const keys = await makeDeviceKeys();
    const id = keyId(keys.signingKey);
    expect(desk.status()).toBeNull();
    expect(desk.state(id)).toBeNull();
    desk.open();
    expect(pairingStatusSchema.parse(desk.status())).toMatchObject({
      endsAt: clock.now() + PAIRING_TIME,
      triesLeft: 5,
      device: null,
    });
    const digits = proved(desk, keys, { by });
    expect(desk.status()?.device).toEqual({ name: 'Phone' });
    expect(desk.state(id)).toBe('waiting');
    expect(desk.candidate(id)).toEqual({
      id,
      name: 'Phone',
      signingKey: keys.signingKey,
      origin: ORIGIN,
    });
    expect(await desk.typeDigits(`${digits.slice(0, 3)} ${digits.slice(3)}`)).toEqual(done);
    expect(kept).toEqual([
      {
        id,
        name: 'Phone',
        signingKey: keys.signingKey,
        agreementKey: keys.agreementKey,
        origin: ORIGIN,
        pairedAt: clock.now(),
      },
    ]);
    expect(desk.state(id)).toBe('paired');
    expect(desk.status()).toBeNull();
    kept.length = 0;
    expect(desk.state(id)).toBe('refused');
  });

  test('proves the desk to the device, and to that call alone', async () => {
    const { desk } = aDesk();
    desk.open();
    const { link } = secretsOf(desk);
    const call = pairCallSchema.parse(callOf(await makeDeviceKeys(), link));
    const outcome = desk.prove(call);
    if (outcome.kind === 'refused') throw new Error(outcome.message);
    const { proof, serverName, ...said } = pairAnswerSchema.parse(outcome.answer);
    expect(serverName).toBe('laptop');
    expect(said).toMatchObject({ serverSigningKey: identity.signingKey, pushKey });
    expect(proof).toBe(hmacSha256(link, welcomeStatement({ deviceProof: call.proof, ...said })));
  });

  test('tells the same to a device that asks the same again', async () => {
    const { desk } = aDesk();
    desk.open();
    const call = callOf(await makeDeviceKeys(), secretsOf(desk).link);
    const first = desk.prove(call);
    expect(desk.prove(call)).toEqual(first);
    expect(desk.status()?.triesLeft).toBe(5);
  });

  test('makes secrets of 128 and 60 bits, fresh for each pairing', () => {
    const { desk } = aDesk();
    const seen = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      desk.open();
      const { link, typed } = secretsOf(desk);
      expect(Buffer.from(link, 'base64url')).toHaveLength(16);
      expect(typed).toHaveLength(12);
      seen.add(link).add(typed);
    }
    expect(seen.size).toBe(10);
  });

  test('has no link while there is no address', () => {
    const { desk, world } = aDesk();
    desk.open();
    expect(desk.status()?.link).toMatch(/^https:\/\/desk\.example\/#pair=[\w-]{22}$/);
    world.address = null;
    expect(desk.status()?.link).toBeNull();
  });
});

describe('a pairing is refused', () => {
  test('while none is open', async () => {
    const { desk } = aDesk();
    const keys = await makeDeviceKeys();
    expect(desk.prove(callOf(keys, ''))).toMatchObject({ code: 'pairing-closed' });
    expect(await desk.typeDigits('123456')).toMatchObject({ code: 'pairing-closed' });
  });

  test('with a wrong secret, and with the secret of the other way', async () => {
    const { desk } = aDesk();
    const keys = await makeDeviceKeys();
    desk.open();
    const { link, typed } = secretsOf(desk);
    expect(desk.prove(callOf(keys, 'guess'))).toMatchObject({ code: 'wrong-code' });
    expect(desk.prove(callOf(keys, typed))).toMatchObject({ code: 'wrong-code' });
    expect(desk.prove(callOf(keys, link, { by: 'typed' }))).toMatchObject({ code: 'wrong-code' });
    expect(desk.status()?.triesLeft).toBe(2);
  });

  test.each<[string, (call: PairCall, other: DeviceKeys) => PairCall]>([
    ['key', (call, { signingKey }) => ({ ...call, signingKey })],
    ['key to agree with', (call, { agreementKey }) => ({ ...call, agreementKey })],
    ['name', (call) => ({ ...call, name: 'Other' })],
    ['address', (call) => ({ ...call, origin: 'http://127.0.0.1:8080' })],
    ['proof', (call) => ({ ...call, proof: '0'.repeat(64) })],
  ])('with another %s than was proved', async (_, change) => {
    const { desk } = aDesk();
    desk.open();
    const call = callOf(await makeDeviceKeys(), secretsOf(desk).link);
    expect(desk.prove(change(call, await makeDeviceKeys()))).toMatchObject({ code: 'wrong-code' });
  });

  test('with keys that are none', async () => {
    const { desk } = aDesk();
    desk.open();
    const keys = await makeDeviceKeys();
    const { link } = secretsOf(desk);
    for (const bad of [{ signingKey: 'A'.repeat(87) }, { agreementKey: 'A'.repeat(87) }]) {
      expect(desk.prove(callOf({ ...keys, ...bad }, link))).toMatchObject({ code: 'bad-message' });
    }
    expect(desk.status()).toMatchObject({ triesLeft: 5, device: null });
  });

  test('from an address that is not ours, though the secret is right', async () => {
    const { desk } = aDesk();
    desk.open();
    const keys = await makeDeviceKeys();
    const call = callOf(keys, secretsOf(desk).link, { origin: 'https://evil.example' });
    expect(desk.prove(call)).toMatchObject({ code: 'address' });
    expect(desk.status()?.device).toBeNull();
  });

  test('for a second device', async () => {
    const { desk } = aDesk();
    desk.open();
    const [one, two] = [await makeDeviceKeys(), await makeDeviceKeys()];
    const digits = proved(desk, one);
    const second = desk.prove(callOf(two, secretsOf(desk).link, { name: 'Second' }));
    expect(second).toMatchObject({ code: 'pairing-taken' });
    expect(desk.candidate(keyId(two.signingKey))).toBeNull();
    expect(await desk.typeDigits(digits)).toEqual(done);
    expect(desk.state(keyId(two.signingKey))).toBeNull();
  });

  test('with the fifth wrong try; the sixth is not even looked at', async () => {
    const { desk, kept } = aDesk();
    desk.open();
    const keys = await makeDeviceKeys();
    const { link } = secretsOf(desk);
    for (let tries = 0; tries < 5; tries += 1) desk.prove(callOf(keys, 'guess'));
    expect(desk.status()).toBeNull();
    expect(desk.prove(callOf(keys, link))).toMatchObject({
      code: 'pairing-closed',
      message:
        'This pairing is over: there were too many wrong codes. Open a new one in the editor.',
    });
    expect(kept).toEqual([]);
  });

  test('with wrong digits five times', async () => {
    const { desk, kept } = aDesk();
    desk.open();
    const keys = await makeDeviceKeys();
    const digits = proved(desk, keys);
    const wrong = digits === '000000' ? '000001' : '000000';
    const first = await desk.typeDigits(wrong);
    expect(first).toMatchObject({
      code: 'wrong-digits',
      message: expect.stringContaining('4 tries are left') as unknown,
    });
    for (let tries = 1; tries < 5; tries += 1) await desk.typeDigits(wrong);
    expect(await desk.typeDigits(digits)).toMatchObject({ code: 'pairing-closed' });
    expect(desk.state(keyId(keys.signingKey))).toBe('refused');
    expect(kept).toEqual([]);
  });

  test('with digits of another length, which is no try', async () => {
    const { desk } = aDesk();
    desk.open();
    const digits = proved(desk, await makeDeviceKeys());
    for (const text of ['', '12345', `${digits}0`, 'abcdef', '１２３４５６']) {
      expect(await desk.typeDigits(text)).toMatchObject({ code: 'wrong-digits' });
    }
    expect(desk.status()?.triesLeft).toBe(5);
  });

  test('with digits before a device proved itself', async () => {
    const { desk } = aDesk();
    desk.open();
    expect(await desk.typeDigits('000000')).toMatchObject({ code: 'pairing-closed' });
    expect(desk.status()?.triesLeft).toBe(5);
  });

  test('when its two minutes are over, and the editor hears it', async () => {
    const { desk, clock, world } = aDesk();
    desk.open();
    const keys = await makeDeviceKeys();
    const digits = proved(desk, keys);
    const { changes } = world;
    clock.forward(PAIRING_TIME);
    vi.advanceTimersByTime(PAIRING_TIME);
    expect(world.changes).toBe(changes + 1);
    expect(desk.status()).toBeNull();
    expect(await desk.typeDigits(digits)).toMatchObject({
      code: 'pairing-closed',
      message: 'This pairing is over: its two minutes have passed.',
    });
    expect(desk.state(keyId(keys.signingKey))).toBe('refused');
  });

  test('at the end of its time, whether or not a timer rang', async () => {
    const { desk, clock } = aDesk();
    desk.open();
    const digits = proved(desk, await makeDeviceKeys());
    clock.forward(PAIRING_TIME);
    expect(await desk.typeDigits(digits)).toMatchObject({ code: 'pairing-closed' });
  });

  test('when it is cancelled, or another one is opened', async () => {
    const { desk } = aDesk();
    const keys = await makeDeviceKeys();
    desk.open();
    const { link } = secretsOf(desk);
    proved(desk, keys);
    desk.cancel();
    expect(desk.status()).toBeNull();
    expect(desk.state(keyId(keys.signingKey))).toBe('refused');
    desk.open();
    expect(desk.prove(callOf(keys, link))).toMatchObject({ code: 'wrong-code' });
    desk.close();
    expect(desk.status()).toBeNull();
  });

  test('where the register can’t keep the device: it is told, and is not paired', async () => {
    const { desk, world } = aDesk();
    const keys = await makeDeviceKeys();
    const id = keyId(keys.signingKey);
    desk.open();
    const no = refused('device-not-kept', 'The disk is full.');
    let failed: (outcome: Outcome) => void = () => undefined;
    world.add = () => new Promise((resolve) => (failed = resolve));
    const typing = desk.typeDigits(proved(desk, keys));
    // Nothing is said before it is on disk.
    expect(desk.state(id)).toBe('waiting');
    failed(no);
    expect(await typing).toBe(no);
    expect(desk.state(id)).toBe('refused');
  });
});
