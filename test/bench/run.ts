// `npm run bench`: what Countersign costs, as medians of several runs, side by side with a bare part.
import { remoteOptions } from '../fakes/remote-options.ts';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Agent, request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDesk } from '../../src/broker/open-desk.ts';
import { saveRules } from '../../src/broker/settings/rules/save-rules.ts';
import { undoRules } from '../../src/broker/settings/rules/undo-rules.ts';
import { compileRules, judge } from '../../src/core/rules/judge.ts';
import { offersFor } from '../../src/core/rules/offers-for.ts';
import { HOOK_PATH } from '../../src/protocol/hook-endpoint.ts';
import { panelSnapshotSchema } from '../../src/protocol/panel.ts';
import { offersOf as corpusOffersOf, readCommands } from '../corpus/corpus.ts';
import { aSnapshot } from '../fakes/panel-snapshots.ts';
import { aRequest } from '../fakes/requests.ts';
import { freePort } from '../rigs/process.ts';
import { sample } from '../samples/claude-code.ts';
import { measureAway } from './away.ts';
import { measureCalls } from './calls.ts';

const RUNS = 5;
/** Of each single command: more, since one of its runs is soon disturbed. */
const RUNS_A_CALL = 9;
const quiet = { debug() {}, info() {}, warn() {}, error: console.error };
const keepAlive = new Agent({ keepAlive: true });
const token = 'a-token-for-the-benchmark-only-and-nothing-else';

