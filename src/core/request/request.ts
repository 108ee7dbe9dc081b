import type { JsonObject } from '../json.ts';
import type { Requirement } from '../policy/approvers.ts';
import type { Judgement } from '../policy/judgement.ts';
import type { Offers } from '../rules/offers.ts';
import type { Subject } from '../subject.ts';

/** A worker that an agent started inside its session. Claude Code shows no dialog for a background one. */
export interface Subagent {
  readonly id: string;
  readonly type: string | null;
}

/** One thing an agent wants to do, as it was asked. It never changes. */
export interface Request {
  readonly id: string;
  readonly agent: 'claude-code';
  /** The agent's own name for the conversation. */
  readonly session: string;
  /** The agent's name for the person's prompt that led here; null before the first. */
  readonly prompt: string | null;
  readonly subagent: Subagent | null;
  /** The folder the session was started in: the project whose rules apply. */
  readonly folder: string;
  /** The folder the call would run in. */
  readonly cwd: string;
  /** The agent's own record of the session, where it keeps one. */
  readonly transcript: string | null;
  readonly tool: string;
  /** The whole input, as it arrived. */
  readonly input: JsonObject;
  readonly subject: Subject;
  /** The fields of the input that the subject does not show; a surface shows them too. */
  readonly rest: JsonObject;
  readonly offers: Offers;
  readonly judgement: Judgement;
  /** Who has to sign it, all of them; empty where any person’s answer is enough. */
  readonly requires: readonly Requirement[];
  /**
   * Whether the agent shows a prompt of its own beside ours, or would where we let go of it. A headless
   * run has none: there only an answer of ours helps.
   */
  readonly ownPrompt: boolean;
  /** Whether an agent waits for it, or a person tries the way from the hook to the card. */
  readonly purpose: 'work' | 'test';
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** When the agent stops waiting; milliseconds since 1970. */
  readonly expiresAt: number;
}
