import type { Judgement } from '../../core/policy/judgement.ts';
import type { Requirement } from '../../core/policy/approvers.ts';
import type { RequestVerdict } from '../../core/policy/judge-request.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Tier } from '../../core/risk/tier.ts';
import type { Subject } from '../../core/subject.ts';

/** A tool call as it arrives: before it runs, or when it is asked. */
export interface ArrivingCall {
  readonly session: string;
  /** The folder the session was started in. */
  readonly folder: string;
  /** The folder the call would run in. */
  readonly cwd: string;
  readonly tool: string;
  readonly input: JsonObject;
  readonly subject: Subject;
}

/** What is made of a call, and what becomes of it. */
export interface CallVerdict {
  readonly tier: Tier;
  /** In words for a person; its `because` is filled where the leash asks or denies. */
  readonly judgement: () => Judgement;
  /** Whether “always” may be offered at all. */
  readonly mayAlways: boolean;
  /** Who has to sign it; empty where any person’s answer is enough. */
  readonly requires: readonly Requirement[];
  readonly verdict: RequestVerdict;
}

/** Judges calls by the leash that was set for their session. */
export interface LeashJudge {
  /**
   * Never rejects: what breaks down on the way asks, or, while agents are stopped, denies. Under a
   * mode that is off its outcome is `pass`, unless agents are stopped or an organisation wants more.
   */
  judge(call: ArrivingCall): Promise<CallVerdict>;
}
