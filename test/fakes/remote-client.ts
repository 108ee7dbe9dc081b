import { once } from 'node:events';
import type { Agent } from 'node:https';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { canonicalJson } from '../../src/core/json.ts';
import {
  answerStatement,
  callStatement,
  confirmDigits,
  confirmStatement,
  decisionStatement,
  pairingStatement,
  welcomeStatement,
  type DecisionMark,
} from '../../src/core/pairing/statements.ts';
import type { Decision } from '../../src/core/request/decision.ts';
import type { Request } from '../../src/core/request/request.ts';
import {
  pairAnswerSchema,
  REMOTE_HEADERS,
  REMOTE_PATHS,
  remoteOutcomeSchema,
  remoteSnapshotSchema,
  type DecideCall,
  type RemoteSnapshot,
} from '../../src/protocol/remote.ts';
import {
  hmac,
  keyIdOf,
  makeDeviceKeys,
  randomText,
  sha256,
  verifies,
  type DeviceKeys,
} from './device-keys.ts';
import { post, type Arrived } from './wire.ts';

/** A device that knows the desk it is paired with. */
export interface RemoteDevice {
  readonly keys: DeviceKeys;
  readonly name: string;
  /** The address its page was loaded from. */
  readonly origin: string;
  /** Where it calls the desk: `http://127.0.0.1:PORT`, or an address outside. */
  readonly address: string;
  /** The desk it has pinned. */
  readonly server: { readonly id: string; readonly signingKey: string };
  /** By the device's clock. */
  readonly now: () => number;
  /** For an https address: which authority to trust, and how to get there. */
  readonly agent?: Agent;
}

/** An answer to a signed call. */
export interface Answer extends Arrived {
  readonly json: unknown;
  /** Whether the desk that the device has pinned signed this answer to this call. */
  readonly proved: boolean;
}

