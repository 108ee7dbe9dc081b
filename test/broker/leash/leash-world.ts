import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readCall } from '../../../src/agents/claude-code/subject.ts';
import type { DenyOpen } from '../../../src/broker/leash/leash-controls.ts';
import { openLeash, type Leash } from '../../../src/broker/leash/open-leash.ts';
import type { KnownDevice } from '../../../src/broker/leash/signers.ts';
import { StoreError } from '../../../src/broker/store/store-error.ts';
import type { LeashEntry } from '../../../src/core/audit/entry.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import type { Clock } from '../../../src/core/ports.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { fakeVault, type FakeVault } from '../../fakes/vault.ts';

/** A home with a project in a repository, and the leashes opened there one after the other. */
export interface LeashWorld {
  readonly home: string;
  readonly claudeDir: string;
  /** A project, the top of its repository. */
  readonly folder: string;
  readonly organisationFile: string;
  readonly managedFile: string;
  readonly vault: FakeVault;
  readonly log: ReturnType<typeof keptLog>;
  /** What was put on record. */
  readonly recorded: LeashEntry[];
  /** What was asked to be denied. */
  readonly denied: Parameters<DenyOpen>[];
  /** What happens before an entry is on record; it may throw. */
  onRecord: (entry: LeashEntry) => Promise<void>;
  devices: readonly KnownDevice[] | null;
  requests: readonly Request[];
  /** Opens the leash; the one before is closed. */
  open(clock?: Clock): Promise<Leash>;
  put(path: string, text: string | object): Promise<string>;
}

export const HERE = { kind: 'window', name: 'the test' } as const;
export const PHONE = { kind: 'device', id: 'd1', name: 'Phone' } as const;
const REAL: Clock = { now: () => Date.now() };

/** A world of its own for one test, gone after it. */
export async function leashWorld(): Promise<LeashWorld> {
  const made = await bareLeashWorld();
  onTestFinished(() => made.end());
  return made.world;
}

/** A world that whoever made it has to end. */
export async function bareLeashWorld(): Promise<{ world: LeashWorld; end: () => Promise<void> }> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'countersign-leash-')));
  const home = join(root, 'home');
  const folder = join(home, 'app');
  await mkdir(join(folder, '.git'), { recursive: true });
  await mkdir(join(folder, 'src'));
  const claudeDir = join(home, '.claude');
  let last: Leash | null = null;
  const world: LeashWorld = {
    ...{ home, claudeDir, folder, vault: fakeVault(), log: keptLog() },
    organisationFile: join(root, 'etc', 'leash.json'),
    managedFile: join(root, 'etc', 'managed-settings.json'),
    ...{ recorded: [], denied: [], devices: null, requests: [] },
    onRecord: () => Promise.resolve(),
    async open(clock = REAL) {
      await last?.close();
      last = await openLeash({
        ...{ home, claudeDir, clock, log: world.log, vault: world.vault },
        ...{ organisationFile: world.organisationFile, managedFile: world.managedFile },
        protectedPaths: [join(root, 'storage')],
        async record(entry) {
          await world.onRecord(entry);
          world.recorded.push(entry);
        },
        denyOpen(...asked) {
          world.denied.push(asked);
          return Promise.resolve();
        },
        requests: () => world.requests,
        devices: () => world.devices,
      });
      return last;
    },
    async put(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, typeof text === 'string' ? text : JSON.stringify(text, null, 2));
      return path;
    },
  };
  return {
    world,
    async end() {
      await last?.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The record on disk can’t be written. */
export function diskFull(): Promise<never> {
  return Promise.reject(new StoreError('disk-full', 'The audit log could not be written.', null));
}

/** What a call is made of; of a command by default. */
export interface Called {
  readonly command?: string;
  readonly tool?: string;
  readonly input?: JsonObject;
  readonly session?: string;
  readonly folder?: string;
}

/** Judges a call of a session in the project, and tells what is made of it. */
export async function judged(leash: Leash, world: LeashWorld, called: Called) {
  const { command = 'ls', tool = 'Bash', session = 's1', folder = world.folder } = called;
  const input = called.input ?? { command };
  const { subject } = readCall(tool, input, undefined);
  const verdict = await leash.judge({ session, folder, cwd: folder, tool, input, subject });
  return { ...verdict, judgement: verdict.judgement() };
}

/** What becomes of a command. */
export async function outcome(leash: Leash, world: LeashWorld, called: Called): Promise<string> {
  return (await judged(leash, world, called)).verdict.outcome;
}
