// What the hook before each call costs: what goes by, beside a bare node:http server. Client and
// servers are processes of their own, as Claude Code and the editor are. The call is made as Claude Code
// makes it (by axios, on a connection that is kept: measured), and by node:http alone, which takes less.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { HOOK_PATH } from '../../src/protocol/hook-endpoint.ts';
import { sample } from '../samples/claude-code.ts';

const RUNS = 9;
const CALLS = 100;
/** So many of each kind, until V8 has compiled for good what they need: an editor runs for days. */
const WARM_UP = 2_000;
/** As agents call: what is put on record after an answer is there before the next. In milliseconds. */
const APART = 2;
const TOKEN = 'a-token-for-the-benchmark-only-and-nothing-else';
const SOURCE = fileURLToPath(new URL('calls-server.ts', import.meta.url));

/** Posts a message to a port, and resolves once the whole answer is there. */
type Caller = (port: number, body: string) => Promise<unknown>;

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Measures what goes by, side by side with a bare server that reads the same body and answers `{}`. */
export async function measureCalls(): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'countersign-bench-calls-')));
  const agent = new Agent({ keepAlive: true });
  const started: Started[] = [];
  try {
    const server = await bundled(folder);
    const ours = await start(server, 'ours', folder);
    started.push(ours);
    const bare = await start(server, 'bare', folder);
    started.push(bare);
    const kinds = kindsIn(join(folder, 'proj'));
    const measure = async (which: string, caller: Caller): Promise<void> => {
      console.log(`\nthe hook before a call, ${which}, ${APART} ms apart`);
      for (const { name, messages } of [...kinds, inTurn(kinds)]) {
        await measureCall(name, messages, { ours, bare, caller, apart: APART });
        await measureCall('  back to back', messages, { ours, bare, caller, apart: 0 });
      }
    };
    await measure('as Claude Code calls, the first thousands', asClaudeCode);
    for (const { messages } of kinds) {
      for (let call = 0; call < WARM_UP; call += 1) {
        const body = messages.next().value;
        for (const { port } of [ours, bare]) await plainly(agent)(port, body);
      }
    }
    await measure('as Claude Code calls, from then on', asClaudeCode);
    await measure('by node:http alone, from then on', plainly(agent));
  } finally {
    agent.destroy();
    await Promise.all(started.map(({ child }) => end(child)));
    await rm(folder, { recursive: true, force: true });
  }
}

/** What goes by, of one kind: messages without end, none of them made twice where they are new. */
interface Kind {
  readonly name: string;
  readonly messages: Iterator<string, never>;
}

function kindsIn(cwd: string): readonly Kind[] {
  const read = (path: string) => ({ file_path: join(cwd, path) });
  const of = (name: string, tool: string, inputOf: (at: number) => object): Kind => ({
    name,
    messages: bodies(`PreToolUse.${tool}`, cwd, inputOf),
  });
  return [
    of('a read goes by', 'Read', (at) => read(`src/file-${at}.ts`)),
    of('a command of one part', 'Bash', (at) => ({ command: `git log -${at} --oneline` })),
    of('of two parts', 'Bash', (at) => ({ command: `git diff --stat src/${at}.ts | head -${at}` })),
    of('the same read again', 'Read', () => read('src/file.ts')),
    of('the same command again', 'Bash', () => ({ command: 'git diff --stat src | head -20' })),
  ];
}

/** One of each after the other, as the calls of a session are of all kinds. */
function inTurn(kinds: readonly Kind[]): Kind {
  function* messages(): Generator<string, never> {
    for (;;) for (const kind of kinds) yield kind.messages.next().value;
  }
  return { name: 'all of these in turn', messages: messages() };
}

/** The servers as one file, made as the extension is: what loads sources as they are slows them. */
async function bundled(folder: string): Promise<string> {
  const outfile = join(folder, 'calls-server.mjs');
  await build({
    ...{ entryPoints: [SOURCE], outfile, bundle: true, platform: 'node', format: 'esm' },
    ...{ target: 'node20', mainFields: ['module', 'main'], logLevel: 'warning' },
  });
  return outfile;
}

async function start(server: string, which: 'ours' | 'bare', folder: string): Promise<Started> {
  const child = fork(server, [which, folder, TOKEN], { execArgv: [] });
  const [said] = (await once(child, 'message')) as unknown[];
  return { child, port: z.object({ port: z.number() }).parse(said).port };
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
}

/** What the server itself took for the calls since it was last asked, each in milliseconds. */
async function timesOf({ child }: Started): Promise<number[]> {
  const told = once(child, 'message');
  child.send('times');
  const [said] = (await told) as unknown[];
  return z.object({ times: z.array(z.number()) }).parse(said).times;
}

async function measureCall(
  name: string,
  messages: Iterator<string, never>,
  setting: { ours: Started; bare: Started; caller: Caller; apart: number },
): Promise<void> {
  const { ours, bare, caller, apart } = setting;
  const own: number[] = [];
  const other: number[] = [];
  for (let run = -2; run < RUNS; run += 1) {
    const mine: number[] = [];
    const theirs: number[] = [];
    if (run === 0) await timesOf(ours);
    // One after the other, so that what else the machine does falls on both.
    for (let call = 0; call < CALLS; call += 1) {
      const body = messages.next().value;
      if (apart > 0) await setTimeout(apart);
      mine.push(await timed(caller, ours.port, body));
      if (apart > 0) await setTimeout(apart);
      theirs.push(await timed(caller, bare.port, body));
    }
    // The first runs only warm up.
    if (run < 0) continue;
    own.push(middle(mine));
    other.push(middle(theirs));
  }
  const ratio = (middle(own) / middle(other)).toFixed(2);
  console.log(
    `${name.padEnd(40)} ${fixed(middle(own))} ms   bare ${fixed(middle(other))} ms   × ${ratio}` +
      `   our part p50 ${fixed(middle(await timesOf(ours)))} ms   load ${(loadavg()[0] ?? NaN).toFixed(1)}`,
  );
}

/** How long a call takes, in milliseconds. */
async function timed(caller: Caller, port: number, body: string): Promise<number> {
  const started = performance.now();
  await caller(port, body);
  return performance.now() - started;
}

const HEADERS = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

const asClaudeCode: Caller = (port, body) =>
  axios.post(`http://127.0.0.1:${port}${HOOK_PATH}`, body, { headers: HEADERS, timeout: 60_000 });

function plainly(agent: Agent): Caller {
  return (port, body) => {
    const headers = { ...HEADERS, 'content-length': Buffer.byteLength(body) };
    const options = { host: '127.0.0.1', port, path: HOOK_PATH, method: 'POST', headers, agent };
    return new Promise((resolve, reject) => {
      const sent = request(options, (response) => {
        response.resume().on('end', resolve);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  };
}

/** Messages without end, of one session in its folder. */
function* bodies(
  name: string,
  cwd: string,
  inputOf: (at: number) => object,
): Generator<string, never> {
  const transcript_path = `/claude/projects/${cwd.replace(/[^A-Za-z0-9]/g, '-')}/session.jsonl`;
  for (let at = 1; ; at += 1) {
    yield JSON.stringify({ ...sample(name), transcript_path, cwd, tool_input: inputOf(at) });
  }
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const fixed = (ms: number): string => ms.toFixed(4).padStart(9);
