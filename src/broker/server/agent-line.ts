import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../../core/json.ts';
import type { AgentLine, Answer } from '../../core/request/decision.ts';

/** One message and the way to answer it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Holds an exchange open until a person answers.
 * @param encode an answer in the agent's words; null for an empty body.
 * @param onClosed is called once, if the agent leaves before it was answered.
 */
export function holdLine(
  { request, response }: Exchange,
  encode: (answer: Answer) => JsonObject | null,
  onClosed: () => void,
): AgentLine {
  const { socket } = request;
  let open = true;
  const leave = (): void => {
    open = false;
    onClosed();
  };
  // The socket and not the response: one that waits behind another on its connection hears nothing.
  socket.once('close', leave);
  return {
    deliver(answer) {
      if (!open) return Promise.resolve(false);
      open = false;
      socket.removeListener('close', leave);
      return sendAnswer({ request, response }, encode(answer));
    },
  };
}

/**
 * Answers with 200 and a JSON body, or an empty one for null.
 * @returns true once all of it was handed to the network, false where the agent had left before.
 */
export function sendAnswer(exchange: Exchange, answer: JsonObject | null): Promise<boolean> {
  const { request, response } = exchange;
  if (request.socket.destroyed) return Promise.resolve(false);
  const body = answer === null ? '' : JSON.stringify(answer);
  return new Promise((resolve) => {
    const lost = (): void => resolve(false);
    request.socket.once('close', lost);
    response.once('finish', () => {
      request.socket.removeListener('close', lost);
      resolve(true);
    });
    response.writeHead(200, {
      'content-length': Buffer.byteLength(body),
      ...(answer !== null && { 'content-type': 'application/json' }),
    });
    response.end(body);
  });
}
