import type { Duplex } from 'node:stream';
import type * as z from 'zod/mini';
import type { PersonMark } from '../../core/audit/entry.ts';
import type { Device } from '../../core/pairing/device.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import {
  confirmCallSchema,
  decideCallSchema,
  emptyCallSchema,
  pauseCallSchema,
  previewCallSchema,
  stopCallSchema,
  subscribeCallSchema,
  syncCallSchema,
  waitCallSchema,
  type previewAnswerSchema,
  type RemoteSnapshot,
  type remoteOutcomeSchema,
  type waitAnswerSchema,
} from '../../protocol/remote.ts';
import { createDecider } from './decide.ts';
import type { CallName } from './guard-head.ts';
import { refuse, type Refused } from './refusals.ts';
import type { RemoteDesk } from './remote-desk.ts';
import type { RemoteParts } from './remote-parts.ts';
import type { Caller } from './signed-call.ts';
import { syncFor } from './sync.ts';
import type { Waits } from './waits.ts';

/** The calls of paired devices. */
export type SignedCallName = Exclude<CallName, 'pair' | 'paired' | 'reach'>;

/** What a call is answered: a JSON value, or why not. */
export type Answered<T> = { readonly kind: 'answer'; readonly value: T } | Refused;

/** One signed call, once it is known who makes it. */
export type SignedCall = (
  caller: Caller,
  message: unknown,
  socket: Duplex,
) => Promise<Answered<unknown>>;

/** The signed calls by name. What each takes is checked here, and nowhere else. */
export function signedCalls(
  parts: RemoteParts,
  waits: Waits,
): Readonly<Record<SignedCallName, SignedCall>> {
  const { desk, devices, push } = parts;
  const decide = createDecider(parts);

  /** An answer that took a while is for a device that is still one. */
  const ifStillKnown = <T>({ device }: Caller, value: T): Answered<T> =>
    devices.find(device.id) ? answer(value) : refuse('revoked');

  return {
    sync: takes(syncCallSchema, (caller, call) =>
      Promise.resolve(answer<RemoteSnapshot>(syncFor(parts, caller, call))),
    ),
    wait: takes(waitCallSchema, async (caller, { revision }, socket) => {
      await waits.until(caller.device.id, revision, socket);
      return ifStillKnown<Waited>(caller, { revision: desk.revision() });
    }),
    decide: takes(decideCallSchema, async (caller, call) => outcome(await decide(caller, call))),
    preview: takes(previewCallSchema, async (caller, { request, draft }) =>
      ifStillKnown<Previewed>(caller, { preview: await desk.preview(request, draft) }),
    ),
    stop: takes(stopCallSchema, async ({ device }, { on }) =>
      outcome(await desk.setStopped(on, markOf(device))),
    ),
    pause: takes(pauseCallSchema, async ({ device }, { session, on }) =>
      outcome(
        on && !isKnown(desk, session)
          ? refused('unknown-request', SESSION_GONE)
          : await desk.setPaused(session, on, markOf(device)),
      ),
    ),
    subscribe: takes(subscribeCallSchema, async ({ device }, { subscription }) =>
      outcome(await push.subscribe(device, subscription)),
    ),
    confirm: takes(confirmCallSchema, ({ device }, call) => {
      push.confirmed(device, call.push);
      return Promise.resolve(outcome({ kind: 'done', note: null }));
    }),
    test: takes(emptyCallSchema, async ({ device }) => outcome(await push.test(device))),
    leave: takes(emptyCallSchema, async ({ device }) => outcome(await parts.leave(device))),
  };
}

/** Whether a session is one a person was shown: nobody else’s name is put on record. */
function isKnown(desk: RemoteDesk, session: string): boolean {
  return desk.items().some(({ request }) => request.session === session);
}

const SESSION_GONE = 'This session is not there any more. Nothing was paused.';

function markOf({ id, name }: Device): PersonMark {
  return { kind: 'device', id, name };
}

type Waited = z.infer<typeof waitAnswerSchema>;
type Previewed = z.infer<typeof previewAnswerSchema>;
type Became = z.infer<typeof remoteOutcomeSchema>;

function takes<Call, Answer>(
  schema: z.ZodMiniType<Call>,
  take: (caller: Caller, call: Call, socket: Duplex) => Promise<Answered<Answer>>,
): SignedCall {
  return async (caller, message, socket) => {
    const parsed = schema.safeParse(message);
    return parsed.success ? take(caller, parsed.data, socket) : refuse('not-understood');
  };
}

function answer<T>(value: T): Answered<T> {
  return { kind: 'answer', value };
}

function outcome(became: Outcome): Answered<Became> {
  return answer({ outcome: became });
}
