import type { Destination } from './offers.ts';

/** Which of Claude Code's lists a rule stands in. */
export type RuleBehavior = 'allow' | 'ask' | 'deny';

/** Whose settings a file holds: an organisation's, one given at the start, or one of the three of a session. */
export type Scope = 'managed' | 'command-line' | Destination;

/** A rule where it stands. */
export interface PlacedRule {
  /** As it stands in the file. */
  readonly text: string;
  readonly behavior: RuleBehavior;
  readonly scope: Scope;
  readonly file: string;
  /**
   * The folder that a path with one leading slash is read from: the project's for its file, the
   * folder Claude Code was started in for the local one, `~/.claude` for the user's (measured).
   */
  readonly root: string;
}
