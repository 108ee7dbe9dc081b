import type { Clock, Log } from '../../core/ports.ts';
import type { ServerIdentity } from '../devices/identity.ts';
import type { Exchange } from '../server/agent-line.ts';
import { unproved, type Answerer, type Reply } from './answer-call.ts';
import { answerPreflight, letRead } from './cross-origin.ts';
import { guardHead } from './guard-head.ts';
import { refusalBody, refuse, statusOf, type Reason } from './refusals.ts';
import { respond } from './respond.ts';
import { serveShell } from './serve-shell.ts';
import type { Shell } from './shell-files.ts';
import type { Answered } from './signed-calls.ts';
import { createBuckets } from './token-bucket.ts';

/** What messages of the remote page are answered from. */
export interface HandlerParts {
  readonly shell: Shell;
  readonly answerCall: Answerer;
  /** Whether an address outside leads, or led, here. */
  readonly isAnnounced: (origin: string) => boolean;
  /** How many messages are in hand at once. */
  readonly inHand: number;
  readonly identity: ServerIdentity;
  readonly clock: Clock;
  readonly log: Log;
}

/** A flood of messages that are turned away must not fill the log too. */
const LOGGED = { burst: 20, perSecond: 1 };

/**
 * Answers the messages of the remote page, each from guard to answer. It never rejects: what fails is
 * answered so.
 */
export function remoteHandler(
  options: HandlerParts,
): (exchange: Exchange, port: number) => Promise<void> {
  const { shell, answerCall, isAnnounced, identity, clock, log } = options;
  const logged = createBuckets<'refusal'>(clock, LOGGED);
  let inHand = 0;

  async function handle(exchange: Exchange, port: number): Promise<void> {
    const { request, response } = exchange;
    if (inHand > options.inHand) return send(exchange, unproved(refuse('crowded')));
    const passed = guardHead(request, { port, isAnnounced }, (path) => shell.has(path));
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

  async function send(exchange: Exchange, { answered, provedTo }: Reply): Promise<void> {
    if (answered.kind === 'refused') logRefusal(answered.reason);
    await respond(exchange, answerOf(answered, clock.now()), identity, provedTo);
  }

  function logRefusal(reason: Reason): void {
    if (!logged.take('refusal')) return;
    log.warn('Turned a message away at the remote page', { status: statusOf(reason), reason });
  }

  return async (exchange, port) => {
    inHand += 1;
    try {
      await handle(exchange, port);
    } catch (cause) {
      // Only the kind of error: its text could hold tool input.
      const error = cause instanceof Error ? cause.name : typeof cause;
      log.error('A message of the remote page could not be handled', { error });
      exchange.response.destroy();
    } finally {
      inHand -= 1;
    }
  };
}

function answerOf(
  answered: Answered<unknown>,
  now: number,
): { readonly status: number; readonly body: string } {
  return answered.kind === 'answer'
    ? { status: 200, body: JSON.stringify(answered.value) }
    : {
        status: statusOf(answered.reason),
        body: JSON.stringify(refusalBody(answered, now)),
      };
}
