import type { HookEvent, HookRefusal } from '../../agents/claude-code/hook-event.ts';
import type { SessionHint } from '../../agents/claude-code/session-file.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { Outcome } from '../../core/policy/outcome.ts';
import type { Clock, Ids, Log } from '../../core/ports.ts';
import type { AgentLine, Approver } from '../../core/request/decision.ts';
import type { Request } from '../../core/request/request.ts';
import type { LeashJudge } from '../leash/leash-judge.ts';

/** A denial by the leash: what of it denies, and what the agent is told. */
export interface Barring {
  readonly by: Extract<Approver, { kind: 'leash' }>;
  readonly message: string;
}

/** Who hears what arrives at the endpoint, and what it needs from outside. */
export interface EndpointPorts {
  readonly log: Log;
  readonly ids: Ids;
  readonly clock: Clock;
  /** How long an agent waits for an answer, in milliseconds: the timeout of its hook entry. */
  readonly patience: number;
  /** The person's home folder, and Claude Code's own folder in it. */
  readonly home: string;
  readonly claudeDir: string;
  /** What a running session tells about itself; undefined where none of that name is known. */
  hint(session: string): Promise<SessionHint | undefined>;
  /** Judges a call by the leash of its session. */
  readonly judge: LeashJudge['judge'];
  /**
   * What becomes of a call that can't be read or judged: `pass` where nothing is leashed, `deny` while
   * agents are stopped, else `ask`.
   */
  fallback(): Exclude<Outcome, 'allow'>;
  /** What keeps a session from doing anything now: the kill switch or its pause; null where nothing does. */
  stopOf(session: string): Barring | null;
  /** Puts on record that a call was let by; resolves once it is on disk, rejects where it can't be. */
  recordLetBy(entry: AuditEntry): Promise<void>;
  /** Hears every event that was understood; one that asks, before its `onRequest` or `onBarred`. */
  onEvent(event: HookEvent): void;
  /** Takes a request; its agent waits on the line. */
  onRequest(request: Request, line: AgentLine): void;
  /** Takes a request that the leash denies; its agent waits on the line until that is on record. */
  onBarred(request: Request, line: AgentLine, barring: Barring): void;
  /** An agent left before it was answered. */
  onLineClosed(id: string): void;
  /** An agent sent something this version does not understand. */
  onNotUnderstood(refusal: HookRefusal): void;
}
