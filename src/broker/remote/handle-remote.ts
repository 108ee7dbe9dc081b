import type { IncomingMessage } from 'node:http';
import {
  pairCallSchema,
  reachCallSchema,
  REMOTE_MAX_BODY,
  REMOTE_PATHS,
} from '../../protocol/remote.ts';
import type { Exchange } from '../server/agent-line.ts';
import { readBody } from '../server/body.ts';
import { sha256 } from '../store/sha256.ts';
import { ownOrigins } from './addresses.ts';
import { answerPreflight, letRead } from './cross-origin.ts';
import { guardHead, type CallName } from './guard-head.ts';
import { reachProof } from './reach.ts';
import { refusalBody, refuse, statusOf, type Reason, type Refused } from './refusals.ts';
import type { RemoteParts } from './remote-parts.ts';
import { respond, type ProvedTo } from './respond.ts';
import { serveShell } from './serve-shell.ts';
import type { Shell } from './shell-files.ts';
import { callChecker, signedOf } from './signed-call.ts';
import type { Answered, SignedCall, SignedCallName } from './signed-calls.ts';
import { createBuckets, type BucketSize } from './token-bucket.ts';

/** How much is taken. */
export interface CallLimits {
  /** How long a body may take to arrive, in milliseconds. */
  readonly receiveWithin: number;
  /** How many messages are in hand at once. */
  readonly inHand: number;
  /** The calls of one device. */
  readonly device: BucketSize;
  /** The calls of all that no device is known for, each kind by itself. */
  readonly strangers: BucketSize;
}

/** What messages of the remote page are answered from. */
export interface HandlerParts {
  readonly parts: RemoteParts;
  readonly shell: Shell;
  readonly calls: Readonly<Record<SignedCallName, SignedCall>>;
  readonly reachKey: Buffer;
  readonly limits: CallLimits;
}

/** An answer, and to whom it is proved. */
interface Reply {
  readonly answered: Answered<unknown>;
  readonly provedTo: ProvedTo | null;
}

/**
 * Answers the messages of the remote page, each from guard to answer. It never rejects: what fails is
 * answered so.
 */
