import type { RawData, WebSocket } from 'ws';
import type * as z from 'zod/mini';
import { WINDOW_NAME_MAX, type FromDesk, type ToDesk } from '../../protocol/window-link.ts';

/** How long a peer has to answer a goodbye before its connection is cut, in milliseconds. */
const GOODBYE_WITHIN = 1000;

/**
 * Reads one message of the link.
 * @returns null for anything that is not a text message of this schema.
 */
export function readMessage<T>(
  schema: z.ZodMiniType<T>,
  data: RawData,
  isBinary: boolean,
): T | null {
  if (isBinary || !Buffer.isBuffer(data)) return null;
  const parsed = schema.safeParse(parseJson(data.toString('utf8')));
  return parsed.success ? parsed.data : null;
}

/** Sends one message of the link; to a peer that is leaving it sends nothing. */
export function sendMessage(socket: WebSocket, message: FromDesk | ToDesk): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

/** Ends a link once what was sent has arrived. */
export function endLink(socket: WebSocket, code: number): void {
  const cut = setTimeout(() => socket.terminate(), GOODBYE_WITHIN);
  socket.once('close', () => clearTimeout(cut));
  socket.close(code);
}

/** A window's name, no longer than the link carries. */
export function clipName(name: string): string {
  return name.slice(0, WINDOW_NAME_MAX);
}

/** Undefined, which no schema takes, for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
