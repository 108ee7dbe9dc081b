/** What Claude Code does with a call; `error`: the tool refused the input itself, no rule decided. */
export type OracleVerdict = 'allow' | 'ask' | 'deny' | 'error';

/** One call of a tool. */
export interface OracleCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The `permissions` of one settings file. */
export interface OraclePermissions {
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
  readonly additionalDirectories?: readonly string[];
}

/**
 * Calls, and the settings files they are judged by; a file that isn't named isn't there.
 * In every string `{{folder}}`, `{{home}}`, `{{claudeDir}}` and `{{outside}}` stand for the places.
 */
export interface OracleQuestion {
  readonly settings: {
    readonly user?: OraclePermissions;
    readonly project?: OraclePermissions;
    readonly local?: OraclePermissions;
  };
  readonly calls: readonly OracleCall[];
  /** What files hold while it is asked, by their path, absolute or from the project folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What became of one call. */
export interface OracleAnswer {
  /** As it was asked, places not filled in. */
  readonly call: OracleCall;
  readonly verdict: OracleVerdict;
  /** The `permission_suggestions` Claude Code asked with; empty where it didn't ask. */
  readonly suggestions: readonly unknown[];
  /** What the model was told; of no use where the verdict is `ask`. */
  readonly result: string;
}
