// What the hook before each call costs: what goes by, beside a bare node:http server. Client and
// servers are processes of their own, as Claude Code and the editor are.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as z from 'zod/mini';
import { HOOK_PATH } from '../../src/protocol/hook-endpoint.ts';
import { sample } from '../samples/claude-code.ts';

const RUNS = 9;
const CALLS = 100;
/** As agents call: what is put on record after an answer is there before the next. In milliseconds. */
const APART = 2;
const TOKEN = 'a-token-for-the-benchmark-only-and-nothing-else';
const SOURCE = fileURLToPath(new URL('calls-server.ts', import.meta.url));

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
    const cwd = join(folder, 'proj');
    const kinds = [
      ['a read goes by', 'Read', (at) => ({ file_path: join(cwd, `src/file-${at}.ts`) })],
      ['a command of one part goes by', 'Bash', (at) => ({ command: `git log -${at} --oneline` })],
      ['of two parts', 'Bash', (at) => ({ command: `git diff --stat src/${at}.ts | head -${at}` })],
      ['the same read again', 'Read', () => ({ file_path: join(cwd, 'src/file.ts') })],
      ['the same command again', 'Bash', () => ({ command: 'git diff --stat src | head -20' })],
    ] satisfies [string, string, (at: number) => object][];
    for (const [name, tool, inputOf] of kinds) {
      const messages = bodies(`PreToolUse.${tool}`, cwd, inputOf);
      await measureCall(name, messages, { ours, bare, agent, apart: APART });
      await measureCall('  back to back', messages, { ours, bare, agent, apart: 0 });
    }
  } finally {
    agent.destroy();
    await Promise.all(started.map(({ child }) => end(child)));
    await rm(folder, { recursive: true, force: true });
  }
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
  { ours, bare, agent, apart }: { ours: Started; bare: Started; agent: Agent; apart: number },
): Promise<void> {
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
      mine.push(await timed(ours.port, body, agent));
      if (apart > 0) await setTimeout(apart);
      theirs.push(await timed(bare.port, body, agent));
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

/** Posts a message and waits for the whole answer; in milliseconds. */
function timed(port: number, body: string, agent: Agent): Promise<number> {
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
