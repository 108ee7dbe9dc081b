import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  connectToDesk,
  type DeskLink,
  type DeskLinkOptions,
} from '../../../src/broker/election/window-link-client.ts';
import {
  attachWindowLink,
  type WindowLinkOptions,
} from '../../../src/broker/election/window-link-server.ts';
import { keptLog } from '../../fakes/queue-ports.ts';

/** The secret that the windows of these tests share. */
export const SECRET = 'a secret that only these windows have';

/** An http server on a free port, or on this one, that answers 404; gone when the test ends. */
export async function bareServer(
  port = 0,
): Promise<{ server: Server; port: number; connections: ReadonlySet<Socket> }> {
  const server = createServer((_, response) => response.writeHead(404).end());
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of connections) socket.destroy();
  });
  return { server, port: (server.address() as AddressInfo).port, connections };
}

/** A window that has the desk; by default it gives it up when asked. */
export async function deskWindow(options: Partial<WindowLinkOptions> = {}, onPort = 0) {
  const { server, port, connections } = await bareServer(onPort);
  const log = keptLog();
  const takers: string[] = [];
  const link = attachWindowLink(server, {
    secret: SECRET,
    windowName: 'first',
    waiting: () => 0,
    onFocus: () => undefined,
    onTakeOver(byWindow) {
      takers.push(byWindow);
      server.close();
      return Promise.resolve();
    },
    log,
    ...options,
  });
  onTestFinished(() => {
    link.close();
  });
  return { server, port, connections, link, log, takers };
}

/** A window that looks who has the desk, and keeps what it hears. */
export async function otherWindow(port: number, options: Partial<DeskLinkOptions> = {}) {
  const heard: unknown[] = [];
  const log = keptLog();
  const found = await connectToDesk({
    port,
    secret: SECRET,
    windowName: 'second',
    log,
    onStatus: (desk) => heard.push(desk),
    onGone: () => heard.push('gone'),
    ...options,
  });
  onTestFinished(() => {
    if (found.kind === 'linked') found.close();
  });
  return { found, heard, log };
}

/** The link of a window that is surely linked. */
export function linkedOf(found: DeskLink): Extract<DeskLink, { kind: 'linked' }> {
  if (found.kind !== 'linked') throw new Error(`The window is not linked: ${found.kind}`);
  return found;
}
