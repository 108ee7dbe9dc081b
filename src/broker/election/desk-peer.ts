import type { WebSocket } from 'ws';
import type { Log } from '../../core/ports.ts';
import { toDeskSchema, type ToDesk } from '../../protocol/window-link.ts';
import { hearMessages, sendMessage } from './messages.ts';
import { freshChallenge, prove, provesItself, type Handshake } from './proof.ts';

/** What the desk needs to hear one window. */
export interface DeskPeerOptions {
  readonly secret: string;
  readonly port: number;
  readonly log: Log;
  /** The window proved itself. */
  readonly onLinked: (window: string) => void;
  /** The window asks for the desk; only after it proved itself. */
  readonly onTakeOver: (window: string) => void;
  /** The window got the focus or lost it; only after it proved itself. */
  readonly onFocus: (focused: boolean) => void;
}

/** How long a peer has to prove itself, in milliseconds. */
const PROOF_WITHIN = 4000;

type Stage =
  | { readonly kind: 'new' }
  | { readonly kind: 'challenged'; readonly handshake: Handshake }
  | { readonly kind: 'linked'; readonly window: string };

/**
 * Hears one peer of the window link, from its first message on. A peer that stays silent, breaks the
 * order, can't be understood or does not prove itself is cut off without a word.
 */
export function hearWindow(socket: WebSocket, options: DeskPeerOptions): void {
  const { secret, port, log, onLinked, onTakeOver, onFocus } = options;
  let stage: Stage = { kind: 'new' };
  const late = setTimeout(() => cut('it did not prove itself in time'), PROOF_WITHIN);

  function cut(why: string): void {
    log.warn('A window link was cut off', { why });
    socket.terminate();
  }

  function challenge(windowChallenge: string): void {
    const handshake = { secret, port, windowChallenge, deskChallenge: freshChallenge() };
    stage = { kind: 'challenged', handshake };
    sendMessage(socket, {
      type: 'challenge',
      challenge: handshake.deskChallenge,
      proof: prove('desk', handshake),
    });
  }

  function hear(message: ToDesk): void {
    switch (message.type) {
      case 'hello':
        if (stage.kind !== 'new') cut('it greeted twice');
        else challenge(message.challenge);
        return;
      case 'proof':
        if (stage.kind !== 'challenged') cut('it answered no challenge');
        else if (!provesItself('window', stage.handshake, message.proof)) cut('its proof is wrong');
        else {
          clearTimeout(late);
          stage = { kind: 'linked', window: message.window };
          onLinked(message.window);
        }
        return;
      case 'take-over':
        if (stage.kind !== 'linked') cut('it asked before it proved itself');
        else onTakeOver(stage.window);
        return;
      case 'focus':
        if (stage.kind !== 'linked') cut('it spoke before it proved itself');
        else onFocus(message.focused);
        return;
    }
  }

  hearMessages(socket, toDeskSchema, hear, () => cut('it sent something that is not understood'));
  socket.on('error', (error) => {
    log.warn('A window link failed', { error: error.message });
    socket.terminate();
  });
  socket.once('close', () => clearTimeout(late));
}
