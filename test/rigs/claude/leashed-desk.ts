import { randomUUID } from 'node:crypto';
import { fakeVault } from '../../fakes/vault.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAuditFile, type AuditedEntry } from './audited.ts';
import type { LeashJudge } from '../../../src/broker/leash/leash-judge.ts';
import { openBroker } from '../../../src/broker/open-broker.ts';
import { listen } from '../../../src/broker/server/listen.ts';
import { hookEntry } from '../../../src/broker/settings/hook/hook-entry.ts';
import type { Decision } from '../../../src/core/request/decision.ts';
import type { Item } from '../../../src/core/request/item.ts';
import { judgeCall } from '../../../src/core/policy/judge-call.ts';
import { judgeRequest } from '../../../src/core/policy/judge-request.ts';
import type { ModeName } from '../../../src/core/policy/modes.ts';
import { compileRules, judge as judgeRules } from '../../../src/core/rules/judge.ts';
import type { Project } from './project.ts';
import { until } from './wait.ts';

const TOKEN = 'a-token-for-the-tests-of-the-leash-and-nothing-else';
const PERSON = { kind: 'window', name: 'the test' } as const;

/** The endpoint with queue, record and watch, before a leash that the test sets. */
export interface LeashedDesk {
  /** What a settings file needs, so that Claude Code asks here, before each call too. */
  readonly hooks: Record<string, unknown>;
  readonly items: () => readonly Item[];
  /** Waits for the nth request (from 0) that ever came. */
  readonly request: (nth?: number, timeoutMs?: number) => Promise<Item>;
  readonly decide: (id: string, decision: Decision) => Promise<void>;
  readonly setAttentive: (attentive: boolean) => void;
  /** Stops agents, or lets them go on. */
  readonly stop: (on: boolean) => void;
  /** What is on record. */
  readonly audited: () => Promise<readonly AuditedEntry[]>;
  readonly close: () => Promise<void>;
}

export const ALLOW: Decision = { behavior: 'allow', always: null, answers: null };
export const deny = (message: string): Decision => ({ behavior: 'deny', always: null, message });

/** Opens a desk on a free port, for the HOME of a project; its leash is one mode without a profile. */
export async function openLeashedDesk(
  project: Project,
  mode: Exclude<ModeName, 'custom'>,
): Promise<LeashedDesk> {
  const storageFolder = await mkdtemp(join(tmpdir(), 'countersign-leashed-'));
  const { home } = project;
  const claudeDir = join(home, '.claude');
  const log = { debug() {}, info() {}, warn: console.warn, error: console.error };
  const seen: string[] = [];
  let stopped = false;

  const judge: LeashJudge['judge'] = ({ tool, input, subject, cwd, folder }) => {
    const facts = { folder, home, claudeDir, gitRoot: folder, protectedPaths: [] };
    const { judgement, assessment } = judgeCall(
      { tool, input, subject },
      { cwd, facts, placements: [] },
    );
    const rules = judgeRules(compileRules([], facts), { tool, input, cwd });
    const leash = { modes: [{ name: mode }], profiles: [] };
    const judged = judgeRequest({ policies: [], rules, leash, assessment });
    const verdict = stopped
      ? { ...judged, outcome: 'deny' as const, because: 'All agents are stopped.' }
      : judged;
    const isAsked = verdict.outcome === 'ask' || verdict.outcome === 'deny';
    return Promise.resolve({
      judgement: { ...judgement, because: isAsked ? verdict.because : null },
      ...{ mayAlways: assessment.mayAlways, requires: [], verdict, by: `the mode ${mode}` },
    });
  };

  const broker = await openBroker({
    ...{ storageFolder, home, claudeDir, log, clock: Date },
    isUnsaved: () => false,
    ...{ vault: fakeVault(), protectedPaths: [], devices: () => [] },
    onProblem: console.error,
  });
  const endpoint = await listen({
    port: 0,
    token: TOKEN,
    patience: 60_000,
    ...{ home, claudeDir, log, clock: Date, judge },
    ids: { next: () => randomUUID() },
    hint: (session) => broker.hintOf(session),
    fallback: () => (stopped ? 'deny' : 'ask'),
    recordLetBy: (entry) => broker.record(entry),
    onEvent: (event) => broker.hear(event),
    onRequest: (request, line) => {
      seen.push(request.id);
      broker.take(request, line);
    },
    onBarred: (_request, line, { message }) => void line.deliver({ kind: 'deny', message }),
    onLineClosed: (id) => void broker.lineClosed(id),
    onNotUnderstood: ({ code, detail }) => console.error(code, detail),
  });
  if (endpoint.kind !== 'listening') throw new Error(endpoint.kind);
  const entry = hookEntry({ port: endpoint.port, token: TOKEN });
  const items = (): readonly Item[] => broker.queue.snapshot().items;
  return {
    hooks: { PermissionRequest: [entry], PreToolUse: [entry] },
    items,
    request: (nth = 0, timeoutMs) =>
      until(
        `request number ${nth} comes to the desk`,
        () => items().find(({ request }) => request.id === seen[nth]),
        timeoutMs,
      ),
    async decide(id, decision) {
      const outcome = await broker.queue.decide(id, decision, PERSON);
      if (outcome.kind === 'refused') throw new Error(outcome.message);
    },
    setAttentive: (attentive) => broker.queue.setAttentive(attentive),
    stop(on) {
      stopped = on;
    },
    audited: () => readAuditFile(join(storageFolder, 'audit.jsonl')),
    async close() {
      await broker.close();
      await endpoint.close();
      await rm(storageFolder, { recursive: true, force: true });
    },
  };
}
