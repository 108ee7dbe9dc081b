import type { RawData, WebSocket } from 'ws';
import type * as z from 'zod/mini';
import { WINDOW_NAME_MAX, type FromDesk, type ToDesk } from '../../protocol/window-link.ts';

/** How long a peer has to answer a goodbye before its connection is cut, in milliseconds. */
const GOODBYE_WITHIN = 1000;

/**
 * Hears the messages of a link, each checked against the schema; anything that is not a text message
 * of it is nonsense. A link that is ending is not heard any more.
 */
export function hearMessages<T>(
  socket: WebSocket,
  schema: z.ZodMiniType<T>,
  hear: (message: T) => void,
  onNonsense: () => void,
): void {
  socket.on('message', (data, isBinary) => {
    // What shared a packet with the message a link was cut for is still delivered.
    if (socket.readyState !== socket.OPEN) return;
    const parsed = schema.safeParse(isBinary ? undefined : parseJson(data));
    if (parsed.success) hear(parsed.data);
    else onNonsense();
  });
}

/** Sends one message of the link; to a peer that is leaving it sends nothing. */
export function sendMessage(socket: WebSocket, message: FromDesk | ToDesk): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}

/** Ends a link once what was sent has arrived; the reason, of at most 123 bytes, is for the peer. */
export function endLink(socket: WebSocket, code: number, reason?: string): void {
  const cut = setTimeout(() => socket.terminate(), GOODBYE_WITHIN);
  socket.once('close', () => clearTimeout(cut));
  socket.close(code, reason);
}

/** A window's name, no longer than the link carries. */
export function clipName(name: string): string {
  return name.slice(0, WINDOW_NAME_MAX);
}

/** Undefined, which no schema takes, for what is not JSON. */
function parseJson(data: RawData): unknown {
  try {
    return Buffer.isBuffer(data) ? JSON.parse(data.toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
