// What the hook before each call costs: what goes by, beside a bare node:http server.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LeashJudge } from '../../src/broker/leash/leash-judge.ts';
import { listen } from '../../src/broker/server/listen.ts';
import { openAuditLog } from '../../src/broker/store/audit-log.ts';
import { judgeCall } from '../../src/core/policy/judge-call.ts';
import { judgeRequest } from '../../src/core/policy/judge-request.ts';
import { compileRules, judge as judgeRules } from '../../src/core/rules/judge.ts';
import { HOOK_PATH } from '../../src/protocol/hook-endpoint.ts';
import { sample } from '../samples/claude-code.ts';

const RUNS = 9;
const CALLS = 300;
const TOKEN = 'a-token-for-the-benchmark-only-and-nothing-else';
const home = '/home/dev';
const claudeDir = '/home/dev/.claude';
const quiet = { debug() {}, info() {}, warn() {}, error: console.error };

/** Judges by the core, in partial mode under a hundred rules. */
function partialJudge(): LeashJudge['judge'] {
  const leash = { modes: [{ name: 'partial' as const }], profiles: [] };
  const rules = compileRules(
    Array.from({ length: 100 }, (_, at) => ({
      ...({ text: `Bash(tool-${at} *)`, behavior: 'ask', scope: 'user' } as const),
      ...{ file: join(claudeDir, 'settings.json'), root: home },
    })),
    { folder: '/home/dev/proj', home, claudeDir },
  );
  return ({ tool, input, subject, cwd, folder }) => {
    const facts = { folder, home, claudeDir, gitRoot: folder, protectedPaths: [] };
    const { judgement, assessment } = judgeCall(
      { tool, input, subject },
      { cwd, facts, placements: [] },
    );
    const said = judgeRules(rules, { tool, input, cwd });
    const verdict = judgeRequest({ policies: [], rules: said, leash, assessment });
    const { mayAlways } = assessment;
    return Promise.resolve({ judgement, mayAlways, requires: [], verdict });
  };
}

/** Milliseconds from the last byte of a message to the end of its answer, as the server sees it. */
function timeServer(server: Server): number[] {
  const times: number[] = [];
  server.prependListener('request', (incoming, response) => {
    let read = 0;
    incoming.prependOnceListener('end', () => (read = performance.now()));
    response.prependOnceListener('finish', () => times.push(performance.now() - read));
  });
  return times;
}

/** Measures what goes by, side by side with a bare server that reads the same body and answers `{}`. */
export async function measureCalls(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-calls-'));
  const audit = await openAuditLog({ folder, clock: Date, log: quiet, onProblem: console.error });
  const endpoint = await listen({
    ...{ port: 0, token: TOKEN, patience: 60_000, home, claudeDir, log: quiet, clock: Date },
    ids: { next: () => 'never' },
    hint: () => Promise.resolve(undefined),
    judge: partialJudge(),
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
  const bare = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      Buffer.concat(chunks).toString('utf8');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 });
      response.end('{}');
    });
  });
  bare.listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const times = timeServer(endpoint.server);
  const agent = new Agent({ keepAlive: true });
  try {
    const read = (at: number) => ({ file_path: `/home/dev/proj/src/file-${at}.ts` });
    const command = (at: number) => ({
      command: `git diff --stat src/file-${at}.ts | head -${at}`,
    });
    await measureCall('a read goes by', bodies('PreToolUse.Read', read));
    await measureCall('a command of two parts goes by', bodies('PreToolUse.Bash', command));
  } finally {
    agent.destroy();
    await endpoint.close();
    await audit.close();
    bare.closeAllConnections();
    bare.close();
    await rm(folder, { recursive: true, force: true });
  }

  async function measureCall(name: string, messages: readonly string[]): Promise<void> {
    const barePort = (bare.address() as AddressInfo).port;
    const own: number[] = [];
    const other: number[] = [];
    const ports = { ours: endpoint.kind === 'listening' ? endpoint.port : 0, bare: barePort };
    for (const body of messages) {
      await timed(ports.ours, body);
      await timed(ports.bare, body);
    }
    times.length = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const mine: number[] = [];
      const theirs: number[] = [];
      // One after the other, so that what else the machine does falls on both.
      for (const body of messages) {
        mine.push(await timed(ports.ours, body));
        theirs.push(await timed(ports.bare, body));
      }
      own.push(middle(mine));
      other.push(middle(theirs));
    }
    const ratio = (middle(own) / middle(other)).toFixed(2);
    console.log(
      `${name.padEnd(40)} ${fixed(middle(own))} ms   bare ${fixed(middle(other))} ms   × ${ratio}` +
        `   our part p50 ${fixed(middle(times))} ms   load ${(loadavg()[0] ?? NaN).toFixed(1)}`,
    );
  }

  /** Posts a message and waits for the whole answer; in milliseconds. */
  function timed(port: number, body: string): Promise<number> {
    const headers = {
      ...{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      'content-length': Buffer.byteLength(body),
    };
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path: HOOK_PATH, method: 'POST', headers, agent };
      const sent = request(options, (response) => {
        response.resume().on('end', () => resolve(performance.now() - started));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

/** As many messages as there are calls in a run, no two alike, as an agent sends them. */
function bodies(name: string, inputOf: (at: number) => object): readonly string[] {
  return Array.from({ length: CALLS }, (_, at) =>
    JSON.stringify({ ...sample(name), cwd: '/home/dev/proj', tool_input: inputOf(at + 1) }),
  );
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const fixed = (ms: number): string => ms.toFixed(4).padStart(9);
