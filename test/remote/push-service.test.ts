import { createECDH, createPrivateKey, sign } from 'node:crypto';
import https from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import webPush from 'web-push';
import { makeCertificate } from '../rigs/push/certificates.ts';
import { startIntake, type Intake } from '../rigs/push/intake.ts';
import { createMailbox, type Letter } from '../rigs/push/mailbox.ts';

const HOST = 'push.test';
const origin = `https://${HOST}`;
const keys = webPush.generateVAPIDKeys();
const others = webPush.generateVAPIDKeys();
const got: Letter[] = [];
let intake: Intake;

beforeAll(async () => {
  intake = await startIntake(await makeCertificate([HOST]));
  const mailbox = createMailbox();
  mailbox.connect((letter) => got.push(letter));
  const own = { channel: 'token', key: keys.publicKey, mailbox };
  intake.subscriptions.set('token', { ...own, gone: false });
  intake.subscriptions.set('gone', { ...own, gone: true });
});
afterAll(() => intake.close());

interface Signing {
  readonly by?: typeof keys;
  /** The key that is said to have signed. */
  readonly as?: typeof keys;
  readonly claims?: Readonly<Record<string, unknown>>;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;
const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** An Authorization header (RFC 8292 §3) that is right but for what is said. */
function authorization({ by = keys, as = by, claims = {} }: Signing = {}): string {
  const point = Buffer.from(by.publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => {
    return half.toString('base64url');
  });
  const jwk = { kty: 'EC', crv: 'P-256', d: by.privateKey, x: x!, y: y! };
  const all = { aud: origin, exp: inSeconds(3_600), sub: 'mailto:me@example.com', ...claims };
  const text = `${base64url({ alg: 'ES256' })}.${base64url(all)}`;
  const signature = sign('sha256', Buffer.from(text), {
    key: createPrivateKey({ key: jwk, format: 'jwk' }),
    dsaEncoding: 'ieee-p1363',
  });
  return `vapid t=${text}.${signature.toString('base64url')}, k=${as.publicKey}`;
}

interface Message {
  readonly token?: string;
  readonly signing?: Signing;
  /** Undefined leaves a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly change?: (body: Buffer) => Buffer;
}

/** Sends a message that is right but for what is said. @returns the status */
function send(message: Message = {}): Promise<number> {
  const { token = 'token', signing, change = (whole: Buffer) => whole } = message;
  const p256dh = createECDH('prime256v1').generateKeys('base64url');
  const receiver = { p256dh, auth: Buffer.alloc(16, 7).toString('base64url') };
  const subscription = { endpoint: `${origin}/send/${token}`, keys: receiver };
  const { body } = webPush.generateRequestDetails(subscription, 'hello', {
    contentEncoding: 'aes128gcm',
  });
  const headers = {
    ...{ ttl: '60', 'content-encoding': 'aes128gcm', authorization: authorization(signing) },
    ...message.headers,
  };
  const named = Object.entries(headers).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const request = https.request(subscription.endpoint, {
      ...{ method: 'POST', agent: intake.agent, headers: Object.fromEntries(named) },
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end(change(body));
  });
}

describe('the senders’ side of the stand-ins', () => {
  it('takes what is right', async () => {
    expect(await send()).toBe(201);
    expect(await send({ headers: { urgency: 'high', topic: 'a'.repeat(32) } })).toBe(201);
    expect(got).toHaveLength(2);
  });

  const wrong: readonly (readonly [string, number, Message])[] = [
    ['no authorization', 401, { headers: { authorization: undefined } }],
    ['a signature by another key', 401, { signing: { by: others, as: keys } }],
    ['the audience of another service', 401, { signing: { claims: { aud: 'https://a.test' } } }],
    ['a token that is over', 401, { signing: { claims: { exp: inSeconds(-1) } } }],
    ['a token for two days', 401, { signing: { claims: { exp: inSeconds(172_800) } } }],
    ['a key that is not the subscription’s', 403, { signing: { by: others } }],
    ['a contact nobody can reach', 403, { signing: { claims: { sub: 'mailto:me@localhost' } } }],
    ['a contact on this machine', 403, { signing: { claims: { sub: 'https://localhost' } } }],
    ['no contact', 403, { signing: { claims: { sub: undefined } } }],
    ['no TTL', 400, { headers: { ttl: undefined } }],
    ['an unknown urgency', 400, { headers: { urgency: 'very-high' } }],
    ['a topic that is too long', 400, { headers: { topic: 'a'.repeat(33) } }],
    ['an older encoding', 400, { headers: { 'content-encoding': 'aesgcm' } }],
    ['a body without a sender key', 400, { change: (body) => (body.writeUInt8(0, 20), body) }],
    ['two records', 400, { change: (body) => (body.writeUInt32BE(18, 16), body) }],
    ['4,097 bytes', 413, { change: (body) => Buffer.concat([body], 4_097) }],
    ['an unknown subscription', 404, { token: 'none' }],
    ['a subscription that is over', 410, { token: 'gone' }],
  ];
  it.each(wrong)('refuses %s', async (_, status, message) => {
    const before = got.length;
    expect(await send(message)).toBe(status);
    expect(got).toHaveLength(before);
  });
});
