import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from '../../src/core/request/request.ts';
import { REMOTE_PATHS } from '../../src/protocol/remote.ts';
import {
  call,
  pairDevice,
  sendDecision,
  signDecision,
  sync,
  type RemoteDevice,
} from '../fakes/remote-client.ts';
import { exchange } from '../fakes/wire.ts';
import { openParts, type AwayParts } from '../rigs/away/composition.ts';
import { commandEvent, hookClient, type HookClient } from '../rigs/desk/hook-client.ts';
import { freePort, waitFor } from '../rigs/process.ts';
import { makeCertificate } from '../rigs/push/certificates.ts';
import { connectHandset, HANDSET_HOST, type Handset } from '../rigs/push/handset.ts';
import { startIntake, type Intake } from '../rigs/push/intake.ts';
import { startTunnelRig, type TunnelRig } from '../rigs/tunnel/tunnel-rig.ts';

const ROUNDS = 15;
const ALLOW = { behavior: 'allow', always: null, answers: null } as const;
const quiet = { debug() {}, info() {}, warn() {}, error: console.error };
/** What a first visit loads before it shows anything, and what it loads for later. */
const SHELL = ['/', '/main.js', '/remote.css', '/manifest.webmanifest'];
const LATER = ['/worker.js', '/icon-192.png'];

/** A desk behind a real tunnel, with a paired device that gets pushes. */
interface Way {
  readonly parts: AwayParts;
  readonly folder: string;
  readonly hook: HookClient;
  readonly intake: Intake;
  readonly handset: Handset;
  /** It calls through the tunnel. */
  readonly device: RemoteDevice;
  readonly farEnd: TunnelRig;
}

/** Milliseconds of one round, part by part. */
interface Round {
  /** From the hook's question to the push at the device, opened. */
  readonly shown: number;
  /** From the change of the queue to the push at its service. */
  readonly pushed: number;
  /** From the device's decision to the hook's answer. */
  readonly answered: number;
}

