import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Turn } from './mock-turns.ts';

const usage = { input_tokens: 100, output_tokens: 20, service_tier: 'standard' };

type Content =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> };

const contentOf = (turn: Turn): Content[] =>
  (typeof turn === 'string' ? [{ text: turn }] : turn).map((block) =>
    'text' in block
      ? { type: 'text', text: block.text }
      : {
          type: 'tool_use',
          id: block.id ?? `toolu_${randomUUID()}`,
          name: block.tool,
          input: block.input,
        },
  );

/** A content block as the stream opens it (empty), and the delta that fills it. */
const openAndFill = (content: Content) =>
  content.type === 'text'
    ? { open: { type: 'text', text: '' }, fill: { type: 'text_delta', text: content.text } }
    : {
        open: { ...content, input: {} },
        fill: { type: 'input_json_delta', partial_json: JSON.stringify(content.input) },
      };

/** Answers a Messages API call with one turn: as server-sent events, or as one JSON body. */
export function sendTurn(
  response: ServerResponse,
  turn: Turn,
  request: { model: string; stream: boolean },
): void {
  const content = contentOf(turn);
  const stop_reason = content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn';
  const message = {
    id: `msg_${randomUUID()}`,
    type: 'message',
    role: 'assistant',
    model: request.model,
    stop_sequence: null,
    usage,
  };
  if (!request.stream) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...message, content, stop_reason }));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const say = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  say('message_start', { message: { ...message, content: [], stop_reason: null } });
  content.forEach((block, index) => {
    const { open, fill } = openAndFill(block);
    say('content_block_start', { index, content_block: open });
    say('content_block_delta', { index, delta: fill });
    say('content_block_stop', { index });
  });
  say('message_delta', { delta: { stop_reason, stop_sequence: null }, usage });
  say('message_stop', {});
  response.end();
}
