import type { TunnelProgram } from '../../../protocol/remote-status.ts';

/** What a program is started for. */
export interface TunnelTarget {
  /** The port of the remote page on 127.0.0.1. */
  readonly port: number;
  /** For ssh: the person's words, "me@host" with options; else empty. */
  readonly destination: string;
  /** Where the outside is known beforehand to lead here; null where the program has to say it. */
  readonly origin: string | null;
}

/**
 * A program that leads an address outside to a port of this machine. To add one: describe it in a
 * file of its own, name it in `tunnelProgramSchema`, and list it in `all.ts`.
 */
export interface TunnelDescription {
  readonly id: TunnelProgram;
  /** How a person knows it. */
  readonly name: string;
  readonly command: string;
  /** With these it says its version and ends. */
  readonly versionArgs: readonly string[];
  /** What is missing for it to be started, for the person; null where nothing is. */
  readonly lacks?: (target: TunnelTarget) => string | null;
  /** With these it leads to the target until it is ended by a signal. */
  readonly args: (target: TunnelTarget) => readonly string[];
  /**
   * The address that a whole line of its output announces.
   * @returns an https origin; null where the line announces none.
   */
  readonly addressIn: (line: string) => string | null;
  /** In one line: who could read along, and whether the address stays. */
  readonly risk: string;
  /** What helps where it ends before it has an address. */
  readonly advice: string;
}

/** Finds the address in a line by the one group of a pattern that takes no part of a line for it. */
export function addressBy(pattern: RegExp): (line: string) => string | null {
  return (line) => {
    const found = pattern.exec(line)?.[1];
    if (found === undefined || !URL.canParse(found)) return null;
    const { protocol, origin } = new URL(found);
    return protocol === 'https:' ? origin : null;
  };
}
