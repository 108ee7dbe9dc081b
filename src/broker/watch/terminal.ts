import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { SessionHint } from '../../agents/claude-code/session-file.ts';
import type { PendingCall } from '../../agents/claude-code/transcript.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { followDialog, type Dialog } from './dialog.ts';
import { planLooks } from './looks.ts';
import { noteMissesOnce } from './misses.ts';
import { isRunning } from './process.ts';
import { readSessions, sessionsFolder } from './sessions.ts';
import { watchPaths } from './stirs.ts';
import { followThreads, transcriptOf } from './threads.ts';
import { judge, untilSettled, type TerminalAnswer } from './verdict.ts';

/** How often to look at the files by ourselves, in milliseconds: not every change is reported. */
const LOOK_EVERY_MS = 250;

/** A process that was killed closes its connections a moment before it is gone; in milliseconds. */
const END_MS = 150;

/** A request whose answer in the terminal is to be noticed. */
export interface WatchedRequest extends PendingCall {
  readonly sessionId: string;
  readonly subagentId: string | null;
  /** The session's transcript, as the hook event names it. */
  readonly transcriptPath: string | null;
}

/** What the watch needs. */
export interface WatchOptions {
  /** Claude Code's own folder, such as `~/.claude`. */
  readonly claudeDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Sessions that ran when an earlier watch ended. */
  readonly remembered: readonly string[];
  /** Told once for a request, which is then no longer tracked. */
  readonly onAnswered: (requestId: string, answer: TerminalAnswer) => void;
}

/** Notices answers given in Claude Code's own dialog, of which no hook event tells. */
export interface TerminalWatch {
  track(request: WatchedRequest): void;
  untrack(requestId: string): void;
  /**
   * Whether the agent of a session still runs; asked when a request's connection has closed, to
   * tell No and Esc from the agent's end. (At its end the session file goes before the connection.)
   */
  agentAlive(sessionId: string): Promise<'alive' | 'gone' | 'unknown'>;
  /** What a running session tells about itself; undefined where no session file does. */
  hintOf(sessionId: string): Promise<SessionHint | undefined>;
  close(): void;
}

interface Tracked {
  readonly request: WatchedRequest;
  /** Where its thread's calls are written down. */
  readonly path: string | null;
  dialog: Dialog;
}

/** Starts a watch. It does nothing while no request is tracked. */
export function watchTerminal(options: WatchOptions): TerminalWatch {
  const { claudeDir, clock, log, remembered, onAnswered } = options;
  const tracked = new Map<string, Tracked>();
  const known = new Set<string>();
  const noteMiss = noteMissesOnce(log);
  const threads = followThreads(noteMiss);

  const sessions = async (): Promise<readonly SessionHint[]> => {
    const hints = await readSessions(claudeDir, noteMiss);
    for (const hint of hints) known.add(hint.sessionId);
    return hints;
  };

  const follow = (one: Tracked, hints: readonly SessionHint[]): TerminalAnswer | null => {
    const { request, path } = one;
    const own = hints.filter((hint) => hint.sessionId === request.sessionId);
    // The status speaks of the session's own dialogs; a subagent's request may have none.
    if (request.subagentId === null) {
      one.dialog = followDialog(one.dialog, own, request.receivedAt, clock.now());
    }
    return judge(threads.fateOf(path, request), one.dialog, own, clock.now());
  };

  const lookForAgent = async (sessionId: string): Promise<'alive' | 'gone' | 'unknown'> => {
    const seenBefore = known.has(sessionId);
    const own = (await sessions()).filter((hint) => hint.sessionId === sessionId);
    if (own.length === 0) return seenBefore || hasEndedBefore(sessionId) ? 'gone' : 'unknown';
    const running = await Promise.all(own.map((hint) => isRunning(hint.pid)));
    return running.includes(true) ? 'alive' : 'gone';
  };

  /** Where no such files are written at all, nothing can be told. */
  const hasEndedBefore = (sessionId: string): boolean =>
    remembered.includes(sessionId) && existsSync(sessionsFolder(claudeDir));

  const look = async (): Promise<number | null> => {
    if (tracked.size === 0) return null;
    // First the status, then the transcript: a refusal is then never missed for a closed dialog.
    const hints = await sessions();
    await threads.read();
    for (const [id, one] of tracked) {
      const answer = follow(one, hints);
      if (answer !== null && tracked.delete(id)) onAnswered(id, answer);
    }
    wantPaths();
    if (tracked.size === 0) return null;
    const settling = [...tracked.values()].map((one) => untilSettled(one.dialog, clock.now()));
    return Math.min(LOOK_EVERY_MS, ...settling.filter((ms) => ms > 0));
  };
  const looks = planLooks(() =>
    look().catch((error: unknown) => {
      log.error('Looking for answers in the terminal failed.', { reason: String(error) });
      return LOOK_EVERY_MS;
    }),
  );
  const stirs = watchPaths(() => looks.now(), noteMiss);

  const wantPaths = (): void => {
    const paths = new Set([...tracked.values()].flatMap(({ path }) => path ?? []));
    threads.want(paths);
    stirs.want(tracked.size === 0 ? paths : new Set([...paths, sessionsFolder(claudeDir)]));
  };

  return {
    track: (request) => {
      const { requestId, transcriptPath, sessionId, subagentId } = request;
      const path =
        transcriptPath === null ? null : transcriptOf(transcriptPath, sessionId, subagentId);
      tracked.set(requestId, { request, path, dialog: { kind: 'unseen' } });
      wantPaths();
      looks.now();
    },
    untrack: (requestId) => {
      if (tracked.delete(requestId)) wantPaths();
    },
    agentAlive: async (sessionId) => {
      const first = await lookForAgent(sessionId);
      if (first !== 'alive') return first;
      await setTimeout(END_MS);
      return lookForAgent(sessionId);
    },
    hintOf: async (sessionId) => {
      const own = (await sessions()).filter((hint) => hint.sessionId === sessionId);
      const [first, ...others] = own;
      if (first === undefined || others.length === 0) return first;
      // One that was killed leaves its file; the session may have gone on in another way since.
      const running = await Promise.all(own.map(({ pid }) => isRunning(pid)));
      return own.find((_, at) => running[at]) ?? first;
    },
    close: () => {
      looks.stop();
      tracked.clear();
      wantPaths();
    },
  };
}
