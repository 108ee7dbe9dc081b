import type { JsonObject } from '../json.ts';
import type { Subject } from '../subject.ts';
import type { Offers } from './offers.ts';

/** The call for which rules are offered. */
export interface OfferedCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly subject: Subject;
  /** The folder the session was started in. */
  readonly folder: string;
  /** The folder the call would run in. */
  readonly cwd: string;
  /** What the agent itself would remember, as it said it. */
  readonly suggestions: readonly JsonObject[];
}

/** What Allow Always and Deny Always may offer for a call, best first. It never throws. */
export function offersFor(_call: OfferedCall): Offers {
  const none = { kind: 'none', why: 'No rule is offered for this call.' } as const;
  return { allow: none, deny: none };
}
