import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { Clock } from '../core/ports.ts';
import { needsNobody } from '../core/request/state.ts';
import { HOOK_TIMEOUT_SECONDS } from '../protocol/hook-endpoint.ts';
import type { Remote } from './away/open-remote.ts';
import { openRemoteOrSay } from './away/open-remote-or-say.ts';
import { remoteDesk } from './away/remote-desk-of.ts';
import type { DeskOptions } from './desk-options.ts';
import { attachWindowLink } from './election/window-link-server.ts';
import type { Leash } from './leash/open-leash.ts';
import { stopWordsFor } from './leash/stop-words.ts';
import { withPreTool, type PreToolEntry } from './leash/with-pre-tool.ts';
import { protectedPathsOf } from './leash/protected-paths.ts';
import { openBroker, type Broker } from './open-broker.ts';
import type { Barring } from './server/endpoint-ports.ts';
import { listen } from './server/listen.ts';

/** The desk while this window holds it. */
export interface HeldDesk {
  readonly kind: 'here';
  readonly port: number;
  readonly broker: Broker;
  readonly remote: Remote;
  /** Ends open lines without an answer, keeps the queue on disk, and frees the port. */
  close(): Promise<void>;
}

/** Why a window does not hold the desk. */
export type NotHeld =
  | { readonly kind: 'port-taken'; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string };

/** What holding the desk needs beside the window's options. */
export interface HoldOptions {
  readonly window: DeskOptions;
  readonly port: number;
  readonly clock: Clock;
  /** The entry by which stopping agents reaches what Claude Code decides by itself. */
  readonly preTool: PreToolEntry;
  /** Another window was given the desk. */
  readonly onHandedOver: () => void;
  /** Whether any of the other windows has the focus. */
  readonly onFocusElsewhere: (focused: boolean) => void;
  readonly onNotUnderstood: (detail: string) => void;
  /** Something about the way to the devices has changed. */
  readonly onRemoteChange: () => void;
  readonly onProblem: (message: string) => void;
}

/**
 * Tries to hold the desk: who binds the port owns store, record and queue, so nothing of them is
 * opened before.
 */
export async function holdDesk(options: HoldOptions): Promise<HeldDesk | NotHeld> {
  const { window, clock } = options;
  const { log, storageFolder, home, claudeDir, isUnsaved } = window;
  const opening = deferred<Broker>();
  const remoteOpening = deferred<Remote>();
  let opened: Broker | null = null;
  const endpoint = await listen({
    port: options.port,
    token: window.secrets.hookToken,
    patience: HOOK_TIMEOUT_SECONDS * 1_000,
    home: homedir(),
    claudeDir,
    log,
    clock,
    ids: { next: () => randomUUID() },
    hint: async (session) => (await opening.promise).hintOf(session),
    judge: async (call) => (await opening.promise).leash.judge(call),
    fallback: () => (opened === null ? 'ask' : withoutJudgement(opened.leash)),
    stopOf: (session) => opened && stopOf(opened.leash, session),
    recordLetBy: async (entry) => (await opening.promise).record(entry),
    onRequest: (request, line) => void opening.promise.then((broker) => broker.take(request, line)),
    onBarred: (request, line, barring) =>
      void opening.promise.then(({ queue }) =>
        queue.bar(request, line, { by: barring.by.name, message: barring.message }),
      ),
    onEvent: (event) => void opening.promise.then((broker) => broker.hear(event)),
    onLineClosed: (id) => void opening.promise.then((broker) => broker.lineClosed(id)),
    onNotUnderstood: ({ detail }) => options.onNotUnderstood(detail),
  });
  if (endpoint.kind !== 'listening') return endpoint;

  // The link listens before the broker is open: another window that asks meanwhile must not take the
  // port for a stranger's.
  let way: Remote | null = null;
  const endBroker = once(async () => {
    const ending = await opening.promise;
    await (await remoteOpening.promise).close();
    await ending.close();
  });
  const endEndpoint = once(() => endpoint.close());
  const link = attachWindowLink(endpoint.server, {
    secret: window.secrets.windowSecret,
    windowName: window.windowName,
    waiting: () => (opened ? waitingIn(opened) : 0),
    log,
    onFocus: options.onFocusElsewhere,
    async onTakeOver(by) {
      log.info('Handing the desk over', { to: by });
      await endBroker();
      // The port is free from here on; the endpoint's end itself waits for the other window's link.
      void endEndpoint();
      options.onHandedOver();
    },
  });

  const { onProblem } = options;
  const bare = await openBroker({
    storageFolder,
    home,
    claudeDir,
    clock,
    log,
    isUnsaved,
    onProblem,
    vault: window.remote.vault,
    protectedPaths: protectedPathsOf({ storageFolder, ...window.remote }),
    devices: () => way?.status().devices ?? null,
    ...(window.organisationFile === undefined ? {} : { organisationFile: window.organisationFile }),
  });
  const controlBy: Leash['controlBy'] = (by) =>
    withPreTool(bare.leash.controlBy(by), options.preTool);
  const broker: Broker = { ...bare, leash: { ...bare.leash, controlBy } };
  opened = broker;
  opening.resolve(broker);
  const remote = await openRemoteOrSay({
    window,
    desk: remoteDesk({
      queue: broker.queue,
      person: { home, claudeDir },
      leash: broker.leash,
    }),
    recorder: broker,
    clock,
    onProblem,
    onChange: options.onRemoteChange,
  });
  way = remote;
  remoteOpening.resolve(remote);
  link.broadcastStatus();
  broker.queue.onChange(() => link.broadcastStatus());
  return {
    kind: 'here',
    port: endpoint.port,
    broker,
    remote,
    async close() {
      await endBroker();
      link.close();
      await endEndpoint();
    },
  };
}

/** What becomes of a call that could not be judged. */
function withoutJudgement(leash: Leash): 'deny' | 'ask' | 'pass' {
  if (leash.stops().stopped !== null) return 'deny';
  return leash.needs([]).wantsPreTool ? 'ask' : 'pass';
}

/** What keeps a session from doing anything now. */
function stopOf(leash: Leash, session: string): Barring | null {
  const { stopped, paused } = leash.stops();
  const words = stopWordsFor(stopped !== null, paused.includes(session));
  return words && { by: { kind: 'leash', name: words.by }, message: words.because };
}

/** How many agents wait for a person's answer. */
function waitingIn({ queue }: Broker): number {
  const { items } = queue.snapshot();
  return items.filter(({ state }) => state.kind === 'pending' && !needsNobody(state)).length;
}

/** The same work for every caller: begun by the first. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
