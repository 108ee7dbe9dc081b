import type { HookEvent } from '../../agents/claude-code/hook-event.ts';
import { preToolAnswer } from '../../agents/claude-code/pre-tool-answer.ts';
import type { JsonObject } from '../../core/json.ts';
import { sendAnswer, type Exchange } from './agent-line.ts';
import { readBody, type BodyLimits } from './body.ts';
import type { EndpointPorts } from './endpoint-ports.ts';
import { guardBody, guardHead, type Door, type Refusal } from './guards.ts';
import { takeCall, type CallParts } from './take-call.ts';
import { takePermission } from './take-permission.ts';

/** Takes one message from guard to answer. It never throws: what fails is never allowed. */
export async function handle(
  exchange: Exchange,
  door: Door,
  limits: BodyLimits,
  parts: CallParts,
): Promise<void> {
  const { ports } = parts;
  try {
    const refused = guardHead(exchange.request, door);
    if (refused) {
      refuse(exchange, refused, ports);
      return;
    }
    const body = await readBody(exchange.request, limits);
    if (body.kind === 'gone') {
      ports.log.warn('A message broke off before it was whole');
      return;
    }
    const message = body.kind === 'text' ? guardBody(body.text) : body;
    if (message.kind === 'refused') {
      refuse(exchange, message, ports);
      return;
    }
    await take(exchange, message.event, parts);
  } catch (cause) {
    // Only the kind of error: its text could hold tool input.
    const error = cause instanceof Error ? cause.name : typeof cause;
    ports.log.error('A message could not be handled; the agent asks by itself', { error });
    if (!exchange.response.headersSent) await sendAnswer(exchange, fallbackAnswer(ports));
  }
}

async function take(exchange: Exchange, event: HookEvent, parts: CallParts): Promise<void> {
  if (event.hook_event_name === 'PreToolUse') {
    await takeCall(exchange, event, parts);
  } else if (event.hook_event_name === 'PermissionRequest') {
    await takePermission(exchange, event, parts);
  } else {
    await sendAnswer(exchange, null);
    parts.ports.onEvent(event);
  }
}

/**
 * What is said where nobody can tell what was asked: words for a call before it runs. In answer to
 * anything else Claude Code passes over them (measured).
 */
function fallbackAnswer(ports: EndpointPorts): JsonObject | null {
  const because = 'Countersign could not read what this is about. So a person is asked.';
  return preToolAnswer({ outcome: ports.fallback(), because });
}

/**
 * Turns a message away: an empty body, one line in the log, and the connection ends. To one that bears
 * our key and is yet not understood a status would say too little: Claude Code goes on after it.
 */
function refuse(exchange: Exchange, refusal: Refusal, ports: EndpointPorts): void {
  const { status, code, misunderstood } = refusal;
  const fields = misunderstood && { field: misunderstood.detail };
  ports.log.warn('Turned a message away at the endpoint', { status, code, ...fields });
  const answer = isOurs(refusal) ? fallbackAnswer(ports) : null;
  const body = answer === null ? '' : JSON.stringify(answer);
  const head = { connection: 'close', 'content-length': Buffer.byteLength(body) };
  exchange.response.writeHead(answer === null ? status : 200, head);
  exchange.response.end(body);
  if (misunderstood) ports.onNotUnderstood(misunderstood);
}

/** Whether a message came past the guard of the key (`guards.ts` has them in order). */
function isOurs({ status }: Refusal): boolean {
  return status === 400 || status === 408 || status === 413 || status === 415 || status === 422;
}
