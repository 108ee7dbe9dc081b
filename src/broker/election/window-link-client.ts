import { WebSocket } from 'ws';
import {
  fromDeskSchema,
  WINDOW_LINK_MAX_MESSAGE,
  WINDOW_LINK_PATH,
  type FromDesk,
} from '../../protocol/window-link.ts';
import { keepLink, type LinkedDesk, type LinkListener } from './linked-desk.ts';
import { clipName, hearMessages, sendMessage } from './messages.ts';
import { checkSecret, freshChallenge, prove, provesItself } from './proof.ts';

/** What a window needs to link to the desk. */
export interface DeskLinkOptions extends LinkListener {
  readonly port: number;
  /** Shared by all windows of this installation, 32 characters or more; it is never sent. */
  readonly secret: string;
  /** How a person knows this window. */
  readonly windowName: string;
}

/** Who listens on the port of the desk. */
export type DeskLink =
  /** A window of this installation. */
  | LinkedDesk
  /** Another program, or a window of another installation. */
  | { readonly kind: 'not-ours' }
  /** Nobody: it may be bound. */
  | { readonly kind: 'nobody' };

/** How long the desk has to prove itself, in milliseconds. */
const LINK_WITHIN = 1800;

/**
 * Links to the window that runs the desk. The desk proves itself first; a program that can't, learns
 * nothing but a random number. Answers within 2 seconds; throws a `RangeError` for a secret that is
 * too short.
 */
export function connectToDesk(options: DeskLinkOptions): Promise<DeskLink> {
  const { port, secret, windowName, log } = options;
  checkSecret(secret);
  const authority = `127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://${authority}${WINDOW_LINK_PATH}`, {
    headers: { host: authority },
    maxPayload: WINDOW_LINK_MAX_MESSAGE,
    perMessageDeflate: false,
  });
  const windowChallenge = freshChallenge();
  let deskProved = false;

  /** Proves this window to a desk that has proved itself, or leaves. */
  function answer(deskChallenge: string, proof: string): void {
    const handshake = { secret, port, windowChallenge, deskChallenge };
    deskProved = provesItself('desk', handshake, proof);
    if (!deskProved) {
      socket.terminate();
      return;
    }
    const window = clipName(windowName);
    sendMessage(socket, { type: 'proof', proof: prove('window', handshake), window });
  }

  return new Promise((resolve) => {
    const late = setTimeout(() => socket.terminate(), LINK_WITHIN);
    let stranger: 'not-ours' | 'nobody' = 'not-ours';
    let hear = (message: FromDesk): void => {
      if (message.type === 'challenge' && !deskProved) answer(message.challenge, message.proof);
      else if (message.type === 'status' && deskProved) link(message);
      else socket.terminate();
    };

    /** The first status is the desk's welcome. */
    function link(welcome: FromDesk): void {
      clearTimeout(late);
      const kept = keepLink(socket, options);
      hear = kept.hear;
      resolve(kept.desk);
      hear(welcome);
    }

    socket.on('open', () =>
      sendMessage(socket, { type: 'hello', version: 1, challenge: windowChallenge }),
    );
    hearMessages(
      socket,
      fromDeskSchema,
      (message) => hear(message),
      () => socket.terminate(),
    );
    socket.on('error', (error) => {
      if ('code' in error && error.code === 'ECONNREFUSED') stranger = 'nobody';
      log.debug('The link to the desk failed', { error: error.message });
    });
    socket.once('close', () => {
      clearTimeout(late);
      resolve({ kind: stranger });
    });
  });
}
