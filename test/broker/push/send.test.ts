import { createECDH } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { sendPush } from '../../../src/broker/push/send.ts';
import { PUSH_SIZE } from '../../../src/protocol/push.ts';
import { serve } from '../../rigs/claude/serve.ts';
import { until } from '../../rigs/claude/wait.ts';
import { decrypt } from '../../rigs/push/handset.ts';
import { LoopbackAgent, type Fault } from '../../rigs/push/push-service.ts';
import { aPush, openSending, type Sending } from './sending.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await openSending();
});
afterEach(async () => {
  await sending.close();
});

const refuseWith = (status: number, headers: Readonly<Record<string, string>> = {}): Fault => ({
  ...{ kind: 'refuse', status, headers },
});

test('the decryption used here is the one of RFC 8291 (Appendix A)', () => {
  const keys = createECDH('prime256v1');
  keys.setPrivateKey('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url');
  const auth = Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url');
  const body = Buffer.from(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    'base64url',
  );
  expect(decrypt(body, keys, auth).toString()).toBe('When I grow up, I want to be a watermelon');
});

test('a push is taken by a strict service, and opened by the device', async () => {
  const handset = sending.handset();
  const push = aPush(sending, handset);
  expect(await sendPush(sending.ports, push)).toEqual({ kind: 'accepted' });
  const received = await until('a push', () => handset.received[0]);
  expect(received.text).toBe(push.envelope);
  expect(received.content).toMatchObject({ kind: 'test', push: 'p1' });
  expect(sending.intake.attempts()).toMatchObject([
    {
      status: 201,
      headers: { ttl: '60', urgency: 'high', topic: 'tag-1', 'content-encoding': 'aes128gcm' },
    },
  ]);
  expect(sending.intake.attempts()[0]?.size).toBe(PUSH_SIZE + 103);
  expect(sending.log.lines).toEqual([]);
});

test('the life of a push is never 0: it would be dropped where the device sleeps', async () => {
  const push = aPush(sending, sending.handset());
  for (const life of [-5_000, 0, 999, 1_999]) {
    await sendPush(sending.ports, { ...push, endsAt: sending.time.clock.now() + life });
  }
  expect(sending.intake.attempts().map(({ headers }) => headers['ttl'])).toEqual(
    Array(4).fill('1'),
  );
});

describe('what a service answers', () => {
  it.each([
    [404, {}, { kind: 'gone' }],
    [410, {}, { kind: 'gone' }],
    [401, {}, { kind: 'key-mismatch' }],
    [403, {}, { kind: 'key-mismatch' }],
    [413, {}, { kind: 'too-large' }],
    [429, {}, { kind: 'later', after: null }],
    [429, { 'retry-after': '7' }, { kind: 'later', after: 7_000 }],
    [503, { 'retry-after': 'soon' }, { kind: 'later', after: null }],
    [400, {}, { kind: 'refused' }],
    [307, { location: 'https://127.0.0.1/' }, { kind: 'refused' }],
  ])('%i %j', async (status, headers, outcome) => {
    sending.intake.setFault(() => refuseWith(status, headers));
    const push = aPush(sending, sending.handset());
    expect(await sendPush(sending.ports, push)).toEqual(outcome);
    expect(sending.intake.attempts()).toHaveLength(1);
    expect(sending.log.lines.join()).toContain(`"status":${status}`);
    expect(sending.log.lines.join()).toContain('refused because a test wants it');
  });

  it('may be a date', async () => {
    const inAMinute = new Date(sending.time.clock.now() + 60_000).toUTCString();
    sending.intake.setFault(() => refuseWith(503, { 'retry-after': inAMinute }));
    const outcome = await sendPush(sending.ports, aPush(sending, sending.handset()));
    if (outcome.kind !== 'later') throw new Error(outcome.kind);
    expect(Math.abs(outcome.after! - 60_000)).toBeLessThan(1_001);
  });

  it('is for real where the subscription ended, or was made for other keys', async () => {
    const handset = sending.handset();
    handset.expire();
    expect(await sendPush(sending.ports, aPush(sending, handset))).toEqual({ kind: 'gone' });
    const other = await openSending();
    try {
      const ports = { ...other.ports, agent: sending.intake.agent };
      const outcome = await sendPush(ports, aPush(sending, sending.handset()));
      expect(outcome).toEqual({ kind: 'key-mismatch' });
    } finally {
      await other.close();
    }
  });

  it('is for real where the push is too large', async () => {
    const push = aPush(sending, sending.handset());
    const outcome = await sendPush(sending.ports, { ...push, envelope: 'x'.repeat(3_994) });
    expect(outcome).toEqual({ kind: 'too-large' });
  });

  it('tells the log nothing of the address or the keys', async () => {
    const handset = sending.handset();
    handset.expire();
    await sendPush(sending.ports, aPush(sending, handset));
    const { endpoint, keys } = handset.subscription;
    const logged = sending.log.lines.join();
    for (const secret of [endpoint.split('/').at(-1)!, keys.auth, keys.p256dh]) {
      expect(logged).not.toContain(secret);
    }
  });
});

