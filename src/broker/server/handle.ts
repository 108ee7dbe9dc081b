import type { HookEvent, HookRefusal } from '../../agents/claude-code/hook-event.ts';
import { hookAnswer } from '../../agents/claude-code/answer.ts';
import { requestFrom } from '../../agents/claude-code/request.ts';
import { readCall } from '../../agents/claude-code/subject.ts';
import { startFolder } from '../../agents/claude-code/start-folder.ts';
import { judgeCall } from '../../core/policy/judge-call.ts';
import type { Clock, Ids, Log } from '../../core/ports.ts';
import type { AgentLine } from '../../core/request/decision.ts';
import type { Request } from '../../core/request/request.ts';
import { holdLine, sendAnswer, type Exchange } from './agent-line.ts';
import { readBody, type BodyLimits } from './body.ts';
import { guardBody, guardHead, type Door, type Refusal } from './guards.ts';

/** Who hears what arrives at the endpoint, and what it needs from outside. */
export interface EndpointPorts {
  readonly log: Log;
  readonly ids: Ids;
  readonly clock: Clock;
  /** How long an agent waits for an answer, in milliseconds: the timeout of its hook entry. */
  readonly patience: number;
  /** The person's home folder, and Claude Code's own folder in it. */
  readonly home: string;
  readonly claudeDir: string;
  /** The folder a session runs in, as its session file has it; undefined where none is known. */
  hint(session: string): Promise<string | undefined>;
  /** Hears every event that was understood; one that asks, before its `onRequest`. */
  onEvent(event: HookEvent): void;
  /** Takes a request; its agent waits on the line. */
  onRequest(request: Request, line: AgentLine): void;
  /** An agent left before it was answered. */
  onLineClosed(id: string): void;
  /** An agent sent something this version does not understand. */
  onNotUnderstood(refusal: HookRefusal): void;
}

/** Takes one message from guard to answer. It never throws: what fails is answered emptily. */
export async function handle(
  exchange: Exchange,
  door: Door,
  limits: BodyLimits,
  ports: EndpointPorts,
): Promise<void> {
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
    await take(exchange, message.event, ports);
  } catch (cause) {
    // Only the kind of error: its text could hold tool input.
    const error = cause instanceof Error ? cause.name : typeof cause;
    ports.log.error('A message could not be handled; the agent asks by itself', { error });
    if (!exchange.response.headersSent) await sendAnswer(exchange, null);
  }
}

async function take(exchange: Exchange, event: HookEvent, ports: EndpointPorts): Promise<void> {
  if (event.hook_event_name !== 'PermissionRequest') {
    await sendAnswer(exchange, null);
    ports.onEvent(event);
    return;
  }
  ports.onEvent(event);
  const { cwd, transcript_path: transcriptPath, session_id: session } = event;
  const folder = startFolder({ cwd, transcriptPath, hint: await ports.hint(session) });
  if (exchange.request.socket.destroyed) {
    ports.log.info('An agent left before its request was queued');
    return;
  }
  const { patience, clock, ids, home, claudeDir } = ports;
  const places = { folder, home, claudeDir };
  const { tool_name: tool, tool_input: input } = event;
  const { subject } = readCall(tool, input, event.mcp_server?.name);
  const facts = { ...places, gitRoot: null, protectedPaths: [] };
  const { judgement, assessment } = judgeCall(
    { tool, input, subject },
    { cwd, facts, placements: [] },
  );
  const { mayAlways } = assessment;
  const request = requestFrom(event, {
    ...{ id: ids.next(), now: clock.now(), places, patience },
    ...{ judgement, mayAlways, requires: [], ownPrompt: true },
  });
  const line = holdLine(
    exchange,
    (answer) => hookAnswer(request, answer),
    () => ports.onLineClosed(request.id),
  );
  ports.onRequest(request, line);
}

/** Turns a message away: status, empty body, one line in the log, and the connection ends. */
function refuse(exchange: Exchange, refusal: Refusal, ports: EndpointPorts): void {
  const { status, code, misunderstood } = refusal;
  const fields = misunderstood && { field: misunderstood.detail };
  ports.log.warn('Turned a message away at the endpoint', { status, code, ...fields });
  exchange.response.writeHead(status, { connection: 'close', 'content-length': 0 });
  exchange.response.end();
  if (misunderstood) ports.onNotUnderstood(misunderstood);
}
