import { liveNewsSchema, REMOTE_PATHS } from '../../../src/protocol/remote.ts';
import { signMark } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { backoff } from './backoff.ts';

/** What following the desk needs. */
export interface LivePorts {
  device(): Promise<ThisDevice | null>;
  /** The revision the page shows. */
  revision(): number;
  /** There may be something newer. */
  news(): void;
  /** Asks once more, holding the line; false where no answer came. */
  wait(revision: number): Promise<boolean>;
}

/** Follows the desk until it is ended. */
export interface Live {
  /** The page came back to life: a socket that slept is not trusted, and no pause holds any more. */
  wake(): void;
  end(): void;
}

/** How long a socket may take until it says something, in milliseconds. */
const FIRST_NEWS = 8_000;

/**
 * Learns that there is something newer: by a socket, and where that fails by holding a call. It is
 * only ever a hint: what is shown comes by a signed call.
 */
export function followDesk(ports: LivePorts): Live {
  let ended = false;
  let interrupt = (): void => undefined;
  const until = (begin: (done: () => void) => () => void): Promise<void> =>
    new Promise((resolve) => {
      const stop = begin(done);
      function done(): void {
        interrupt = () => undefined;
        stop();
        resolve();
      }
      interrupt = done;
    });
  const pause = (milliseconds: number): Promise<void> =>
    until((done) => {
      const timer = setTimeout(done, milliseconds);
      return () => clearTimeout(timer);
    });
  const isEnded = (): boolean => ended;
  const follow = async (): Promise<void> => {
    let failures = 0;
    for (;;) {
      const lived = await oneSocket(ports, until);
      if (isEnded()) return;
      failures = lived || (await ports.wait(ports.revision())) ? 0 : failures + 1;
      ports.news();
      // Also after what went well: nothing the other side does makes this spin.
      await pause(backoff(failures + 1, Math.random()));
      if (isEnded()) return;
    }
  };
  void follow();
  return {
    wake: () => interrupt(),
    end() {
      ended = true;
      interrupt();
    },
  };
}

/** @returns whether the socket ever said anything, once it is closed */
async function oneSocket(
  ports: LivePorts,
  until: (begin: (done: () => void) => () => void) => Promise<void>,
): Promise<boolean> {
  const device = await ports.device();
  if (device === null) return false;
  const mark = await signMark(device, 'LIVE', REMOTE_PATHS.live, new Uint8Array(0));
  let spoke = false;
  await until((done) => {
    const socket = new WebSocket(device.address.replace(/^http/, 'ws') + REMOTE_PATHS.live);
    const timer = setTimeout(done, FIRST_NEWS);
    socket.addEventListener('open', () => socket.send(JSON.stringify(mark)));
    socket.addEventListener('close', done);
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const revision = readNews(data);
      if (revision === null) return;
      spoke = true;
      clearTimeout(timer);
      if (revision !== ports.revision()) ports.news();
    });
    return () => {
      clearTimeout(timer);
      socket.close();
    };
  });
  return spoke;
}

/** The revision of which a message tells; null where it is none. */
function readNews(data: unknown): number | null {
  try {
    const news = liveNewsSchema.safeParse(typeof data === 'string' ? JSON.parse(data) : null);
    return news.success ? news.data.revision : null;
  } catch {
    return null;
  }
}
