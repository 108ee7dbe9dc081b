import { randomUUID } from 'node:crypto';
import { settledBy } from '../agents/claude-code/resolution.ts';
import type { HookEvent } from '../agents/claude-code/hook-event.ts';
import type { SessionHint } from '../agents/claude-code/session-file.ts';
import type { AuditEntry } from '../core/audit/entry.ts';
import type { Grant } from '../core/grants/grant.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { AgentLine } from '../core/request/decision.ts';
import { createQueue, type Queue } from '../core/request/queue.ts';
import type { Request } from '../core/request/request.ts';
import { isOpen } from '../core/request/state.ts';
import { openLeash, type Leash } from './leash/open-leash.ts';
import type { KnownDevice } from './leash/signers.ts';
import { settingsRuleWriter } from './rule-writer.ts';
import { readRulesInForce } from './settings/rules/rules-in-force.ts';
import { openAuditLog } from './store/audit-log.ts';
import { auditRecorder } from './store/recorder.ts';
import { openStateStore } from './store/state-store.ts';
import type { Vault } from './vault.ts';
import { within } from './within.ts';
import { watchSessionEnds } from './watch/session-ends.ts';
import { watchTerminal, type WatchedRequest } from './watch/terminal.ts';

/** What the broker is made of. */
export interface BrokerOptions {
  readonly storageFolder: string;
  readonly home: string;
  readonly claudeDir: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly isUnsaved: (path: string) => boolean;
  readonly vault: Vault;
  /** Files and folders of ours, whose change weakens what asks the person. */
  readonly protectedPaths: readonly string[];
  /** The paired devices; null where they can’t be told yet. */
  readonly devices: () => readonly KnownDevice[] | null;
  /** The organisation’s file of the leash; by default where it belongs. */
  readonly organisationFile?: string;
  /** Hears what the person should know of the store or the record. */
  readonly onProblem: (message: string) => void;
}

/** The one process part on this machine that owns queue, state and record, while it holds the port. */
export interface Broker {
  readonly queue: Queue;
  /** How long the agents’ leash is, and what it makes of a call. */
  readonly leash: Leash;
  /**
   * Puts something on record that is about no request.
   * @returns once it is synced to disk; rejects with a `StoreError`, and then nothing of it is there.
   */
  record(entry: AuditEntry): Promise<void>;
  /** What a running session tells about itself, in its own file. */
  hintOf(session: string): Promise<SessionHint | undefined>;
  /** Hears an event of a session: it may settle what the session asked before. */
  hear(event: HookEvent): void;
  take(request: Request, line: AgentLine): void;
  /** An agent closed its connection before it was answered. */
  lineClosed(id: string): Promise<void>;
  /** Keeps what is open for the next desk, and ends all lines without an answer. */
  close(): Promise<void>;
}

/** How long a request may wait for the settings files before a person is asked, in milliseconds. */
const RULES_WITHIN = 2_000;

/** How often time is let pass for the queue, in milliseconds. */
const TICK = 1_000;

/** Opens store, record, queue and watch. To be called only by who holds the port: one writer a file. */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
  const { storageFolder: folder, home, claudeDir, clock, log, onProblem, isUnsaved } = options;
  const store = await openStateStore({ folder, log, onProblem });
  const audit = await openAuditLog({ folder, clock, log, onProblem });
  const leash = await openLeash({
    ...{ home, claudeDir, clock, log },
    vault: options.vault,
    protectedPaths: options.protectedPaths,
    devices: options.devices,
    ...(options.organisationFile === undefined
      ? {}
      : { organisationFile: options.organisationFile }),
    record: (entry) => audit.append(entry),
    requests: () => queue.snapshot().items.map(({ request }) => request),
    denyOpen: (isMeant, message, by) => queue.denyOpen(isMeant, message, by),
  });
  const queue = createQueue(
    {
      clock,
      ids: { next: () => randomUUID() },
      log,
      recorder: auditRecorder(audit),
      rules: settingsRuleWriter({ claudeDir, isUnsaved }),
      grants: store,
      signing: leash.signers,
      places: (sessionFolder) => ({ folder: sessionFolder, home, claudeDir }),
      rulesInForce: (sessionFolder) =>
        within(RULES_WITHIN, readRulesInForce({ folder: sessionFolder, claudeDir, home })),
    },
    store.items,
    store.grants,
  );
  const terminal = watchTerminal({
    claudeDir,
    clock,
    log,
    remembered: sessionsOf(store.grants),
    onAnswered: (id, { outcome, how }) => queue.answeredInTerminal(id, outcome, how),
  });

  const tracked = new Set<string>();
  /** Watches the terminal for exactly what is open. */
  function follow(): void {
    const open = queue.snapshot().items.filter(({ state }) => isOpen(state));
    const ids = new Set(open.map(({ request }) => request.id));
    for (const id of tracked) if (!ids.has(id)) terminal.untrack(id);
    for (const { request } of open) if (!tracked.has(request.id)) terminal.track(watched(request));
    tracked.clear();
    for (const id of ids) tracked.add(id);
  }

  const unfollow = queue.onChange(() => {
    follow();
    void store.save(queue.snapshot().items);
  });
  follow();
  const ticking = setInterval(() => queue.tick(), TICK);
  ticking.unref();
  const sessionEnds = watchSessionEnds({
    sessions: () => sessionsOf(queue.snapshot().grants),
    agentAlive: (session) => terminal.agentAlive(session),
    onEnd: (session) => queue.sessionEnded(session),
  });

  void leash.lookBack();

  return {
    queue,
    leash,
    record: (entry) => audit.append(entry),
    hintOf: (session) => terminal.hintOf(session),
    hear(event) {
      const open = queue.snapshot().items.filter(({ state }) => isOpen(state));
      const settled = settledBy(
        event,
        open.map(({ request }) => request),
      );
      for (const { id, outcome, how } of settled) queue.answeredInTerminal(id, outcome, how);
      if (event.hook_event_name === 'SessionEnd') queue.sessionEnded(event.session_id);
    },
    take: (request, line) => queue.submit(request, line),
    async lineClosed(id) {
      const item = queue.snapshot().items.find(({ request }) => request.id === id);
      if (item) queue.lineClosed(id, await terminal.agentAlive(item.request.session));
    },
    async close() {
      clearInterval(ticking);
      sessionEnds.close();
      await queue.close();
      await leash.close();
      unfollow();
      terminal.close();
      void store.save(queue.snapshot().items);
      await store.close();
      await audit.close();
    },
  };
}

/** The sessions that some grant is bound to. */
function sessionsOf(grants: readonly Grant[]): readonly string[] {
  const sessions = grants.flatMap(({ limit }) => (limit.kind === 'session' ? [limit.session] : []));
  return [...new Set(sessions)];
}

function watched(request: Request): WatchedRequest {
  const { id, session, subagent, transcript, tool, input, receivedAt } = request;
  return {
    requestId: id,
    sessionId: session,
    subagentId: subagent?.id ?? null,
    transcriptPath: transcript,
    tool,
    input,
    receivedAt,
  };
}
