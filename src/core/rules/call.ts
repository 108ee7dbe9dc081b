import type { JsonObject } from '../json.ts';

/** A tool call, as rules see it. */
export interface Call {
  readonly tool: string;
  readonly input: JsonObject;
  /** The folder the call would run in. */
  readonly cwd: string;
}

/** The folders that the paths in rules are read from. All absolute. */
export interface Places {
  /** The folder the session was started in. */
  readonly folder: string;
  /** The person's home folder: `~` in rules and commands. */
  readonly home: string;
  /** Claude Code's own folder of the user. */
  readonly claudeDir: string;
}
