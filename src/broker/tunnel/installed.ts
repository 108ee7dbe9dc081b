import { execFile } from 'node:child_process';
import { errnoOf } from '../settings/file/errno.ts';
import { TUNNEL_PROGRAMS } from './programs/all.ts';
import type { TunnelDescription } from './programs/description.ts';
import { programEnvironment } from './program-environment.ts';

/** How long a program may take to say its version, in milliseconds. */
const WITHIN = 5000;

/**
 * Which of the programs are on this machine. One that is there but fails, or is slow to say its
 * version, is there: starting it says what is wrong.
 */
export async function installedTunnels(
  programs: readonly TunnelDescription[] = TUNNEL_PROGRAMS,
  within: number = WITHIN,
): Promise<readonly TunnelDescription[]> {
  const there = await Promise.all(programs.map((program) => isThere(program, within)));
  return programs.filter((_program, index) => there[index]);
}

function isThere({ command, versionArgs }: TunnelDescription, within: number): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(
      command,
      versionArgs,
      { timeout: within, killSignal: 'SIGKILL', maxBuffer: 64 * 1024, env: programEnvironment() },
      (error) => resolve(!MISSING.has(errnoOf(error))),
    );
  });
}

/** How the system says that there is no such program, or none that may be run. */
const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'ENOTDIR']);