describe('an address', () => {
  it.each([
    'https://127.0.0.1/x',
    'https://updates.push.services.mozilla.com:8443/x',
    'https://evil.example/x',
    'https://updates.push.services.mozilla.com@evil.example/x',
  ])('that is none of a push service gets nothing: %s', async (endpoint) => {
    const handset = sending.handset();
    const push = aPush(sending, handset);
    const subscription = { ...push.subscription, endpoint };
    expect(await sendPush(sending.ports, { ...push, subscription })).toEqual({
      kind: 'not-usable',
    });
    expect(sending.intake.attempts()).toEqual([]);
  });

  it('that the person allows gets something', async () => {
    const push = aPush(sending, sending.handset());
    const subscription = { ...push.subscription, endpoint: 'https://push.example.org/x' };
    const ports = { ...sending.ports, hosts: () => ['push.example.org'] };
    const outcome = await sendPush(ports, { ...push, subscription });
    // Its certificate is for another name, so nothing was sent there.
    expect(outcome).toEqual({ kind: 'unreachable', maybe: false });
  });

  it('with keys that are none gets nothing', async () => {
    const push = aPush(sending, sending.handset());
    const keys = { p256dh: 'AAAA', auth: 'AAAA' };
    const subscription = { ...push.subscription, keys };
    expect(await sendPush(sending.ports, { ...push, subscription })).toEqual({
      kind: 'not-usable',
    });
    expect(sending.intake.attempts()).toEqual([]);
  });
});

describe('a service that is no good', () => {
  /** Sends to a server of its own in the place of the strict service. */
  async function sendTo(server: Server, ca = sending.certificate.ca) {
    const { url, close } = await serve(server);
    const agent = new LoopbackAgent(Number(new URL(url).port), ca);
    try {
      const push = aPush(sending, sending.handset());
      return await sendPush({ ...sending.ports, agent }, push);
    } finally {
      agent.destroy();
      await close();
    }
  }

  it('is not there: nothing was sent', async () => {
    const push = aPush(sending, sending.handset());
    await sending.intake.close();
    expect(await sendPush(sending.ports, push)).toEqual({ kind: 'unreachable', maybe: false });
  });

  it('can’t prove who it is: nothing was sent', async () => {
    const outcome = await sendTo(createServer(sending.certificate), '');
    expect(outcome).toEqual({ kind: 'unreachable', maybe: false });
  });

  it('says the address back: the log does not keep it', async () => {
    const server = createServer(sending.certificate, (request, response) => {
      request.resume();
      response.writeHead(400).end(`no such thing: ${request.url ?? ''}`);
    });
    expect(await sendTo(server)).toEqual({ kind: 'refused' });
    expect(sending.log.lines.join()).toMatch(/no such thing: \/wpush\/v2\/…/);
  });

  it('hangs up without an answer: it may have taken the push', async () => {
    const server = createServer(sending.certificate, (request) => {
      request.resume().on('end', () => request.socket.destroy());
    });
    expect(await sendTo(server)).toEqual({ kind: 'unreachable', maybe: true });
  });

  it('never comes to an end of its answer: its status counts', async () => {
    const server = createServer(sending.certificate, (request, response) => {
      request.resume();
      response.writeHead(201);
      const more = (): void => void response.write('x'.repeat(1_024), more);
      more();
    });
    expect(await sendTo(server)).toEqual({ kind: 'accepted' });
  });
});
