import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way on loopback that can be cut like a network, with all that is under way on it. */
export interface Gate {
  /** Does nothing where it is open. */
  open(): Promise<void>;
  /** From now on what comes from outside still arrives, and nothing gets out any more. */
  hush(): void;
  cut(): Promise<void>;
}

/** Makes a gate from one port of 127.0.0.1 to another; it is closed at first. */
export function makeGate(port: number, to: number): Gate {
  const sockets = new Set<Socket>();
  const waysOut = new Map<Socket, Socket>();
  let server: Server | null = null;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  return {
    open() {
      if (server !== null) return Promise.resolve();
      const opened = createServer((inner) => {
        const outer = keep(connect(to, '127.0.0.1'));
        waysOut.set(keep(inner), outer);
        inner.once('close', () => waysOut.delete(inner));
        inner.pipe(outer).pipe(inner);
      });
      server = opened;
      return new Promise((resolve, reject) => {
        opened.once('error', reject);
        opened.listen(port, '127.0.0.1', () => resolve());
      });
    },
    hush() {
      for (const [inner, outer] of waysOut) inner.unpipe(outer);
    },
    async cut() {
      const closed = server;
      server = null;
      if (closed === null) return;
      const done = new Promise((resolve) => closed.close(resolve));
      for (const socket of sockets) socket.destroy();
      await done;
    },
  };
}
