import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { attachWindowLink } from '../../../src/broker/election/window-link-server.ts';
import { keptLog } from '../../fakes/queue-ports.ts';

/** A desk in a process of its own, to be killed; prints its port. Its argument is the secret. */
const server = createServer();
attachWindowLink(server, {
  secret: process.argv[2] ?? '',
  windowName: 'other process',
  waiting: () => 7,
  onFocus: () => undefined,
  onTakeOver: () => Promise.reject(new Error('not here')),
  log: keptLog(),
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
