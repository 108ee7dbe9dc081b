import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { canonicalJson, type JsonValue } from '../../../src/core/json.ts';
import {
  answerStatement,
  callStatement,
  confirmDigits,
  confirmStatement,
  decisionStatement,
  pairingStatement,
  welcomeStatement,
} from '../../../src/core/pairing/statements.ts';
import type { Outcome, ShownItem } from '../../../src/core/request/item.ts';
import {
  confirmCallSchema,
  decideCallSchema,
  pairCallSchema,
  previewCallSchema,
  REMOTE_CLOCK_SKEW,
  REMOTE_HEADERS,
  REMOTE_PATHS,
  subscribeCallSchema,
  syncCallSchema,
  waitCallSchema,
  type PairAnswer,
  type PairCall,
  type RemoteSnapshot,
} from '../../../src/protocol/remote.ts';
import type { FakeDesk } from './desk.ts';
import { noFaults } from './faults.ts';
import { keyId, mac, newDeskKeys, sha256, signedBy } from './keys.ts';
import { no, Refusal } from './refusal.ts';
import { sealed } from './sealed.ts';
import { serveFile } from './shell.ts';
import { stopsAfter } from './stops.ts';

interface Paired extends PairCall {
  readonly id: string;
  confirmed: boolean;
}