/** What a test may bend about a signed call. */
export interface CallTwist {
  readonly at?: number;
  readonly nonce?: string;
  /** As which path it is signed. */
  readonly signedPath?: string;
  /** As which body it is signed. */
  readonly signedBody?: string;
  readonly origin?: string;
  readonly server?: string;
  readonly device?: string;
  /** Sent besides, or in place of, what belongs there. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks to be paired, checks that the desk knows the secret too, and gives the six digits. */
export async function pairDevice(
  { address, origin, name, now, agent }: Omit<RemoteDevice, 'keys' | 'server'>,
  { by, secret }: { readonly by: 'link' | 'typed'; readonly secret: string },
): Promise<{
  readonly device: RemoteDevice;
  readonly digits: string;
  /** What the desk seals pushes with for this device. */
  readonly sealingKey: Uint8Array;
}> {
  const keys = await makeDeviceKeys();
  const { signingKey, agreementKey } = keys;
  const proof = await hmac(secret, pairingStatement({ origin, signingKey, agreementKey, name }));
  const body = JSON.stringify({ by, origin, signingKey, agreementKey, name, proof });
  const arrived = await post(address + REMOTE_PATHS.pair, body, {}, agent);
  if (arrived.status !== 200) throw new Error(`not paired: ${arrived.status} ${arrived.text}`);
  const answer = pairAnswerSchema.parse(JSON.parse(arrived.text));
  const { serverSigningKey, serverAgreementKey, nonce, pushKey } = answer;
  const statement = welcomeStatement({
    deviceProof: proof,
    serverSigningKey,
    serverAgreementKey,
    nonce,
    pushKey,
  });
  if (answer.proof !== (await hmac(secret, statement))) throw new Error('not the desk');
  const confirm = confirmStatement({ ...answer, signingKey, agreementKey });
  const server = { id: await keyIdOf(serverSigningKey), signingKey: serverSigningKey };
  return {
    device: { keys, name, origin, address, server, now, ...(agent && { agent }) },
    digits: confirmDigits(await hmac(secret, confirm)),
    sealingKey: await keys.sealingKey(serverAgreementKey),
  };
}

/** The headers of a signed call. */
export async function signedHeaders(
  device: RemoteDevice,
  path: string,
  body: string,
  twist: CallTwist = {},
): Promise<Record<string, string>> {
  const hello = await signMark(device, 'POST', path, body, twist);
  return {
    [REMOTE_HEADERS.device]: hello.device,
    [REMOTE_HEADERS.origin]: hello.origin,
    [REMOTE_HEADERS.at]: String(hello.at),
    [REMOTE_HEADERS.nonce]: hello.nonce,
    [REMOTE_HEADERS.signature]: hello.signature,
    ...twist.headers,
  };
}

/** Makes a signed call, and finds out whether the answer to it is the desk's. */
export async function call(
  device: RemoteDevice,
  path: string,
  message: unknown,
  twist: CallTwist = {},
): Promise<Answer> {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  const headers = await signedHeaders(device, path, body, twist);
  const arrived = await post(device.address + path, body, headers, device.agent);
  return checkAnswer(device, headers[REMOTE_HEADERS.nonce] ?? '', arrived);
}

/** Whether an answer to the call with this nonce is the desk's. */
export async function checkAnswer(
  device: RemoteDevice,
  nonce: string,
  arrived: Arrived,
): Promise<Answer> {
  const { status, text, headers } = arrived;
  const bodySha256 = await sha256(text);
  const { id: server, signingKey } = device.server;
  const statement = answerStatement({ server, device: device.keys.id, nonce, status, bodySha256 });
  const proof = headers[REMOTE_HEADERS.proof];
  const proved = typeof proof === 'string' && (await verifies(signingKey, statement, proof));
  return { ...arrived, json: parseJson(text), proved };
}

/** Everything the desk shows this device. */
export async function sync(
  device: RemoteDevice,
  known: readonly string[] = [],
): Promise<RemoteSnapshot> {
  const answer = await call(device, REMOTE_PATHS.sync, { known });
  if (!answer.proved) throw new Error(`not proved: ${answer.status} ${answer.text}`);
  return remoteSnapshotSchema.parse(answer.json);
}

/** A decision on a request as this device shows it; parts of what is signed may be bent. */
export async function signDecision(
  device: RemoteDevice,
  request: Request,
  decision: Decision,
  nonce: string,
  twist: Partial<DecisionMark> = {},
): Promise<DecideCall> {
  const mark: DecisionMark = {
    origin: device.origin,
    server: device.server.id,
    device: device.keys.id,
    request: request.id,
    shownSha256: await digest(request),
    nonce,
    decisionSha256: await digest(decision),
    expiresAt: device.now() + 120_000,
    ...twist,
  };
  const { shownSha256, expiresAt } = mark;
  const signature = await device.keys.sign(decisionStatement(mark));
  return { request: request.id, decision, shownSha256, nonce: mark.nonce, expiresAt, signature };
}

/** Sends a signed decision; the outcome, as the desk has proved it. */
export async function sendDecision(
  device: RemoteDevice,
  body: DecideCall,
): Promise<z.infer<typeof remoteOutcomeSchema>['outcome']> {
  const answer = await call(device, REMOTE_PATHS.decide, body);
  if (!answer.proved) throw new Error(`not proved: ${answer.status} ${answer.text}`);
  return remoteOutcomeSchema.parse(answer.json).outcome;
}

/** Reads what waits, and decides about a request of it. */
export async function decide(
  device: RemoteDevice,
  id: string,
  decision: Decision,
): Promise<z.infer<typeof remoteOutcomeSchema>['outcome']> {
  const { rows, requests } = await sync(device);
  const nonce = rows.find((row) => row.id === id)?.nonce ?? '';
  const request = requests.find((each) => each.id === id);
  if (!request) throw new Error(`no request ${id}`);
  return sendDecision(device, await signDecision(device, request, decision, nonce));
}

/** A live channel of a device. */
export interface LiveClient {
  readonly socket: WebSocket;
  /** The revisions it was told, in order. */
  readonly revisions: readonly number[];
  /** Resolves with the close code and reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

/** Opens a live channel and says who it is; `hello` null to say nothing. */
export async function openLive(
  device: RemoteDevice,
  twist: CallTwist = {},
  hello: 'signed' | null = 'signed',
): Promise<LiveClient> {
  const url = device.address.replace(/^http/, 'ws') + REMOTE_PATHS.live;
  const socket = new WebSocket(url, {
    headers: twist.headers ?? {},
    ...(device.agent && { agent: device.agent }),
  });
  const revisions: number[] = [];
  socket.on('message', (data: Buffer) => {
    const news: unknown = JSON.parse(data.toString('utf8'));
    revisions.push(z.strictObject({ revision: z.number() }).parse(news).revision);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'open'), closed]);
  if (hello && socket.readyState === socket.OPEN) {
    socket.send(JSON.stringify(await signMark(device, 'LIVE', REMOTE_PATHS.live, '', twist)));
  }
  return { socket, revisions, closed };
}

async function signMark(
  device: RemoteDevice,
  method: 'POST' | 'LIVE',
  path: string,
  body: string,
  twist: CallTwist,
): Promise<{ device: string; origin: string; at: number; nonce: string; signature: string }> {
  const { at = device.now(), nonce = randomText(), origin = device.origin } = twist;
  const id = twist.device ?? device.keys.id;
  const statement = callStatement({
    method,
    path: twist.signedPath ?? path,
    bodySha256: await sha256(twist.signedBody ?? body),
    origin,
    server: twist.server ?? device.server.id,
    device: id,
    at,
    nonce,
  });
  return { device: id, origin, at, nonce, signature: await device.keys.sign(statement) };
}

const json = z.json();

/** SHA-256 of a value as canonical JSON, as a device makes it of what it shows. */
function digest(value: Request | Decision): Promise<string> {
  return sha256(canonicalJson(json.parse(value)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
