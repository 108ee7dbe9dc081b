import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { serve } from './serve.ts';
import { until } from './wait.ts';

/** What a hook answers: a JSON body (none = no decision) and a status (200 unless told). */
export interface HookReply {
  status?: number;
  body?: object;
}

/** One event a hook received. */
export interface HookCall {
  /** The `hook_event_name`, such as `PermissionRequest`. */
  event: string;
  /** The tool's name; empty for events without one. */
  tool: string;
  body: Record<string, unknown>;
  /** ms since 1970. */
  at: number;
  /** Where it stands: not answered, answered by us, or closed by the agent before our answer. */
  state: () => 'open' | 'answered' | 'closed';
  /** Answers it; a second answer, or one after the agent closed, does nothing. */
  answer: (reply: HookReply) => void;
  /** Waits until the agent closes the connection of an open event. */
  closed: (timeoutMs?: number) => Promise<void>;
}

/** How an event is answered when it comes; `'hold'` leaves it open, to be answered by hand. */
export type HookPolicy = (call: HookCall) => HookReply | 'hold';

/** An http hook on loopback that records what it receives. */
export interface HookRecorder {
  url: string;
  calls: () => readonly HookCall[];
  /** Waits for the nth (from 0) event of this name. */
  call: (event: string, nth?: number, timeoutMs?: number) => Promise<HookCall>;
  /** Changes how events are answered from now on. */
  policy: (policy: HookPolicy) => void;
  /** The `hooks` part of a settings file that sends these events here. */
  hooks: (...events: string[]) => Record<string, unknown>;
  close: () => Promise<void>;
}

function record(body: Record<string, unknown>, response: ServerResponse): HookCall {
  let state: 'open' | 'answered' | 'closed' = 'open';
  response.on('close', () => {
    if (state === 'open') state = 'closed';
  });
  return {
    event: String(body['hook_event_name']),
    tool: typeof body['tool_name'] === 'string' ? body['tool_name'] : '',
    body,
    at: Date.now(),
    state: () => state,
    answer: (reply) => {
      if (state !== 'open') return;
      state = 'answered';
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
      response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
    },
    closed: async (timeoutMs) => {
      await until('the agent closes', () => (state === 'closed' ? true : undefined), timeoutMs);
    },
  };
}

/** Starts a recorder. Unless told otherwise it holds PermissionRequest and lets all else pass. */
export async function startHookRecorder(): Promise<HookRecorder> {
  const calls: HookCall[] = [];
  let policy: HookPolicy = (call) => (call.event === 'PermissionRequest' ? 'hold' : {});
  const { url, close } = await serve(
    createServer((request, response) => {
      void text(request).then((raw) => {
        const call = record(JSON.parse(raw) as Record<string, unknown>, response);
        calls.push(call);
        const reply = policy(call);
        if (reply !== 'hold') call.answer(reply);
      });
    }),
  );
  return {
    url,
    close,
    calls: () => calls,
    call: (event, nth = 0, timeoutMs) =>
      until(
        `the hook receives ${event} number ${nth}`,
        () => calls.filter((call) => call.event === event)[nth],
        timeoutMs,
      ),
    policy: (next) => {
      policy = next;
    },
    hooks: (...events) => {
      const hook = { type: 'http', url: `${url}/hook`, timeout: 3600 };
      return Object.fromEntries(events.map((event) => [event, [{ matcher: '*', hooks: [hook] }]]));
    },
  };
}

const decide = (decision: object): HookReply => ({
  body: { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision } },
});

/** The answer to a PermissionRequest that lets the call run. */
export const allow = (more: object = {}): HookReply => decide({ behavior: 'allow', ...more });

/** The answer to a PermissionRequest that refuses the call; the model receives the message. */
export const deny = (message: string): HookReply => decide({ behavior: 'deny', message });
