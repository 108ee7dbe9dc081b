import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import {
  emptyCallSchema,
  pairCallSchema,
  reachCallSchema,
  REMOTE_MAX_BODY,
  REMOTE_PATHS,
  type pairedAnswerSchema,
} from '../../protocol/remote.ts';
import { readBody } from '../server/body.ts';
import { sha256 } from '../store/sha256.ts';
import type { CallName } from './guard-head.ts';
import { reachProof } from './reach.ts';
import { refuse, type Reason, type Refused } from './refusals.ts';
import type { KeyHolder, RemoteParts } from './remote-parts.ts';
import type { ProvedTo } from './respond.ts';
import { callChecker, signedOf, type Caller } from './signed-call.ts';
import type { Answered, SignedCall, SignedCallName } from './signed-calls.ts';
import { createBuckets, type BucketSize } from './token-bucket.ts';

/** How much of calls is taken. */
export interface CallLimits {
  /** How long a body may take to arrive, in milliseconds. */
  readonly receiveWithin: number;
  /** The calls of one device. */
  readonly device: BucketSize;
  /** The calls of all that no device is known for, each kind by itself. */
  readonly strangers: BucketSize;
}

/** What calls are answered from. */
export interface AnswererParts {
  readonly parts: RemoteParts;
  readonly calls: Readonly<Record<SignedCallName, SignedCall>>;
  readonly reachKey: Buffer;
  readonly limits: CallLimits;
}

/** An answer, and to whom it is proved. */
export interface Reply {
  readonly answered: Answered<unknown>;
  readonly provedTo: ProvedTo | null;
}

/** Answers one call whose head has passed; null where its sender left half-way. */
export type Answerer = (
  request: IncomingMessage,
  call: CallName,
  port: number,
) => Promise<Reply | null>;

/** How one signed call is answered: whose key may sign it, and what follows. */
interface Signing<Holder extends KeyHolder> {
  readonly holder: (device: string) => Holder | null;
  readonly answer: (caller: Caller<Holder>, message: unknown) => Promise<Answered<unknown>>;
}

/** Answers calls: reads the body, finds out who asks, and hands over to the call itself. */
export function createAnswerer({ parts, calls, reachKey, limits }: AnswererParts): Answerer {
  const { clock, log } = parts;
  const strangers = createBuckets<'pair' | 'reach' | 'unknown'>(clock, limits.strangers);
  const devices = createBuckets<string>(clock, limits.device);

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

  /** Whether the device that is being paired is: the one call that it may make before it is. */
  function answerCandidate(request: IncomingMessage, port: number): Promise<Reply | null> {
    const { devices: book, pairing } = parts;
    return answerSigned(request, 'paired', port, {
      holder: (id) => book.find(id) ?? pairing.candidate(id),
      answer({ device }, message) {
        if (!emptyCallSchema.safeParse(message).success) {
          return Promise.resolve(refuse('not-understood'));
        }
        const value: z.infer<typeof pairedAnswerSchema> = {
          state: pairing.state(device.id) ?? 'refused',
        };
        return Promise.resolve({ kind: 'answer', value });
      },
    });
  }

  function answerDevice(
    request: IncomingMessage,
    call: SignedCallName,
    port: number,
  ): Promise<Reply | null> {
    return answerSigned(request, call, port, {
      holder: (id) => parts.devices.find(id) ?? null,
      answer: (caller, message) => calls[call](caller, message, request.socket),
    });
  }

  async function answerSigned<Holder extends KeyHolder>(
    request: IncomingMessage,
    call: SignedCallName | 'paired',
    port: number,
    { holder, answer }: Signing<Holder>,
  ): Promise<Reply | null> {
    const signed = signedOf(request);
    if (!signed) return stranger(refuse('unsigned'), null);
    // Before any of the body is read; whose key it is counts once it has been read.
    if (!holder(signed.device) && !strangers.has('unknown')) return unproved(refuse('crowded'));
    const body = await bodyOf(request, limits);
    if (body.kind === 'gone') return null;
    if (body.kind === 'refused') return unproved(body);
    const mark = {
      method: 'POST',
      path: REMOTE_PATHS[call],
      bodySha256: sha256.sha256(body.text),
    } as const;
    const checked = callChecker(parts, port)(holder(signed.device), signed, mark);
    if (checked.kind === 'refused') return stranger(checked, checked.provedTo);
    const { device, nonce } = checked.caller;
    const provedTo = { device: device.id, nonce };
    if (!devices.take(device.id)) return { answered: refuse('crowded'), provedTo };
    parts.seen(device.id);
    const answered = await attempt(() => answer(checked.caller, parseJson(body.text)));
    return { answered, provedTo };
  }

  /** Also what fails is answered with proof, so that the person learns of it. */
  async function attempt(answer: () => Promise<Answered<unknown>>): Promise<Answered<unknown>> {
    try {
      return await answer();
    } catch (cause) {
      // Only the kind of error: its text could hold tool input.
      const error = cause instanceof Error ? cause.name : typeof cause;
      log.error('A call of a device could not be handled', { error });
      return refuse('failed');
    }
  }

  function stranger(refused: Refused, provedTo: ProvedTo | null): Reply {
    if (!strangers.take('unknown')) return unproved(refuse('crowded'));
    return { answered: refused, provedTo };
  }

  function reach(message: unknown): Answered<unknown> {
    const call = reachCallSchema.safeParse(message);
    if (!call.success) return refuse('not-understood');
    return { kind: 'answer', value: { proof: reachProof(reachKey, call.data.challenge) } };
  }

  function pair(message: unknown): Answered<unknown> {
    const call = pairCallSchema.safeParse(message);
    if (!call.success) return refuse('not-understood');
    const proved = parts.pairing.prove(call.data);
    return proved.kind === 'proved'
      ? { kind: 'answer', value: proved.answer }
      : refuse(PAIRING_REASONS[proved.code], proved.message);
  }

  return (request, call, port) => {
    switch (call) {
      case 'reach':
        return answerStranger(request, call, reach);
      case 'pair':
        return answerStranger(request, call, pair);
      case 'paired':
        return answerCandidate(request, port);
      case 'sync':
      case 'wait':
      case 'decide':
      case 'preview':
      case 'stop':
      case 'pause':
      case 'subscribe':
      case 'confirm':
      case 'test':
      case 'leave':
        return answerDevice(request, call, port);
    }
  };
}

const PAIRING_REASONS = {
  'bad-message': 'not-understood',
  'pairing-closed': 'pairing-closed',
  'pairing-taken': 'pairing-taken',
  'wrong-code': 'wrong-code',
  address: 'page-address',
} as const satisfies Readonly<Record<string, Reason>>;

/** An answer that is proved to nobody. */
export function unproved(answered: Answered<unknown>): Reply {
  return { answered, provedTo: null };
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