/** Opens a desk on loopback. @param same one that this is too, at another address */
export async function openFakeDesk(same?: FakeDesk): Promise<FakeDesk> {
  const keys = same?.keys ?? newDeskKeys();
  const stranger = newDeskKeys();
  const faults = { ...noFaults };
  let items: readonly ShownItem[] = [];
  let revision = 1;
  let device: Paired | null = same === undefined ? null : pairedOf.get(same)!();
  let answer: PairAnswer | null = null;
  let confirmedAt: number | null = null;
  let pairingRefused = false;
  const nonces = new Map<string, string>();
  const outcomes = new Map<string, { signature: string; outcome: Outcome }>();
  const used = new Set<string>();
  const changes = new Set<() => void>();
  const sockets = new WebSocketServer({ noServer: true });
  const now = (): number => Date.now() + faults.clock;

  const changed = (): void => {
    revision += 1;
    for (const change of [...changes]) change();
    for (const socket of sockets.clients) socket.send(JSON.stringify({ revision }));
  };
  const nonceFor = (id: string): string => {
    const nonce = nonces.get(id) ?? randomBytes(16).toString('base64url');
    nonces.set(id, nonce);
    return nonce;
  };

  function check(request: IncomingMessage, path: string, body: string): string {
    const header = (name: string): string => String(request.headers[name] ?? '');
    const id = header(REMOTE_HEADERS.device);
    const nonce = header(REMOTE_HEADERS.nonce);
    if (device?.id !== id) throw new Refusal('unknown-device');
    const at = Number(header(REMOTE_HEADERS.at));
    const origin = header(REMOTE_HEADERS.origin);
    const mark = { origin, server: keys.id, device: id, at, nonce };
    const statement = callStatement({ ...mark, method: 'POST', path, bodySha256: sha256(body) });
    if (!signedBy(device.signingKey, statement, header(REMOTE_HEADERS.signature)))
      throw new Refusal('bad-signature');
    if (used.has(nonce)) throw new Refusal('replayed');
    used.add(nonce);
    if (Math.abs(now() - at) > REMOTE_CLOCK_SKEW) throw new Refusal('clock');
    if (!device.confirmed && path !== REMOTE_PATHS.paired) throw new Refusal('unknown-device');
    return origin;
  }

  function pair(message: unknown): PairAnswer {
    const call = pairCallSchema.parse(message);
    const secret = desk.secret?.[call.by];
    if (secret === undefined) throw new Refusal('pairing-closed');
    if (mac(secret, pairingStatement(call)) !== call.proof) throw new Refusal('wrong-code');
    const fields = {
      serverSigningKey: keys.signingKey,
      serverAgreementKey: keys.agreementKey,
      nonce: randomBytes(16).toString('base64url'),
      pushKey: stranger.agreementKey,
    };
    const known = faults.forged ? 'something else' : secret;
    const proof = mac(known, welcomeStatement({ ...fields, deviceProof: call.proof }));
    answer = { ...fields, serverName: 'workstation', proof };
    device = { ...call, id: keyId(call.signingKey), confirmed: false };
    return answer;
  }

  function sync(message: unknown): RemoteSnapshot {
    const known = new Set(syncCallSchema.parse(message).known);
    const { id, name } = device!;
    return {
      revision,
      now: now(),
      rows: items.map(({ request, state, notYours }) => ({
        id: request.id,
        state,
        notYours,
        nonce: state.kind === 'pending' ? nonceFor(request.id) : null,
      })),
      requests: items.map((item) => item.request).filter((request) => !known.has(request.id)),
      device: {
        id,
        name,
        pairedAt: now() - 1_000,
        person: desk.person,
        push: { subscribed: desk.subscriptions.length > 0, confirmedAt },
      },
      server: {
        name: 'workstation',
        away: desk.away,
        address: desk.origin,
        pushKey: answer?.pushKey ?? stranger.agreementKey,
        ...desk.stops,
        denialLimit: desk.denialLimit,
      },
    };
  }

  function decide(message: unknown, origin: string): Outcome {
    const call = decideCallSchema.parse(message);
    const before = outcomes.get(call.request);
    if (before !== undefined)
      return before.signature === call.signature
        ? before.outcome
        : no('already-answered', 'Already answered: denied by you in shop-api.');
    const item = items.find(({ request }) => request.id === call.request);
    if (item?.state.kind !== 'pending')
      return no('already-answered', 'Already answered: denied by you in shop-api.');
    const statement = decisionStatement({
      ...call,
      origin,
      server: keys.id,
      device: device!.id,
      shownSha256: sha256(canonicalJson(item.request as unknown as JsonValue)),
      nonce: nonceFor(call.request),
      decisionSha256: sha256(canonicalJson(call.decision as unknown as JsonValue)),
    });
    if (!signedBy(device!.signingKey, statement, call.signature))
      return no('unknown-request', 'What was signed is not what waits.');
    if (call.expiresAt < now()) return no('nobody-waits', 'This answer came too late.');
    desk.decided.push({ id: call.request, decision: call.decision, device: device!.id });
    const { id, name } = device!;
    const by = { kind: 'device', id, name } as const;
    const state = { by, decision: call.decision, saved: null, at: now(), deliveredAt: now() };
    desk.show(
      items.map((one) =>
        one === item ? { ...item, state: { kind: 'delivered', ...state } } : one,
      ),
    );
    const outcome: Outcome = { kind: 'done', note: null };
    outcomes.set(call.request, { signature: call.signature, outcome });
    return outcome;
  }

  async function answered(path: string, message: unknown, origin: string): Promise<unknown> {
    const done: { outcome: Outcome } = { outcome: { kind: 'done', note: null } };
    switch (path) {
      case REMOTE_PATHS.paired:
        return { state: pairingRefused ? 'refused' : device!.confirmed ? 'paired' : 'waiting' };
      case REMOTE_PATHS.sync:
        return sync(message);
      case REMOTE_PATHS.wait:
        if (waitCallSchema.parse(message).revision === revision) await change();
        return { revision };
      case REMOTE_PATHS.decide:
        return { outcome: decide(message, origin) };
      case REMOTE_PATHS.preview:
        previewCallSchema.parse(message);
        return { preview: desk.preview };
      case REMOTE_PATHS.stop:
      case REMOTE_PATHS.pause:
        desk.stops = stopsAfter(desk.stops, path, message, { by: device!.name, at: now() });
        changed();
        return done;
      case REMOTE_PATHS.subscribe:
        desk.subscriptions.push(subscribeCallSchema.parse(message).subscription);
        return done;
      case REMOTE_PATHS.confirm:
        desk.confirmed.push(confirmCallSchema.parse(message).push);
        confirmedAt = now();
        return done;
      case REMOTE_PATHS.test:
        return done;
      case REMOTE_PATHS.leave:
        device = null;
        return done;
      default:
        throw new Refusal('not-here');
    }
  }

  function change(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        changes.delete(done);
        resolve();
      };
      const timer = setTimeout(done, 25_000);
      changes.add(done);
    });
  }

  async function call(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<unknown> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    desk.calls.push(path);
    if (faults.slow > 0) await sleep(faults.slow);
    let [status, json]: [number, unknown] = [200, null];
    try {
      const message: unknown = JSON.parse(body);
      json =
        path === REMOTE_PATHS.pair
          ? pair(message)
          : await answered(path, message, check(request, path, body));
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'failed';
      [status, json] = [403, { code, message: `The desk says ${code}.`, now: now() }];
    }
    const loses = faults.lose > 0;
    if (loses) faults.lose -= 1;
    if (loses || faults.offline || faults.loseAnswersTo === path) return request.socket.destroy();
    const text = JSON.stringify(json);
    const nonce = String(request.headers[REMOTE_HEADERS.nonce] ?? '');
    const mark = { server: keys.id, device: device?.id ?? '', nonce, status };
    const signer = faults.forged ? stranger : keys;
    const proof = signer.sign(answerStatement({ ...mark, bodySha256: sha256(text) }));
    response.writeHead(status, {
      'content-type': 'application/json',
      [REMOTE_HEADERS.proof]: proof,
    });
    return response.end(text);
  }

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    const { origin } = request.headers;
    if (origin !== undefined && origin !== desk.origin) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', REMOTE_HEADERS.proof);
      const allowed = ['content-type', ...Object.values(REMOTE_HEADERS)].join(', ');
      response.setHeader('access-control-allow-headers', allowed);
    }
    if (faults.offline) request.socket.destroy();
    else if (request.method === 'OPTIONS') response.writeHead(204).end();
    else if (request.method === 'POST') void call(request, response, path);
    else if (faults.warningPage && request.headers['sec-fetch-dest'] === 'empty')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Careful!</h1>');
    else void serveFile(response, path);
  });
  server.on('upgrade', (request, stream, head) => {
    if (faults.offline || faults.noSockets) {
      stream.destroy();
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.once('message', () => socket.send(JSON.stringify({ revision })));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const desk: FakeDesk = {
    origin: `http://localhost:${port}`,
    keys,
    faults,
    decided: [],
    calls: [],
    confirmed: [],
    subscriptions: [],
    away: true,
    stops: { stopped: null, paused: [] },
    denialLimit: 3,
    person: null,
    preview: null,
    secret: null,
    show(next) {
      items = next;
      changed();
    },
    typeDigits(digits) {
      const secrets = Object.values(desk.secret ?? {});
      const right = secrets.some((secret) => {
        const statement = confirmStatement({ ...device!, ...answer! });
        return confirmDigits(mac(secret, statement)) === digits;
      });
      if (right) device!.confirmed = true;
      return right;
    },
    refusePairing: () => (pairingRefused = true),
    revoke: () => (device = null),
    nonceFor,
    seal: (content) => sealed(content, keys.sealingKey(device!.agreementKey), desk.origin),
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  pairedOf.set(desk, () => device);
  return desk;
}

const pairedOf = new WeakMap<FakeDesk, () => Paired | null>();
