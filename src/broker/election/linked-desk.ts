import type { WebSocket } from 'ws';
import type { Log } from '../../core/ports.ts';
import { DESK_MOVED, type FromDesk } from '../../protocol/window-link.ts';
import { endLink, sendMessage } from './messages.ts';

/** What a window learns of the window that runs the desk. */
export interface RemoteDesk {
  readonly window: string;
  /** How many requests wait there. */
  readonly waiting: number;
}

/** What a linked window listens to. */
export interface LinkListener {
  /** Hears how the desk stands, at first and with every change. */
  readonly onStatus: (desk: RemoteDesk) => void;
  /**
   * Hears once that the desk is gone, so that the port may be free. After a hand-over to another
   * window it hears so a moment later, so that the other one comes first; never after this window
   * took over or closed the link itself.
   */
  readonly onGone: () => void;
  readonly log: Log;
}

/** What became of asking for the desk. */
type TakeOver = 'handed-over' | 'refused';

/** The desk of another window of this installation. */
export interface LinkedDesk {
  readonly kind: 'linked';
  /** Asks for the desk. Once it is handed over, the port is free and this link ends. */
  takeOver(): Promise<TakeOver>;
  /** Tells the desk whether this window has the focus. */
  tellFocus(focused: boolean): void;
  close(): void;
}

/** How long a hand-over may take before the link is given up, in milliseconds. */
const HAND_OVER_WITHIN = 10_000;

/** How long a window that was handed the desk has the port to itself, in milliseconds. */
const MOVED_GRACE = 500;

/** The close code of a link that is no longer needed (RFC 6455 §7.4.1). */
const NORMAL = 1000;

/** Keeps the link to a desk that proved itself; `hear` takes what it says from then on. */
export function keepLink(
  socket: WebSocket,
  { onStatus, onGone, log }: LinkListener,
): { readonly desk: LinkedDesk; readonly hear: (message: FromDesk) => void } {
  let asked: Promise<TakeOver> | null = null;
  let settle: ((end: TakeOver) => void) | null = null;
  let leaving = false;

  function leave(): void {
    leaving = true;
    endLink(socket, NORMAL);
  }

  function ask(): Promise<TakeOver> {
    if (socket.readyState !== socket.OPEN) return Promise.resolve('refused');
    return new Promise((resolve) => {
      const late = setTimeout(() => {
        log.warn('The desk did not answer whether it hands over');
        socket.terminate();
      }, HAND_OVER_WITHIN);
      settle = (end) => {
        clearTimeout(late);
        settle = null;
        asked = null;
        resolve(end);
      };
      sendMessage(socket, { type: 'take-over' });
    });
  }

  socket.once('close', (code) => {
    settle?.('refused');
    const goneNow = (): void => {
      if (!leaving) onGone();
    };
    if (code === DESK_MOVED) setTimeout(goneNow, MOVED_GRACE);
    else goneNow();
  });

  return {
    desk: {
      kind: 'linked',
      takeOver() {
        asked ??= ask();
        return asked;
      },
      tellFocus(focused) {
        if (socket.readyState === socket.OPEN) sendMessage(socket, { type: 'focus', focused });
      },
      close: leave,
    },
    hear(message) {
      switch (message.type) {
        case 'status':
          onStatus({ window: message.window, waiting: message.waiting });
          return;
        case 'handed-over':
          if (!settle) return;
          settle('handed-over');
          leave();
          return;
        case 'not-handed-over':
          settle?.('refused');
          return;
        case 'challenge':
          socket.terminate();
          return;
      }
    },
  };
}