/** Measures the way to a phone, over a real tunnel on this machine, and prints the medians. */
export async function measureAway(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-away-'));
  const farEnd = await startTunnelRig();
  const intake = await startIntake(await makeCertificate([HANDSET_HOST]));
  const agent = new Agent({ ca: farEnd.certificates.ca, keepAlive: true });
  const parts = await openParts(await optionsIn(folder), farEnd, intake);
  try {
    await parts.desk.proposeConnect();
    await parts.desk.applyProposal();
    await parts.desk.remote.setAway(true);
    await waitFor('the address to lead here', () => parts.status().tunnel.kind === 'up');
    const paired = await pair(parts, intake, farEnd.origin, agent);
    const way = { ...paired, parts, folder, hook: await hookClient(folder), intake, farEnd };
    const through: Round[] = [];
    const direct: Round[] = [];
    const listener = parts.status().listener;
    if (listener.kind !== 'listening') throw new Error('the page’s listener is off');
    const { keys, name, origin, server, now } = way.device;
    const address = `http://127.0.0.1:${listener.port}`;
    const near: RemoteDevice = { keys, name, origin, server, now, address };
    // The first ones warm up.
    for (let round = -3; round < ROUNDS; round += 1) {
      const [far, close] = [await measureRound(way, way.device), await measureRound(way, near)];
      if (round < 0) continue;
      through.push(far);
      direct.push(close);
    }
    console.log(`\nthe way to a phone, medians of ${ROUNDS} rounds, milliseconds`);
    console.log(
      `(ssh -R behind nginx with TLS; load of this machine: ${loadavg()[0]!.toFixed(1)})`,
    );
    print('a request is asked → its push is at the device, opened', through, 'shown');
    print('tap, through the tunnel → the agent has its answer', through, 'answered');
    print('ours: the queue changes → the push is at its service', direct, 'pushed');
    print('ours: the decision arrives → the agent has its answer', direct, 'answered');
    await printWeight(farEnd.origin, agent);
  } finally {
    await parts.desk.close();
    agent.destroy();
    await intake.close();
    await farEnd.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function optionsIn(home: string) {
  return {
    port: await freePort(),
    storageFolder: join(home, 'storage'),
    home,
    claudeDir: join(home, '.claude'),
    folders: () => [],
    windowName: 'bench',
    secrets: {
      hookToken: 'a-token-for-the-benchmark-only-and-nothing-else',
      windowSecret: 'a-secret-for-the-benchmark-only-and-nothing-else',
    },
    isUnsaved: () => false,
    env: {},
    log: quiet,
  };
}

async function pair(
  { desk, status }: AwayParts,
  intake: Intake,
  origin: string,
  agent: Agent,
): Promise<Pick<Way, 'device' | 'handset'>> {
  await desk.remote.openPairing();
  const secret = await waitFor('a link', () => status().pairing?.link?.split('#pair=')[1]);
  const asking = { address: origin, origin, name: 'Bench', now: () => Date.now(), agent };
  const { device, digits, sealingKey } = await pairDevice(asking, { by: 'link', secret });
  await desk.remote.typeDigits(digits);
  const { pushKey } = (await sync(device)).server;
  const handset = connectHandset(intake, pushKey, sealingKey);
  await call(device, REMOTE_PATHS.subscribe, { subscription: handset.subscription });
  return { device, handset };
}

let asked = 0;

/** Asks, waits for the push, decides from that device, and waits until the agent has its answer. */
async function measureRound(way: Way, device: RemoteDevice): Promise<Round> {
  const { parts, folder, hook, intake, handset } = way;
  const command = `make ${(asked += 1)}`;
  let changedAt = 0;
  const stop = parts.desk.onChange(() => {
    if (changedAt === 0 && find(parts, command)) changedAt = performance.now();
  });
  const pushedAt = new Promise<number>((resolve) => {
    intake.setFault(() => {
      resolve(performance.now());
      return null;
    });
  });
  const arrived = new Promise<string>((resolve) => {
    handset.onReceived = ({ content }) => {
      if (content.kind === 'request' && content.body === command) resolve(content.nonce);
    };
  });
  const askedAt = performance.now();
  const { answer } = hook.ask(commandEvent({ folder, command, session: command }));
  const nonce = await arrived;
  const shownAt = performance.now();
  stop();
  const request = find(parts, command);
  if (request === undefined) throw new Error('the request is gone');
  const body = await signDecision(device, request, ALLOW, nonce);
  // Its push takes part in nothing that is measured here.
  const settled = settledPush(handset);
  const tappedAt = performance.now();
  const deciding = sendDecision(device, body);
  await answer;
  const answeredAt = performance.now();
  await Promise.all([deciding, settled]);
  return {
    shown: shownAt - askedAt,
    pushed: (await pushedAt) - changedAt,
    answered: answeredAt - tappedAt,
  };
}

function find({ desk }: AwayParts, command: string): Request | undefined {
  return desk
    .view()
    .items.map(({ request }) => request)
    .find(({ subject }) => subject.kind === 'command' && subject.command === command);
}

function settledPush(handset: Handset): Promise<void> {
  return new Promise((resolve) => {
    handset.onReceived = ({ content }) => {
      if (content.kind === 'settled') resolve();
    };
  });
}

function print(name: string, rounds: readonly Round[], part: keyof Round): void {
  const times = rounds.map((round) => round[part]).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] ?? NaN;
  console.log(`${name.padEnd(58)} ${median.toFixed(1).padStart(9)} ms`);
}

async function printWeight(origin: string, agent: Agent): Promise<void> {
  const weigh = async (paths: readonly string[]) => {
    const headers = { 'accept-encoding': 'br' };
    const all = paths.map((path) => exchange('GET', origin + path, headers, '', agent));
    return (await Promise.all(all)).reduce((sum, { size }) => sum + size, 0);
  };
  console.log(`first load of the page, compressed: ${await weigh(SHELL)} bytes`);
  console.log(`kept for later beside it (worker, icon): ${await weigh(LATER)} bytes`);
}
