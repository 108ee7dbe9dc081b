import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type { ServerIdentity } from '../../src/broker/devices/identity.ts';
import type {
  DecisionNonces,
  KeyHolder,
  PairingDoor,
  RemoteParts,
  Replays,
} from '../../src/broker/remote/remote-parts.ts';
import type { Device } from '../../src/core/pairing/device.ts';
import { pairingStatement, welcomeStatement } from '../../src/core/pairing/statements.ts';
import type { Clock } from '../../src/core/ports.ts';
import { refused, type Outcome } from '../../src/core/request/item.ts';
import { REMOTE_CLOCK_SKEW, type PairAnswer } from '../../src/protocol/remote.ts';

const dsaEncoding = 'ieee-p1363';

/** A desk's identity with a real key. It agrees on no sealing key. */
export function anIdentity(): ServerIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([
    Buffer.of(4),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ]);
  const signingKey = point.toString('base64url');
  return {
    id: createHash('sha256').update(point).digest('base64url').slice(0, 22),
    signingKey,
    agreementKey: signingKey,
    sign: (statement) =>
      sign('sha256', Buffer.from(statement), { key: privateKey, dsaEncoding }).toString(
        'base64url',
      ),
    sealingKey: () => new Uint8Array(32),
  };
}

/** Whether a key made a signature, as `RemoteParts` has it. */
export const verifySignature: RemoteParts['verify'] = (publicKey, statement, signature) => {
  const point = Buffer.from(publicKey, 'base64url');
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  const key = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const bytes = Buffer.from(signature, 'base64url');
  return verify('sha256', Buffer.from(statement), { key, dsaEncoding }, bytes);
};

/** Paired devices in memory. */
export interface FakeDevices {
  readonly book: RemoteParts['devices'];
  add(device: Device): void;
  revoke(id: string): void;
}

/** No device is paired. */
export function fakeDevices(): FakeDevices {
  const devices = new Map<string, Device>();
  const revoked = new Set<string>();
  const listeners = new Set<() => void>();
  const changed = (): void => listeners.forEach((listener) => listener());
  return {
    book: {
      find: (id) => devices.get(id),
      wasRevoked: (id) => revoked.has(id),
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    add(device) {
      devices.set(device.id, device);
      changed();
    },
    revoke(id) {
      devices.delete(id);
      revoked.add(id);
      changed();
    },
  };
}

/** Nonces for decisions, and what became of these. */
export function fakeNonces(): DecisionNonces {
  const open = new Map<string, string>();
  const outcomes = new Map<string, Promise<Outcome>>();
  const key = (...parts: readonly string[]): string => parts.join(' ');
  return {
    give(device, request) {
      const nonce = open.get(key(device, request)) ?? randomBytes(16).toString('base64url');
      open.set(key(device, request), nonce);
      return nonce;
    },
    given: (device, request) => open.get(key(device, request)) ?? null,
    outcomeOf: (device, request, signature) =>
      outcomes.get(key(device, request, signature)) ?? null,
    spend(device, request, signature, decide) {
      open.delete(key(device, request));
      const outcome = decide();
      outcomes.set(key(device, request, signature), outcome);
      return outcome;
    },
  };
}

/** A memory of calls that never forgets. */
export function fakeReplays(clock: Clock): Replays {
  const seen = new Set<string>();
  return {
    take(device, nonce, at) {
      if (!(Math.abs(clock.now() - at) <= REMOTE_CLOCK_SKEW)) return 'clock';
      if (seen.has(`${device} ${nonce}`)) return 'replayed';
      seen.add(`${device} ${nonce}`);
      return 'fresh';
    },
  };
}

/** A pairing for one device, with one secret. */
export interface FakePairing extends PairingDoor {
  /** The person typed the right digits. */
  confirm(pairedAt: number): void;
}

/** A pairing that is open, with this secret. */
export function fakePairing(
  secret: string,
  identity: ServerIdentity,
  devices: FakeDevices,
): FakePairing {
  let candidate: (KeyHolder & Pick<Device, 'agreementKey'>) | null = null;
  const hmac = (statement: string): string =>
    createHmac('sha256', secret).update(statement).digest('hex');
  const refusal = (code: 'wrong-code' | 'pairing-taken') =>
    ({ kind: 'refused', code, message: `This is the pairing: ${code}.` }) as const;
  return {
    prove(call) {
      const { signingKey, agreementKey, name, origin } = call;
      if (call.proof !== hmac(pairingStatement(call))) return refusal('wrong-code');
      if (candidate) return refusal('pairing-taken');
      const id = createHash('sha256')
        .update(Buffer.from(signingKey, 'base64url'))
        .digest('base64url')
        .slice(0, 22);
      candidate = { id, name, signingKey, agreementKey, origin };
      const ours = {
        serverSigningKey: identity.signingKey,
        serverAgreementKey: identity.agreementKey,
        nonce: randomBytes(16).toString('base64url'),
        pushKey: identity.signingKey,
      };
      const proof = hmac(welcomeStatement({ deviceProof: call.proof, ...ours }));
      const answer: PairAnswer = { ...ours, serverName: 'desk', proof };
      return { kind: 'proved', answer };
    },
    candidate: (id) => (candidate?.id === id ? candidate : null),
    state(id) {
      if (devices.book.find(id)) return 'paired';
      return candidate?.id === id ? 'waiting' : null;
    },
    confirm(pairedAt) {
      if (candidate) devices.add({ ...candidate, pairedAt });
    },
  };
}

/** Pushes that go nowhere, and what devices asked of them. */
export function fakePush(): RemoteParts['push'] & { readonly asked: string[] } {
  const asked: string[] = [];
  const done: Outcome = { kind: 'done', note: null };
  return {
    asked,
    subscribe(device, subscription) {
      asked.push(`subscribe ${device.id} ${subscription?.endpoint ?? 'nowhere'}`);
      return Promise.resolve(done);
    },
    confirmed: (device, push) => void asked.push(`confirmed ${device.id} ${push}`),
    test(device) {
      asked.push(`test ${device.id}`);
      return Promise.resolve(refused('test-failed', 'This device receives no pushes.'));
    },
    state: () => ({ subscribed: false, confirmedAt: null }),
  };
}
