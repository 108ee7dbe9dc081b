import type { JsonObject } from '../json.ts';
import type { Offers } from '../rules/offers.ts';

/** A worker that an agent started inside its session. Claude Code shows no dialog for a background one. */
export interface Subagent {
  readonly id: string;
  readonly type: string | null;
}

/** One question an agent asks the person, with the answers it proposes. */
export interface Question {
  readonly question: string;
  readonly header: string | null;
  readonly options: readonly { readonly label: string; readonly description: string | null }[];
  readonly multiSelect: boolean;
}

/**
 * What a request is about, in the terms a person thinks in. A tool that is not known is `other` and
 * shown as it is: nothing is guessed about it.
 */
export type Subject =
  | { readonly kind: 'command'; readonly command: string; readonly description: string | null }
  | {
      readonly kind: 'edit';
      readonly path: string;
      readonly before: string;
      readonly after: string;
      /** Every occurrence is replaced, not only one. */
      readonly everywhere: boolean;
    }
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'fetch'; readonly url: string; readonly prompt: string | null }
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string }
  | { readonly kind: 'question'; readonly questions: readonly Question[] }
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'other' };

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
  /** Whether an agent waits for it, or a person tries the way from the hook to the card. */
  readonly purpose: 'work' | 'test';
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** When the agent stops waiting; milliseconds since 1970. */
  readonly expiresAt: number;
}
