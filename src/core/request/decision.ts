import type { GrantChoice } from '../grants/grant.ts';
import type { RuleChoice } from '../rules/offers.ts';

/**
 * Who answered: a person in a window or on a paired device, a grant that a person gave before, or the
 * leash that a person set.
 */
export type Approver =
  /** How a person knows that window: the name of its folder. */
  | { readonly kind: 'window'; readonly name: string }
  /** How a person knows that device, and the id its key gives it. */
  | { readonly kind: 'device'; readonly id: string; readonly name: string }
  | {
      readonly kind: 'grant';
      readonly id: string;
      /** The grant's rules, as a person knows it. */
      readonly name: string;
      /** How many calls it still allows after this one; null where they are not counted. */
      readonly left: number | null;
    }
  /** What of the leash it was, as a person knows it (“the mode partial”); it can only deny. */
  | { readonly kind: 'leash'; readonly name: string };

/** Answers to an agent's questions: by the question's text, the chosen label, several, or free words. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** What a person decided: once, for always with the rule they saw, or for a while with a grant. */
export type Decision =
  | {
      readonly behavior: 'allow';
      readonly always: RuleChoice | GrantChoice | null;
      /** For a request that asks questions; null for any other. */
      readonly answers: Answers | null;
    }
  | {
      readonly behavior: 'deny';
      readonly always: RuleChoice | null;
      /** What the agent is told; null for a plain refusal. */
      readonly message: string | null;
    };

/** A rule that a decision wrote, so that it can be shown and undone. */
export interface SavedRule {
  readonly file: string;
  readonly behavior: Decision['behavior'];
  readonly rules: readonly string[];
  readonly undone: boolean;
}

/** What the agent hears. `none` leaves the question to the agent's own prompt. */
export type Answer =
  | {
      readonly kind: 'allow';
      readonly answers: Answers | null;
      /** Rules for the rest of the session: covers the second until the agent reads its settings again. */
      readonly sessionRules: readonly string[];
    }
  | { readonly kind: 'deny'; readonly message: string }
  | { readonly kind: 'none' };

/** The open connection on which one agent waits for one answer. */
export interface AgentLine {
  /**
   * Sends the answer and ends the connection.
   * @returns true once all of it was handed to the network while the agent was still there;
   *   false if the agent had left.
   */
  deliver(answer: Answer): Promise<boolean>;
}