/** Milliseconds that one call takes, as the median of a run's calls. */
async function medianOf(calls: number, act: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const started = performance.now();
    await act();
    times.push(performance.now() - started);
  }
  return middle(times);
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Posts a body and waits for the whole answer. */
function post(port: number, body: string, bearer: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const options = { port, host: '127.0.0.1', path: HOOK_PATH, method: 'POST', headers };
    const sent = request({ ...options, agent: keepAlive }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

interface Row {
  readonly name: string;
  readonly calls: number;
  readonly ours: () => unknown;
  readonly bare?: () => unknown;
}

async function measure({ name, calls, ours, bare }: Row): Promise<void> {
  const own: number[] = [];
  const other: number[] = [];
  await medianOf(Math.ceil(calls / 10), ours);
  for (let run = 0; run < RUNS; run += 1) {
    own.push(await medianOf(calls, ours));
    if (bare) other.push(await medianOf(calls, bare));
  }
  const ratio = bare
    ? `   bare ${fixed(middle(other))} ms   × ${(middle(own) / middle(other)).toFixed(2)}`
    : '';
  console.log(`${name.padEnd(58)} ${fixed(middle(own))} ms${ratio}`);
}

/**
 * Measures what each of some calls takes, and prints the middle one and the slowest of a hundred. Of
 * each call the median of its runs counts, one run of all after the other, so that what else the
 * machine does meanwhile doesn’t fall on single calls.
 */
function measureEach<T>(name: string, calls: readonly T[], act: (call: T) => unknown): void {
  const times = calls.map((): number[] => []);
  for (const call of calls) act(call);
  for (let run = 0; run < RUNS_A_CALL; run += 1) {
    for (const [at, call] of calls.entries()) {
      const started = performance.now();
      act(call);
      times[at]?.push(performance.now() - started);
    }
  }
  const medians = times.map(middle).sort((a, b) => a - b);
  const slowest = medians[Math.floor(medians.length * 0.99)] ?? NaN;
  console.log(`${`${name}: p50`.padEnd(58)} ${fixed(middle(medians))} ms`);
  console.log(`${`${name}: p99`.padEnd(58)} ${fixed(slowest)} ms`);
}

/** How many programs want to run, on average of the last minute. */
const loadOf = (): string => (loadavg()[0] ?? NaN).toFixed(1);
const fixed = (ms: number): string => ms.toFixed(4).padStart(9);

const root = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
await mkdir(join(root, 'proj'));
const port = await freePort();
const desk = await openDesk({
  port,
  storageFolder: join(root, 'storage'),
  home: root,
  claudeDir: join(root, '.claude'),
  folders: () => [join(root, 'proj')],
  windowName: 'bench',
  secrets: { hookToken: token, windowSecret: 'a-secret-for-the-benchmark-only-and-nothing-else' },
  remote: remoteOptions(),
  isUnsaved: () => false,
  env: {},
  log: quiet,
});
// The person answers at once, so that what is measured is all that lies around the answer.
desk.onChange(() => {
  for (const { request: asked, state } of desk.view().items) {
    if (state.kind !== 'pending' || state.claim !== null) continue;
    void desk.decide(asked.id, { behavior: 'allow', always: null, answers: null });
  }
});
const bareServer = createServer((incoming, response) => {
  let body = '';
  incoming.setEncoding('utf8').on('data', (part: string) => (body += part));
  incoming.on('end', () =>
    response.end(JSON.stringify({ length: JSON.stringify(JSON.parse(body)).length })),
  );
});
bareServer.listen(0, '127.0.0.1');
await once(bareServer, 'listening');
const barePort = (bareServer.address() as AddressInfo).port;
const event = JSON.stringify({ ...sample('PermissionRequest.Bash'), cwd: join(root, 'proj') });
const settings = join(root, 'proj/.claude/settings.json');
const rules = ['Bash(npm run lint)'];
const isUnsaved = (): boolean => false;
const snapshot = aSnapshot({
  items: Array.from({ length: 50 }, (_, at) => ({
    request: aRequest({ id: `r${at}` }),
    state: { kind: 'pending', claim: null },
  })),
});

try {
  await mkdir(join(root, 'proj/.claude'));
  await writeFile(
    settings,
    `${JSON.stringify({ permissions: { allow: Array.from({ length: 200 }, (_, at) => `Bash(tool-${at} *)`) } }, null, 2)}\n`,
  );
  console.log(
    `medians of ${RUNS} runs (of a command of the corpus: of ${RUNS_A_CALL}), milliseconds a call; ` +
      `bare: node:http that reads, parses and answers; load ${loadOf()} on ${cpus().length} cores\n`,
  );
  await measure({
    name: 'ask, decide at once, on record and synced, answer',
    calls: 200,
    ours: () => post(port, event, token),
    bare: () => post(barePort, event, token),
  });
  await measure({
    name: 'turned away at the bearer',
    calls: 400,
    ours: () => post(port, event, 'wrong'),
    bare: () => post(barePort, event, 'wrong'),
  });
  await measure({
    name: 'save a rule in a file of 200 rules and undo it',
    calls: 30,
    ours: async () => {
      const saved = await saveRules({ file: settings, behavior: 'allow', rules, isUnsaved });
      if (saved.kind === 'saved') await undoRules(saved.undo, isUnsaved);
    },
    bare: async () => {
      await writeFile(settings, await readFile(settings, 'utf8'));
      await writeFile(settings, await readFile(settings, 'utf8'));
    },
  });
  const { tool, input, subject, folder, cwd } = aRequest();
  const places = { folder, home: '/home/dev', claudeDir: '/home/dev/.claude' };
  await measure({
    name: 'offer rules for a command',
    calls: 2_000,
    ours: () => offersFor({ tool, input, subject, places, cwd, suggestions: [] }),
  });
  const shared = process.env['COUNTERSIGN_SHARED'];
  if (shared === undefined)
    console.log('(offers over the corpus: set COUNTERSIGN_SHARED to measure)');
  else {
    const commands = readCommands(shared);
    measureEach(`offer rules for ${commands.length} commands`, commands, ({ command }) =>
      corpusOffersOf(command),
    );
  }
  const thousand = compileRules(
    Array.from({ length: 1000 }, (_, at) => ({
      ...({ text: `Bash(tool-${at} run *)`, behavior: 'allow', scope: 'project' } as const),
      ...{ file: settings, root: folder },
    })),
    places,
  );
  await measure({
    name: 'judge a command by 1,000 rules',
    calls: 2_000,
    ours: () => judge(thousand, { tool: 'Bash', input: { command: 'tool-999 run x' }, cwd }),
  });
  await measure({
    name: 'check a snapshot of 50 requests at the panel’s door',
    calls: 200,
    ours: () => panelSnapshotSchema.parse(snapshot),
    bare: () => JSON.parse(JSON.stringify(snapshot)) as unknown,
  });
  console.log(`\nload at the end: ${loadOf()}`);
} finally {
  keepAlive.destroy();
  await desk.close();
  bareServer.closeAllConnections();
  bareServer.close();
  await rm(root, { recursive: true, force: true });
}
await measureCalls();
await measureAway();
