import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAuditFile, type AuditedEntry } from './audited.ts';
import { openDesk } from '../../../src/broker/open-desk.ts';
import type { Decision } from '../../../src/core/request/decision.ts';
import type { Item, Outcome } from '../../../src/core/request/item.ts';
import type { ModeName } from '../../../src/core/policy/modes.ts';
import { remoteOptions } from '../../fakes/remote-options.ts';
import { freePort } from '../process.ts';
import type { Project } from './project.ts';
import { until } from './wait.ts';

const secrets = {
  hookToken: 'a-token-for-the-tests-of-the-leash-and-nothing-else',
  windowSecret: 'a-secret-for-the-tests-of-the-leash-and-nothing-else',
};

/** The desk of a window, without an editor around it, under a leash. */
export interface LeashedDesk {
  /** What a settings file needs, so that Claude Code asks here, before each call too: as Connect has it. */
  readonly hooks: Record<string, unknown>;
  readonly items: () => readonly Item[];
  /** Waits for the nth request (from 0) that ever came. */
  readonly request: (nth?: number, timeoutMs?: number) => Promise<Item>;
  readonly decide: (id: string, decision: Decision) => Promise<void>;
  readonly setAttentive: (attentive: boolean) => void;
  /** Stops agents, or lets them go on. */
  readonly stop: (on: boolean) => Promise<void>;
  /** What was let by, as it is on record. */
  readonly letBy: () => Promise<readonly AuditedEntry[]>;
  readonly close: () => Promise<void>;
}

export const ALLOW: Decision = { behavior: 'allow', always: null, answers: null };
export const deny = (message: string): Decision => ({ behavior: 'deny', always: null, message });

/** Opens a desk on a free port for the HOME of a project, sets a mode for the machine, and connects. */
export async function openLeashedDesk(
  project: Project,
  mode: Exclude<ModeName, 'custom'>,
): Promise<LeashedDesk> {
  const storageFolder = await mkdtemp(join(tmpdir(), 'countersign-leashed-'));
  const { home, folder } = project;
  const desk = await openDesk({
    ...{ port: await freePort(), storageFolder, home, secrets, windowName: 'the test' },
    claudeDir: join(home, '.claude'),
    folders: () => [folder],
    remote: remoteOptions(),
    organisationFile: join(storageFolder, 'no-organisation.json'),
    isUnsaved: () => false,
    env: {},
    log: { debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  await done(desk.leash.choose({ kind: 'machine' }, { mode, profile: null }));
  await desk.proposeConnect();
  await done(desk.applyProposal());
  const { hooks } = JSON.parse(await readFile(project.settingsPath('user'), 'utf8')) as {
    hooks: Record<string, unknown>;
  };
  const items = (): readonly Item[] => desk.view().items;
  return {
    hooks,
    items,
    request: (nth = 0, timeoutMs) =>
      until(`request number ${nth} comes to the desk`, () => items()[nth], timeoutMs),
    decide: (id, decision) => done(desk.decide(id, decision)),
    setAttentive: (attentive) => desk.setAttentive(attentive),
    stop: (on) => done(desk.leash.setStopped(on)),
    async letBy() {
      const entries = await readAuditFile(join(storageFolder, 'audit.jsonl'));
      return entries.filter(({ kind }) => kind === 'let-by');
    },
    async close() {
      await desk.close();
      await rm(storageFolder, { recursive: true, force: true });
    },
  };
}

async function done(acting: Promise<Outcome>): Promise<void> {
  const outcome = await acting;
  if (outcome.kind === 'refused') throw new Error(outcome.message);
}
