// One of the two servers of `calls.ts`, in a process of its own as the editor’s is: the endpoint with
// the real leash over real files, or a bare one that reads the same body and answers `{}`.
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openLeash } from '../../src/broker/leash/open-leash.ts';
import { listen } from '../../src/broker/server/listen.ts';
import { openAuditLog } from '../../src/broker/store/audit-log.ts';
import { fakeVault } from '../fakes/vault.ts';

/** What such a server is told: which of the two it is, and a folder for its files. */
const [which, root, token] = process.argv.slice(2);
if (root === undefined || token === undefined) throw new Error('Started without its arguments');

const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
const server = which === 'ours' ? await ours(root, token) : await bare();
const times: number[] = [];
server.prependListener('request', (incoming, response) => {
  let read = 0;
  incoming.prependOnceListener('end', () => (read = performance.now()));
  response.prependOnceListener('finish', () => times.push(performance.now() - read));
});
process.on('message', () => process.send?.({ times: times.splice(0) }));
process.on('disconnect', () => process.exit(0));
process.send?.({ port: (server.address() as AddressInfo).port });

/** The endpoint, in partial mode under a hundred rules to ask. */
async function ours(home: string, bearer: string): Promise<Server> {
  const claudeDir = join(home, '.claude');
  await mkdir(claudeDir, { recursive: true });
  await mkdir(join(home, 'proj', '.git'), { recursive: true });
  const ask = Array.from({ length: 100 }, (_, at) => `Bash(tool-${at} *)`);
  await writeFile(join(claudeDir, 'settings.json'), JSON.stringify({ permissions: { ask } }));
  const audit = await openAuditLog({
    ...{ folder: join(home, 'storage'), clock: Date, log },
    onProblem: console.error,
  });
  const leash = await openLeash({
    ...{ home, claudeDir, clock: Date, log, vault: fakeVault() },
    ...{ organisationFile: join(home, 'none/leash.json'), managedFile: join(home, 'none/m.json') },
    protectedPaths: [join(home, 'storage')],
    record: (entry) => audit.append(entry),
    denyOpen: () => Promise.resolve(),
    ...{ requests: () => [], devices: () => [] },
  });
  const control = leash.controlBy({ kind: 'window', name: 'the benchmark' });
  const chosen = await control.choose({ kind: 'machine' }, { mode: 'partial', profile: null });
  if (chosen.kind !== 'done') throw new Error(JSON.stringify(chosen));
  const endpoint = await listen({
    ...{ port: 0, token: bearer, patience: 60_000, home, claudeDir, log, clock: Date },
    ids: { next: () => 'never' },
    hint: () => Promise.resolve(undefined),
    judge: (call) => leash.judge(call),
    fallback: () => 'ask',
    stopOf: () => null,
    recordLetBy: (entry) => audit.append(entry),
    onEvent() {},
    onRequest: () => console.error('A call was asked that should go by'),
    onBarred: () => console.error('A call was denied that should go by'),
    onLineClosed() {},
    onNotUnderstood: console.error,
  });
  if (endpoint.kind !== 'listening') throw new Error(endpoint.kind);
  return endpoint.server;
}

async function bare(): Promise<Server> {
  const plain = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      Buffer.concat(chunks).toString('utf8');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 });
      response.end('{}');
    });
  });
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  return plain;
}
