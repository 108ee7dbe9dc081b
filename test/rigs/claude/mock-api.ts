import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { serve } from './serve.ts';
import { sendTurn } from './mock-stream.ts';
import {
  placeIn,
  toolResultsIn,
  type ApiMessage,
  type ToolResult,
  type Turn,
} from './mock-turns.ts';
import { until } from './wait.ts';

/** One call of the Messages API, as the agent made it. */
export interface ApiCall {
  /** ms since 1970. */
  at: number;
  /** The scenario it plays; `null` for a side call of the agent's own (a title, for example). */
  scenario: string | null;
  model: string;
  tools: string[];
  messages: ApiMessage[];
}

/** A stand-in for the Messages API on loopback that plays prepared turns. */
export interface MockApi {
  /** For `ANTHROPIC_BASE_URL`. */
  url: string;
  /**
   * Registers a scenario and returns the prompt that plays it; after the last turn the model stops.
   * Turns may be made one by one: while one is not there yet, the model thinks.
   */
  play: (turns: readonly Turn[] | ((at: number) => Promise<Turn>), words?: string) => string;
  calls: () => readonly ApiCall[];
  /** How risky the classifier of auto mode finds every call: 0 lets it by, 100 blocks it. */
  classify: (severity: number) => void;
  /** How many calls the classifier was asked about. */
  classified: () => number;
  /** Waits for a tool result to reach the model: that of a call's id, or (no id) the newest. */
  toolResult: (toolUseId?: string, timeoutMs?: number) => Promise<ToolResult>;
  close: () => Promise<void>;
}

interface MessagesBody {
  model: string;
  stream?: boolean;
  tools?: { name: string }[];
  messages: ApiMessage[];
}

/**
 * Whether it is the question of auto mode’s classifier, which Claude Code asks of the model itself with
 * `CLAUDE_CODE_AUTO_MODE_SERVER=0` (measured).
 */
const isClassifying = ({ tools, messages }: MessagesBody): boolean =>
  !tools?.length && JSON.stringify(messages).includes('<severity>');

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** What may be told. */
export interface MockApiOptions {
  /**
   * `false` for a headless run, which makes no side calls: a conversation without tools plays its
   * scenario too, since a rule may have hidden every tool (`deny: ["*"]`).
   */
  sideCalls?: boolean;
}

/** Starts the mock on a free port of 127.0.0.1. */
export async function startMockApi({ sideCalls = true }: MockApiOptions = {}): Promise<MockApi> {
  const scenarios = new Map<string, readonly Turn[] | ((at: number) => Promise<Turn>)>();
  const calls: ApiCall[] = [];
  let severity = 0;
  let classified = 0;

  // Side calls (titles and the like) carry no tools; they must not eat a turn of the scenario.
  const isSideCall = ({ tools }: MessagesBody) => sideCalls && !tools?.length;
  const placeOf = (body: MessagesBody) => (isSideCall(body) ? null : placeIn(body.messages));
  const turnAt = async (body: MessagesBody, place: ReturnType<typeof placeIn>): Promise<Turn> => {
    if (isSideCall(body)) return '{"title":"A title"}';
    if (place === null) return 'No MOCK:<scenario> in the prompt.';
    const turns = scenarios.get(place.name) ?? [];
    const turn = typeof turns === 'function' ? await turns(place.turn) : turns[place.turn];
    return turn ?? `MOCKDONE ${place.name}`;
  };

  const verdict = (): Turn => {
    classified += 1;
    return `<thinking>mock</thinking><severity>${severity}</severity>`;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const raw = await bodyOf(request);
    const path = new URL(request.url ?? '/', 'http://mock').pathname;
    if (request.method !== 'POST' || path !== '/v1/messages') {
      response.writeHead(path === '/' ? 200 : 404, { 'content-type': 'application/json' });
      response.end('{}');
      return;
    }
    const body = JSON.parse(raw) as MessagesBody;
    const tools = (body.tools ?? []).map((tool) => tool.name);
    const at = Date.now();
    const heard = placeOf(body);
    calls.push({
      at,
      scenario: heard?.name ?? null,
      model: body.model,
      tools,
      messages: body.messages,
    });
    const turn = isClassifying(body) ? verdict() : await turnAt(body, heard);
    sendTurn(response, turn, { model: body.model, stream: body.stream === true });
  };

  const { url, close } = await serve(
    createServer((request, response) => void answer(request, response)),
  );
  return {
    url,
    close,
    calls: () => calls,
    classify: (next) => {
      severity = next;
    },
    classified: () => classified,
    play: (turns, words = 'Please go on.') => {
      const name = `s${scenarios.size + 1}`;
      scenarios.set(name, turns);
      return `${words} MOCK:${name}`;
    },
    toolResult: (toolUseId, timeoutMs) =>
      until(
        `the model receives the result of ${toolUseId ?? 'a tool'}`,
        () =>
          calls
            .flatMap((call) => toolResultsIn(call.messages))
            .filter((result) => toolUseId === undefined || result.toolUseId === toolUseId)
            .at(-1),
        timeoutMs,
      ),
  };
}
