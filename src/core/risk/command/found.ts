import type { Redirect, SimpleCommand } from '../../shell/simple-command.ts';
import type { Invocation } from './invocation.ts';

/** A piece of a line that can't be read before it runs. */
export interface Unread {
  /** As written. */
  readonly text: string;
  readonly why: string;
  /** What it runs is among the rest of what was found. */
  readonly isSeen?: boolean;
}

/** All that a line of shell runs, whatever carries it. */
export interface Reach {
  readonly invocations: readonly Invocation[];
  readonly unread: readonly Unread[];
  /** Simple commands of the line and of the scripts in it, for what is looked up by them. */
  readonly commands: readonly SimpleCommand[];
  /** Redirections of whole constructs: `( … ) > file`. */
  readonly redirects: readonly Redirect[];
  /** The line, and the lines that shells in it are handed. */
  readonly scripts: readonly string[];
  /** What the line may run as well: with values that it gives to names itself in the place of these. */
  readonly filled: Filled;
}

/** Programs and redirections with values in the place of names. */
export interface Filled {
  readonly invocations: readonly Invocation[];
  readonly redirects: readonly Redirect[];
}

/** What was found so far, to be added to. */
export interface Found {
  readonly invocations: Invocation[];
  readonly unread: Unread[];
  readonly commands: SimpleCommand[];
  readonly redirects: Redirect[];
  readonly scripts: string[];
  readonly filled: { readonly invocations: Invocation[]; readonly redirects: Redirect[] };
  /** What names stand for that the line makes up itself (`alias p=python3`). */
  readonly aliases: Map<string, string>;
}

/** Before anything was looked at. */
export function nothingFound(): Found {
  return {
    invocations: [],
    unread: [],
    commands: [],
    redirects: [],
    scripts: [],
    filled: { invocations: [], redirects: [] },
    aliases: new Map(),
  };
}