export function remoteHandler({
  parts,
  shell,
  calls,
  reachKey,
  limits,
}: HandlerParts): (exchange: Exchange, port: number) => Promise<void> {
  const { log, clock, identity } = parts;
  const strangers = createBuckets<'pair' | 'reach' | 'unknown' | 'logged'>(clock, limits.strangers);
  const devices = createBuckets<string>(clock, limits.device);
  let inHand = 0;

  async function handle(exchange: Exchange, port: number): Promise<void> {
    const { request, response } = exchange;
    if (inHand > limits.inHand) return send(exchange, unproved(refuse('crowded')));
    const door = { port, isAnnounced: (origin: string) => parts.isAnnounced(origin, null) };
    const passed = guardHead(request, door, (path) => shell.has(path));
    if (passed.kind === 'refused') return send(exchange, unproved(passed));
    const { route, crossOrigin } = passed;
    if (crossOrigin !== null) letRead(response, crossOrigin);
    switch (route.kind) {
      case 'shell': {
        const file = shell.get(route.path);
        if (file) serveShell(exchange, file, port);
        return;
      }
      case 'preflight':
        answerPreflight(response);
        return;
      case 'call': {
        const reply = await answerCall(request, route.call, port);
        if (reply) await send(exchange, reply);
      }
    }
  }

  /** Null where the sender left half-way. */
  function answerCall(
    request: IncomingMessage,
    call: CallName,
    port: number,
  ): Promise<Reply | null> {
    switch (call) {
      case 'reach':
        return answerStranger(request, call, reach);
      case 'pair':
        return answerStranger(request, call, (message) => pair(message, port));
      case 'paired':
      case 'sync':
      case 'wait':
      case 'decide':
      case 'preview':
      case 'subscribe':
      case 'confirm':
      case 'test':
      case 'leave':
        return answerDevice(request, call, port);
    }
  }

  async function answerStranger(
    request: IncomingMessage,
    call: 'pair' | 'reach',
    answer: (message: unknown) => Answered<unknown>,
  ): Promise<Reply | null> {
    if (!strangers.take(call)) return unproved(refuse('crowded'));
    const body = await bodyOf(request, limits);
    if (body.kind === 'gone') return null;
    return unproved(body.kind === 'refused' ? body : answer(parseJson(body.text)));
  }

  async function answerDevice(
    request: IncomingMessage,
    call: SignedCallName,
    port: number,
  ): Promise<Reply | null> {
    const signed = signedOf(request);
    const isStranger =
      !signed || (!parts.devices.find(signed.device) && !parts.pairing.find(signed.device));
    if (isStranger && !strangers.has('unknown')) return unproved(refuse('crowded'));
    if (!signed) return unknown(refuse('unsigned'), null);
    const body = await bodyOf(request, limits);
    if (body.kind === 'gone') return null;
    if (body.kind === 'refused') return unproved(body);
    const bodySha256 = sha256.sha256(body.text);
    const path = REMOTE_PATHS[call];
    const checked = callChecker(parts, port)(signed, { method: 'POST', path, bodySha256 });
    if (checked.kind === 'refused') return unknown(checked, checked.provedTo);
    const { caller } = checked;
    const provedTo = { device: caller.device.id, nonce: caller.nonce };
    if (!devices.take(caller.device.id)) return { answered: refuse('crowded'), provedTo };
    parts.seen(caller.device.id);
    const answered = await attempt(() => calls[call](caller, parseJson(body.text), request.socket));
    return { answered, provedTo };
  }

  /** Also what fails is answered with proof, so that the person learns of it. */
  async function attempt(answer: () => Promise<Answered<unknown>>): Promise<Answered<unknown>> {
    try {
      return await answer();
    } catch (cause) {
      logFailure(cause);
      return refuse('failed');
    }
  }

  function unknown(refused: Refused, provedTo: ProvedTo | null): Reply {
    strangers.take('unknown');
    return { answered: refused, provedTo };
  }

  function reach(message: unknown): Answered<unknown> {
    const call = reachCallSchema.safeParse(message);
    if (!call.success) return refuse('not-understood');
    return { kind: 'answer', value: { proof: reachProof(reachKey, call.data.challenge) } };
  }

  function pair(message: unknown, port: number): Answered<unknown> {
    const call = pairCallSchema.safeParse(message);
    if (!call.success) return refuse('not-understood');
    const { origin } = call.data;
    if (!ownOrigins(port).includes(origin) && !parts.isAnnounced(origin, null)) {
      return refuse('page-address');
    }
    const proved = parts.pairing.prove(call.data);
    return proved.kind === 'proved'
      ? { kind: 'answer', value: proved.answer }
      : refuse(proved.code);
  }

  async function send(exchange: Exchange, { answered, provedTo }: Reply): Promise<void> {
    if (answered.kind === 'refused') logRefusal(answered.reason);
    await respond(exchange, answerOf(answered, clock.now()), identity, provedTo);
  }

  function logRefusal(reason: Reason): void {
    // A flood must not fill the log too.
    if (!strangers.take('logged')) return;
    log.warn('Turned a message away at the remote page', { status: statusOf(reason), reason });
  }

  function logFailure(cause: unknown): void {
    // Only the kind of error: its text could hold tool input.
    const error = cause instanceof Error ? cause.name : typeof cause;
    log.error('A message of the remote page could not be handled', { error });
  }

  return async (exchange, port) => {
    inHand += 1;
    try {
      await handle(exchange, port);
    } catch (cause) {
      logFailure(cause);
      exchange.response.destroy();
    } finally {
      inHand -= 1;
    }
  };
}

function unproved(answered: Answered<unknown>): Reply {
  return { answered, provedTo: null };
}

function answerOf(
  answered: Answered<unknown>,
  now: number,
): { readonly status: number; readonly body: string } {
  return answered.kind === 'answer'
    ? { status: 200, body: JSON.stringify(answered.value) }
    : {
        status: statusOf(answered.reason),
        body: JSON.stringify(refusalBody(answered.reason, now)),
      };
}

async function bodyOf(
  request: IncomingMessage,
  { receiveWithin }: CallLimits,
): Promise<{ readonly kind: 'text'; readonly text: string } | Refused | { readonly kind: 'gone' }> {
  const body = await readBody(request, { maxBody: REMOTE_MAX_BODY, receiveWithin });
  if (body.kind !== 'refused') return body;
  if (body.status === 413) return refuse('too-large');
  return refuse(body.status === 408 ? 'too-slow' : 'not-understood');
}

/** Undefined, which no schema takes, for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
