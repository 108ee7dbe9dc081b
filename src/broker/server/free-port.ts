import { createServer } from 'node:net';

/** How many neighbours are tried before any free port will do. */
const NEIGHBOURS = 20;

/**
 * A port on 127.0.0.1 that is free now, to suggest instead of one that is taken: the next free one
 * above it, which is easy to remember and stays clear of the range the system hands out by itself.
 */
export async function freePort(taken: number): Promise<number> {
  for (let port = taken + 1; port <= Math.min(taken + NEIGHBOURS, 65_535); port += 1) {
    if ((await tryPort(port)) !== null) return port;
  }
  return (await tryPort(0)) ?? taken;
}

/** The port that could be opened; null where it is taken or forbidden. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const opened = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(opened));
    });
  });
}
