import { createServer, type RequestListener } from 'node:http';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verifyAddress, type Reach } from '../../../src/broker/tunnel/verify.ts';
import { makeCertificates, type Certificates } from '../../rigs/tunnel/certificates.ts';
import { closeServer, listenOn, startReachListener } from '../../rigs/tunnel/listener.ts';
import { folderForTests } from './keeper.ts';

const PROOF = 'a'.repeat(64);
const proofFor = (): string => PROOF;

/** What is said of an address where this answers. */
async function reachOf(answer: RequestListener, within?: number): Promise<Reach> {
  const server = createServer(answer);
  const port = await listenOn(server);
  onTestFinished(() => closeServer(server));
  const origin = `http://127.0.0.1:${port}`;
  return verifyAddress({ origin, proofFor, ...(within === undefined ? {} : { within }) });
}

/** An answer with this status, type and body. */
const answering =
  (
    status: number,
    type: string,
    body: string,
    headers: Record<string, string> = {},
  ): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

const json = JSON.stringify;

describe('whether an address leads to us', () => {
  it('is proved by the answer to a fresh challenge', async () => {
    const listener = await startReachListener();
    onTestFinished(() => listener.close());
    const { origin } = listener;
    const asked: string[] = [];
    const verification = {
      origin,
      proofFor(challenge: string) {
        asked.push(challenge);
        return listener.proofFor(challenge);
      },
    };
    expect(await verifyAddress(verification)).toEqual({ kind: 'reached' });
    expect(await verifyAddress(verification)).toEqual({ kind: 'reached' });
    expect(new Set(asked).size).toBe(2);
    for (const challenge of asked) expect(challenge).toMatch(/^[0-9a-f]{64}$/);
    expect(listener.calls[0]).toMatchObject({
      accept: '*/*',
      'content-type': 'application/json',
      'ngrok-skip-browser-warning': '1',
      'x-tunnel-skip-antiphishing-page': '1',
    });
  });

  it.each<[string, RequestListener, string]>([
    [
      'another proof',
      answering(200, 'application/json', json({ proof: 'b'.repeat(64) })),
      'another-program',
    ],
    [
      'the proof and more',
      answering(200, 'application/json', json({ proof: PROOF, more: 1 })),
      'another-program',
    ],
    [
      'the proof with a failure',
      answering(500, 'application/json', json({ proof: PROOF })),
      'another-program',
    ],
    ['no JSON', answering(200, 'application/json', '{'), 'another-program'],
    ['nothing known', answering(404, 'text/html', 'Not found'), 'another-program'],
    [
      'too much',
      answering(200, 'application/json', ' '.repeat(5000) + json({ proof: PROOF })),
      'another-program',
    ],
    [
      'a page to warn',
      answering(200, 'text/html; charset=utf-8', '<h1>You are about to visit'),
      'warning-page',
    ],
    ['a page to sign in', answering(401, 'text/html', '<h1>Sign in'), 'warning-page'],
    [
      'a way elsewhere',
      answering(302, 'text/html', '', { location: 'https://github.com/login' }),
      'warning-page',
    ],
    ['a bad gateway', answering(502, 'text/html', '<h1>502 Bad Gateway'), 'not-reached'],
    ['Cloudflare without its tunnel', answering(530, 'text/html', 'error 1033'), 'not-reached'],
    [
      'ngrok without its tunnel',
      answering(404, 'text/html', '', { 'ngrok-error-code': 'ERR_NGROK_3200' }),
      'not-reached',
    ],
    ['a connection that breaks', (request) => void request.socket.destroy(), 'not-reached'],
  ])('is not where it answers %s', async (_what, answer, code) => {
    const reach = await reachOf(answer);
    expect(reach).toMatchObject({ kind: 'failed', code });
    expect(reach.kind === 'failed' && reach.message.length > 40).toBe(true);
  });

  it('is not where a redirect leads to the right answer', async () => {
    const listener = await startReachListener();
    onTestFinished(() => listener.close());
    const location = `${listener.origin}/api/reach`;
    const reach = await reachOf(answering(307, 'text/plain', '', { location }));
    expect(reach).toMatchObject({ kind: 'failed', code: 'warning-page' });
    expect(listener.calls).toEqual([]);
  });

  it('is given up where no answer comes, or none that ends', async () => {
    const silent = await reachOf(() => undefined, 200);
    expect(silent).toMatchObject({ kind: 'failed', code: 'not-reached' });
    const endless = await reachOf((_request, response) => void response.write('{'), 200);
    expect(endless).toMatchObject({ kind: 'failed', code: 'not-reached' });
  });

  it('is not read from an endless answer', async () => {
    const reach = await reachOf((_request, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(' '.repeat(1000), more);
      };
      more();
    });
    expect(reach).toMatchObject({ kind: 'failed', code: 'another-program' });
  });

  it('says of an unknown name, and of a port where nothing listens, that it is not reached', async () => {
    const { origin, close } = await startReachListener();
    await close();
    for (const address of ['https://nothing.invalid', origin]) {
      const reach = await verifyAddress({ origin: address, proofFor });
      expect(reach).toMatchObject({ kind: 'failed', code: 'not-reached' });
    }
  });

  it('sends nothing over plain http, but to this machine', async () => {
    const reach = await verifyAddress({ origin: 'http://192.0.2.1', proofFor });
    expect(reach).toMatchObject({ kind: 'failed', code: 'not-https' });
  });
});

describe('whether an address over TLS leads to us', () => {
  const folder = folderForTests();
  let certificates: Certificates;
  beforeAll(async () => {
    certificates = await makeCertificates(folder, ['other.test']);
  });

  it('is not where the certificate is for another name', async () => {
    const listener = await startReachListener(certificates);
    onTestFinished(() => listener.close());
    const { origin, proofFor: proof } = listener;
    const { ca } = certificates;
    expect(await verifyAddress({ origin, proofFor: proof, ca })).toMatchObject({
      kind: 'failed',
      code: 'tls',
    });
    const byNumber = origin.replace('localhost', '127.0.0.1');
    expect(await verifyAddress({ origin: byNumber, proofFor: proof, ca })).toEqual({
      kind: 'reached',
    });
  });

  it('is not where no TLS is spoken', async () => {
    const listener = await startReachListener();
    onTestFinished(() => listener.close());
    const origin = listener.origin.replace('http:', 'https:');
    expect(await verifyAddress({ origin, proofFor })).toMatchObject({
      kind: 'failed',
      code: 'tls',
    });
  });
});
