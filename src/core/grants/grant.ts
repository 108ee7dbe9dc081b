/** How long a person lets a rule of ours hold. */
export type GrantTerm = 'session' | 'hour' | 'five-times';

/** What is left of a grant. */
export type GrantLimit =
  /** For as long as the session runs. */
  | { readonly kind: 'session'; readonly session: string }
  /** Until a time; milliseconds since 1970. */
  | { readonly kind: 'until'; readonly at: number }
  /** For so many more calls. */
  | { readonly kind: 'times'; readonly left: number };

/** The rules a person lets hold for a while. Such rules stand in no settings file. */
export interface GrantChoice {
  readonly term: GrantTerm;
  /** As they would stand in the project's settings file. */
  readonly rules: readonly string[];
}

/** A rule of ours with an end: it allows what it matches in one folder, and nothing else. */
export interface Grant {
  readonly id: string;
  readonly rules: readonly string[];
  /** The folder whose sessions it holds for. */
  readonly folder: string;
  readonly limit: GrantLimit;
  /** The window in which it was given. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly givenAt: number;
  /** How many calls it has allowed. */
  readonly used: number;
}
