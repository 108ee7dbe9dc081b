import type { ChildProcess } from 'node:child_process';

/** How long a program may take to end by itself, in milliseconds. */
const PATIENCE = 4_000;

/**
 * Ends a program that was started as the leader of a process group (`detached: true`), and all that
 * it started: kindly first, then surely.
 */
export async function endGroup(leader: ChildProcess): Promise<void> {
  if (leader.exitCode === null && leader.signalCode === null) {
    const ended = new Promise((resolve) => leader.once('exit', resolve));
    leader.kill('SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  }
  killGroup(leader);
}

/** Ends a whole process group at once; for the last moment of a process, where nothing can wait. */
export function killGroup(leader: ChildProcess): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: the whole group has already ended, which is what was wanted.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
